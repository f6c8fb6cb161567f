-- Views with plain names, for other tools. Amounts are exact decimal text; NULL means not known.

CREATE VIEW live_organization AS SELECT * FROM organization WHERE ended_by IS NULL;
CREATE VIEW live_contract AS SELECT * FROM contract WHERE ended_by IS NULL;

-- 10^scale of each currency, to split an amount at the decimal point.
CREATE VIEW currency_factor AS
SELECT code, scale, coalesce(minor_digits, 0) AS minor_digits,
       CAST('1' || substr('00000000', 1, scale) AS INTEGER) AS factor
FROM currency;

CREATE VIEW spend_by_month AS
WITH spend AS (
    SELECT billing_month, provider_id, buyer_id, contract_id, currency,
           sum(amount_units) AS units, sum(line_count) AS lines
    FROM spend_rollup
    GROUP BY billing_month, provider_id, buyer_id, contract_id, currency
)
SELECT spend.billing_month, provider.slug AS provider, buyer.slug AS buyer,
       contract.reference AS contract, spend.currency,
       iif(units < 0, '-', '') || rtrim((abs(units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(units) % factor), minor_digits + 1), '0'),
           '.') AS amount,
       spend.lines
FROM spend
JOIN currency_factor ON currency_factor.code = spend.currency
JOIN live_organization AS provider ON provider.organization_id = spend.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = spend.buyer_id
LEFT JOIN live_contract AS contract ON contract.contract_id = spend.contract_id;

CREATE VIEW invoices AS
SELECT invoice.invoice_id, provider.slug AS provider, buyer.slug AS buyer,
       contract.reference AS contract, invoice.number, invoice.kind, invoice.billing_month,
       invoice.issued_on, invoice.received_on, invoice.due_on, invoice.currency,
       iif(total_units < 0, '-', '') || rtrim((abs(total_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(total_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(total_units) % factor), minor_digits + 1),
                    '0'), '.') AS total,
       invoice.source, invoice.notes
FROM invoice
JOIN currency_factor ON currency_factor.code = invoice.currency
JOIN live_organization AS provider ON provider.organization_id = invoice.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
LEFT JOIN live_contract AS contract ON contract.contract_id = invoice.contract_id
WHERE invoice.ended_by IS NULL;

CREATE VIEW contract_terms AS
SELECT provider.slug AS provider, contract.reference, buyer.slug AS buyer, contract.title,
       contract.status, contract.confidence, contract.signed_on, contract.effective_on,
       contract.ends_on, contract.currency,
       rtrim((headline_units / factor) || '.'
           || substr(printf('%0*d', scale, headline_units % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, headline_units % factor), minor_digits + 1),
                    '0'), '.') AS headline_value,
       contract.headline_kind, contract.term_months, contract.notice_days, contract.notice_months,
       contract.notice_by, contract.notice_to, contract.lock_in_months, contract.lock_in_until,
       contract.exit_terms, contract.auto_renewal_months, contract.renewal_notice_days,
       contract.renewal_notice_months, contract.source, contract.notes
FROM live_contract AS contract
JOIN currency_factor ON currency_factor.code = contract.currency
JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id;

CREATE VIEW monthly_fees AS
SELECT provider.slug AS provider, contract.reference AS contract, buyer.slug AS buyer,
       fee.tranche, fee.from_month, fee.to_month, contract.currency,
       rtrim((monthly_fee_units / factor) || '.'
           || substr(printf('%0*d', scale, monthly_fee_units % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, monthly_fee_units % factor), minor_digits + 1),
                    '0'), '.') AS monthly_fee,
       fee.source, fee.notes
FROM fee_schedule AS fee
JOIN live_contract AS contract ON contract.contract_id = fee.contract_id
JOIN currency_factor ON currency_factor.code = contract.currency
JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
WHERE fee.ended_by IS NULL;

CREATE VIEW provider_history AS
SELECT provider.slug AS provider, contract.reference AS contract, buyer.slug AS buyer,
       happening.day, happening.kind, happening.summary, happening.source
FROM (
    SELECT contract_id, signed_on AS day, 'signed' AS kind, title AS summary, source
    FROM live_contract WHERE signed_on IS NOT NULL
    UNION ALL
    SELECT contract_id, occurred_on, kind, summary, source
    FROM contract_event WHERE ended_by IS NULL
    UNION ALL
    SELECT contract_id, coalesce(delivered_on, planned_on), 'capacity ' || status,
           coalesce(tranche, site), source
    FROM capacity_delivery WHERE ended_by IS NULL AND contract_id IS NOT NULL
    UNION ALL
    SELECT contract_id, issued_on, kind, number, source
    FROM invoice WHERE ended_by IS NULL AND contract_id IS NOT NULL
) AS happening
JOIN live_contract AS contract ON contract.contract_id = happening.contract_id
JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id;

CREATE VIEW revenue_by_period AS
SELECT organization.slug AS organization, revenue.period_start, revenue.period_end,
       revenue.currency, revenue.basis, revenue.as_of,
       iif(amount_units < 0, '-', '') || rtrim((abs(amount_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(amount_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(amount_units) % factor), minor_digits + 1),
                    '0'), '.') AS amount,
       revenue.source, revenue.notes
FROM revenue
JOIN currency_factor ON currency_factor.code = revenue.currency
JOIN live_organization AS organization
    ON organization.organization_id = revenue.organization_id
WHERE revenue.ended_by IS NULL;

-- Capacity in words: how much, of what, where. `id` is the id of the row in the table of its kind.
CREATE VIEW capacity_words AS
SELECT kind, id,
       ltrim(
           iif(accelerator_count IS NULL, '', printf('%,d ', accelerator_count))
           || coalesce(accelerator, iif(accelerator_count IS NULL, '', 'accelerators'))
           || iif(kilowatts IS NULL, '', ', '
               || rtrim(rtrim(printf('%d.%03d', kilowatts / 1000, kilowatts % 1000), '0'), '.')
               || ' MW' || coalesce(' ' || replace(mw_basis, '_', ' '), ''))
           || coalesce(', ' || site, '')
           || iif(tranche IS NULL OR tranche = 'total', '', ', ' || tranche), ', ') AS words
FROM (
    SELECT 'promise' AS kind, id, tranche, site, accelerator, accelerator_count, kilowatts,
           mw_basis
    FROM capacity_commitment
    UNION ALL
    SELECT 'delivery', id, tranche, site, accelerator, accelerator_count, kilowatts, mw_basis
    FROM capacity_delivery
);
