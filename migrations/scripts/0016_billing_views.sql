-- The views of capacity, invoices and figures that docs/sql.md describes; see script 0015.

CREATE VIEW deliveries AS
SELECT provider.slug AS provider, contract.reference AS contract, capacity_delivery.tranche,
       capacity_delivery.site, capacity_delivery.accelerator,
       capacity_delivery.accelerator_count,
       rtrim(rtrim(printf('%d.%03d', kilowatts / 1000, kilowatts % 1000), '0'), '.') AS capacity_mw,
       capacity_delivery.kilowatts, capacity_delivery.mw_basis, capacity_delivery.planned_on,
       capacity_delivery.delivered_on, capacity_delivery.accepted_on,
       capacity_delivery.withdrawn_on, capacity_delivery.status, capacity_delivery.source,
       capacity_delivery.confidence, capacity_delivery.notes,
       coalesce(capacity_delivery.restored_from, capacity_delivery.recorded_by) AS import,
       capacity_delivery.recorded_line AS line
FROM capacity_delivery
JOIN live_organization AS provider ON provider.organization_id = capacity_delivery.provider_id
LEFT JOIN live_contract AS contract ON contract.contract_id = capacity_delivery.contract_id
WHERE capacity_delivery.ended_by IS NULL;

CREATE VIEW capacity AS
SELECT provider.slug AS provider, contract.reference AS contract, buyer.slug AS buyer,
       capacity_commitment.tranche, capacity_commitment.site, capacity_commitment.accelerator,
       capacity_commitment.accelerator_count,
       rtrim(rtrim(printf('%d.%03d', kilowatts / 1000, kilowatts % 1000), '0'), '.') AS capacity_mw,
       capacity_commitment.kilowatts, capacity_commitment.mw_basis, capacity_commitment.due_on,
       capacity_commitment.source, capacity_commitment.confidence, capacity_commitment.notes,
       coalesce(capacity_commitment.restored_from, capacity_commitment.recorded_by) AS import,
       capacity_commitment.recorded_line AS line
FROM capacity_commitment
JOIN live_contract AS contract ON contract.contract_id = capacity_commitment.contract_id
JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
WHERE capacity_commitment.ended_by IS NULL;

DROP VIEW invoices;

CREATE VIEW invoices AS
SELECT invoice.invoice_id, provider.slug AS provider, buyer.slug AS buyer,
       contract.reference AS contract, invoice.number, invoice.kind, invoice.billing_month,
       invoice.issued_on, invoice.received_on, invoice.due_on, invoice.currency,
       iif(total_units < 0, '-', '') || rtrim((abs(total_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(total_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(total_units) % factor),
                           minor_digits + 1), '0'), '.') AS total,
       invoice.total_units, invoice.credits_number AS credits, invoice.source,
       invoice.confidence, invoice.notes,
       coalesce(invoice.restored_from, invoice.recorded_by) AS import,
       invoice.recorded_line AS line
FROM invoice
JOIN currency_factor ON currency_factor.code = invoice.currency
JOIN live_organization AS provider ON provider.organization_id = invoice.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
LEFT JOIN live_contract AS contract
    ON contract.contract_id = invoice.contract_id
WHERE invoice.ended_by IS NULL;

CREATE VIEW invoice_lines AS
SELECT invoice.invoice_id, provider.slug AS provider, buyer.slug AS buyer,
       contract.reference AS contract, invoice.number, invoice.billing_month, invoice.issued_on,
       invoice.currency, line.line_no, line.line_id, sku.name AS sku, line.description,
       line.quantity, unit.name AS unit, line.unit_price, line.discount,
       coalesce(amount_text,
           iif(amount_units < 0, '-', '') || rtrim((abs(amount_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(amount_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(amount_units) % factor),
                           minor_digits + 1), '0'), '.')) AS amount,
       line.amount_units, date(service_from * 86400, 'unixepoch') AS service_from,
       date(service_to * 86400, 'unixepoch') AS service_to, line.charge_category
FROM invoice
JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
JOIN currency_factor ON currency_factor.code = invoice.currency
JOIN live_organization AS provider ON provider.organization_id = invoice.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
LEFT JOIN live_contract AS contract
    ON contract.contract_id = coalesce(invoice.contract_id, line.own_contract_id)
LEFT JOIN sku ON sku.id = line.sku_id
LEFT JOIN unit ON unit.id = line.unit_id
WHERE invoice.ended_by IS NULL;

CREATE VIEW payments AS
SELECT invoice.invoice_id, provider.slug AS provider, buyer.slug AS buyer, invoice.number,
       payment.reference, payment.paid_on, invoice.currency,
       iif(amount_units < 0, '-', '') || rtrim((abs(amount_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(amount_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(amount_units) % factor),
                           minor_digits + 1), '0'), '.') AS amount,
       payment.amount_units, payment.source, payment.confidence, payment.notes,
       coalesce(payment.restored_from, payment.recorded_by) AS import,
       payment.recorded_line AS line
FROM payment
JOIN invoice ON invoice.invoice_id = payment.invoice_id AND invoice.ended_by IS NULL
JOIN currency_factor ON currency_factor.code = invoice.currency
JOIN live_organization AS provider ON provider.organization_id = invoice.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
WHERE payment.ended_by IS NULL;

CREATE VIEW disputes AS
SELECT invoice.invoice_id, provider.slug AS provider, buyer.slug AS buyer, invoice.number,
       dispute.opened_on, invoice.currency,
       iif(amount_units < 0, '-', '') || rtrim((abs(amount_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(amount_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(amount_units) % factor),
                           minor_digits + 1), '0'), '.') AS amount,
       dispute.amount_units, dispute.reason, dispute.resolved_on, dispute.outcome,
       dispute.source, dispute.confidence, dispute.notes,
       coalesce(dispute.restored_from, dispute.recorded_by) AS import,
       dispute.recorded_line AS line
FROM dispute
JOIN invoice ON invoice.invoice_id = dispute.invoice_id AND invoice.ended_by IS NULL
JOIN currency_factor ON currency_factor.code = invoice.currency
JOIN live_organization AS provider ON provider.organization_id = invoice.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = invoice.buyer_id
WHERE dispute.ended_by IS NULL;

CREATE VIEW revenue_figures AS
SELECT organization.slug AS organization, revenue.period_start, revenue.period_end,
       revenue.currency,
       iif(amount_units < 0, '-', '') || rtrim((abs(amount_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(amount_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(amount_units) % factor),
                           minor_digits + 1), '0'), '.') AS amount,
       revenue.amount_units, revenue.basis, revenue.as_of, revenue.source, revenue.confidence,
       revenue.notes, coalesce(revenue.restored_from, revenue.recorded_by) AS import,
       revenue.recorded_line AS line
FROM revenue
JOIN currency_factor ON currency_factor.code = revenue.currency
JOIN live_organization AS organization
    ON organization.organization_id = revenue.organization_id
WHERE revenue.ended_by IS NULL;

CREATE VIEW exchange_rates AS
SELECT fx_rate.day, fx_rate.base, fx_rate.quote, fx_rate.rate, fx_rate.source,
       fx_rate.confidence, fx_rate.notes,
       coalesce(fx_rate.restored_from, fx_rate.recorded_by) AS import,
       fx_rate.recorded_line AS line
FROM fx_rate
WHERE fx_rate.ended_by IS NULL;
