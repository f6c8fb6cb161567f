-- The views that docs/sql.md describes: the live rows of each kind of record, with names in place
-- of ids. An amount is exact decimal text, with its stored units beside it. NULL means not known.

CREATE VIEW organizations AS
SELECT organization.slug, organization.name, organization.kind, parent.slug AS parent,
       organization.country,
       (SELECT group_concat(alias, ';')
        FROM (SELECT alias FROM organization_alias
              WHERE organization_row_id = organization.id ORDER BY position)) AS aliases,
       organization.source, organization.confidence, organization.notes,
       coalesce(organization.restored_from, organization.recorded_by) AS import,
       organization.recorded_line AS line
FROM live_organization AS organization
LEFT JOIN live_organization AS parent ON parent.organization_id = organization.parent_id;

CREATE VIEW contracts AS
SELECT provider.slug AS provider, contract.reference, buyer.slug AS buyer, contract.title,
       contract.status, contract.signed_on, contract.effective_on, contract.ends_on,
       contract.currency,
       iif(headline_units < 0, '-', '') || rtrim((abs(headline_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(headline_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(headline_units) % factor),
                           minor_digits + 1), '0'), '.') AS headline_value,
       contract.headline_units, contract.headline_kind, contract.term_months,
       contract.notice_days, contract.notice_months, contract.notice_by, contract.notice_to,
       contract.lock_in_months, contract.lock_in_until,
       iif(termination_fee_units < 0, '-', '') || rtrim((abs(termination_fee_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(termination_fee_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(termination_fee_units) % factor),
                           minor_digits + 1), '0'), '.') AS termination_fee,
       contract.termination_fee_units, contract.late_exit_days, contract.exit_terms,
       contract.payment_terms_days, contract.auto_renewal_months, contract.renewal_notice_days,
       contract.renewal_notice_months, contract.sla_cap_percent, contract.sla_claim_days,
       iif(tolerance_units < 0, '-', '') || rtrim((abs(tolerance_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(tolerance_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(tolerance_units) % factor),
                           minor_digits + 1), '0'), '.') AS tolerance,
       contract.tolerance_units, contract.tolerance_percent, contract.source,
       contract.confidence, contract.notes,
       coalesce(contract.restored_from, contract.recorded_by) AS import,
       contract.recorded_line AS line
FROM live_contract AS contract
JOIN currency_factor ON currency_factor.code = contract.currency
JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id;

CREATE VIEW events AS
SELECT provider.slug AS provider, contract.reference AS contract, buyer.slug AS buyer,
       contract_event.occurred_on, contract_event.kind, contract_event.summary,
       contract_event.effective_on, contract.currency,
       iif(value_change_units < 0, '-', '') || rtrim((abs(value_change_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(value_change_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(value_change_units) % factor),
                           minor_digits + 1), '0'), '.') AS value_change,
       contract_event.value_change_units,
       iif(new_total_units < 0, '-', '') || rtrim((abs(new_total_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(new_total_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(new_total_units) % factor),
                           minor_digits + 1), '0'), '.') AS new_total,
       contract_event.new_total_units, contract_event.subject, contract_event.figure,
       contract_event.other_figure, contract_event.source, contract_event.confidence,
       contract_event.notes,
       coalesce(contract_event.restored_from, contract_event.recorded_by) AS import,
       contract_event.recorded_line AS line
FROM contract_event
JOIN live_contract AS contract ON contract.contract_id = contract_event.contract_id
JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
JOIN currency_factor ON currency_factor.code = contract.currency
WHERE contract_event.ended_by IS NULL;

CREATE VIEW fees AS
SELECT provider.slug AS provider, contract.reference AS contract, buyer.slug AS buyer,
       fee_schedule.tranche, fee_schedule.from_month, fee_schedule.to_month, contract.currency,
       iif(monthly_fee_units < 0, '-', '') || rtrim((abs(monthly_fee_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(monthly_fee_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(monthly_fee_units) % factor),
                           minor_digits + 1), '0'), '.') AS monthly_fee,
       fee_schedule.monthly_fee_units, fee_schedule.source, fee_schedule.confidence,
       fee_schedule.notes,
       coalesce(fee_schedule.restored_from, fee_schedule.recorded_by) AS import,
       fee_schedule.recorded_line AS line
FROM fee_schedule
JOIN live_contract AS contract ON contract.contract_id = fee_schedule.contract_id
JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
JOIN currency_factor ON currency_factor.code = contract.currency
WHERE fee_schedule.ended_by IS NULL;

CREATE VIEW prices AS
SELECT provider.slug AS provider, contract.reference AS contract, buyer.slug AS buyer,
       contract_price.sku, contract_price.from_month, contract_price.to_month,
       contract_price.unit, contract.currency, contract_price.unit_price, contract_price.source,
       contract_price.confidence, contract_price.notes,
       coalesce(contract_price.restored_from, contract_price.recorded_by) AS import,
       contract_price.recorded_line AS line
FROM contract_price
JOIN live_contract AS contract ON contract.contract_id = contract_price.contract_id
JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
WHERE contract_price.ended_by IS NULL;

CREATE VIEW commitments AS
SELECT provider.slug AS provider, contract.reference AS contract, buyer.slug AS buyer,
       commitment.from_day, commitment.to_day, commitment.kind, contract.currency,
       coalesce(minimum_quantity,
           iif(minimum_units < 0, '-', '') || rtrim((abs(minimum_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(minimum_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(minimum_units) % factor),
                           minor_digits + 1), '0'), '.')) AS minimum,
       commitment.minimum_units, commitment.unit, commitment.interval, commitment.draw,
       commitment.carries_forward, commitment.carry_forward_cap_units,
       commitment.carry_forward_cap_quantity, commitment.has_relief, commitment.source,
       commitment.confidence, commitment.notes,
       coalesce(commitment.restored_from, commitment.recorded_by) AS import,
       commitment.recorded_line AS line
FROM commitment
JOIN live_contract AS contract ON contract.contract_id = commitment.contract_id
JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
JOIN currency_factor ON currency_factor.code = contract.currency
WHERE commitment.ended_by IS NULL;
