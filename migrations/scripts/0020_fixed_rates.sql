-- The exchange rate that a contract fixes: one unit of its currency is worth so many of `fx_quote`.

ALTER TABLE contract ADD COLUMN fx_rate_fixed TEXT CHECK (CAST(fx_rate_fixed AS REAL) > 0);
ALTER TABLE contract ADD COLUMN fx_quote TEXT REFERENCES currency
    CHECK ((fx_quote IS NULL) = (fx_rate_fixed IS NULL) AND fx_quote IS NOT currency);

DROP VIEW contracts;
CREATE VIEW contracts AS
SELECT provider.slug AS provider, contract.reference, buyer.slug AS buyer, contract.title,
       contract.status, contract.signed_on, contract.effective_on, contract.ends_on,
       contract.currency, contract.fx_rate_fixed, contract.fx_quote,
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

INSERT INTO release (schema_version, program_version)
VALUES
  (20, '0.3.0');
