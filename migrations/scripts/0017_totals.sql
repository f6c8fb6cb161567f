-- What the invoices of each import come to, by currency, so that the list of imports reads no invoice: the
-- sum of the rows that its file brought, whatever became of them later. The sum may not fit 64 bits: it is
-- units_high * 2^32 + units_low.
CREATE TABLE import_total (
    import_id  INTEGER NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    currency   TEXT    NOT NULL REFERENCES currency,
    units_high INTEGER NOT NULL,
    units_low  INTEGER NOT NULL,
    PRIMARY KEY (import_id, currency)
) STRICT, WITHOUT ROWID;

INSERT INTO import_total (import_id, currency, units_high, units_low)
SELECT recorded_by, currency, sum(total_units >> 32), sum(total_units & 4294967295)
FROM invoice
WHERE restored_from IS NULL
GROUP BY recorded_by, currency;

-- The same with units beside the amount; both are NULL for an amount that an integer cannot hold.
DROP VIEW spend_by_month;

CREATE VIEW spend_by_month AS
WITH spend AS (
    SELECT billing_month, provider_id, buyer_id, contract_id, currency,
           net_high + tax_high + (net_low + tax_low >> 32) AS high,
           net_low + tax_low & 4294967295 AS low, net_line_count + tax_line_count AS lines
    FROM spend_month
), amount AS (
    SELECT *, iif(high BETWEEN -2147483648 AND 2147483647 AND (high, low) <> (-2147483648, 0),
                  (high << 32) + low, NULL) AS units
    FROM spend WHERE lines > 0
)
SELECT amount.billing_month, provider.slug AS provider, buyer.slug AS buyer,
       contract.reference AS contract, amount.currency,
       iif(units < 0, '-', '') || rtrim((abs(units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(units) % factor), minor_digits + 1), '0'),
           '.') AS amount,
       amount.lines, units AS amount_units
FROM amount
JOIN currency_factor ON currency_factor.code = amount.currency
JOIN live_organization AS provider ON provider.organization_id = amount.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = amount.buyer_id
LEFT JOIN live_contract AS contract ON contract.contract_id = amount.contract_id;
