-- What reports read instead of lines: sums of them, kept by the transaction that changes the lines. An
-- amount is high × 2^32 + low, so that adding up never exceeds an integer. 0 is no contract, and day
-- -1000000 no service period.

DROP VIEW spend_by_month;
DROP TABLE spend_rollup;

-- What each import and undo changed: the lines of the invoices that it recorded, less those of the invoices
-- that it ended. So the charges of any time are the sum of those of the imports up to then.
CREATE TABLE charge (
    provider_id     INTEGER NOT NULL,
    contract_id     INTEGER NOT NULL,
    billing_month   TEXT    NOT NULL,
    currency        TEXT    NOT NULL,
    buyer_id        INTEGER NOT NULL,
    issued_on       TEXT    NOT NULL,
    service_from    INTEGER NOT NULL,
    service_to      INTEGER NOT NULL,
    charge_category TEXT    NOT NULL,
    import_id       INTEGER NOT NULL,
    amount_high     INTEGER NOT NULL,
    amount_low      INTEGER NOT NULL,
    line_count      INTEGER NOT NULL,
    PRIMARY KEY (
        provider_id, contract_id, billing_month, currency, buyer_id, issued_on, service_from, service_to,
        charge_category, import_id)
) STRICT, WITHOUT ROWID;

-- The live lines of a month, taxes apart. No line was issued after `last_issued_on`; that may be later than
-- the last that is left.
CREATE TABLE spend_month (
    provider_id    INTEGER NOT NULL,
    contract_id    INTEGER NOT NULL,
    billing_month  TEXT    NOT NULL,
    currency       TEXT    NOT NULL,
    buyer_id       INTEGER NOT NULL,
    last_issued_on TEXT    NOT NULL,
    net_high       INTEGER NOT NULL,
    net_low        INTEGER NOT NULL,
    net_line_count INTEGER NOT NULL,
    tax_high       INTEGER NOT NULL,
    tax_low        INTEGER NOT NULL,
    tax_line_count INTEGER NOT NULL,
    PRIMARY KEY (provider_id, contract_id, billing_month, currency, buyer_id)
) STRICT, WITHOUT ROWID;

INSERT INTO charge
SELECT provider_id, contract, billing_month, currency, buyer_id, issued_on, service_from, service_to,
       charge_category, number, sum(sign * (amount_units >> 32)),
       sum(sign * (amount_units & 4294967295)), sum(sign)
FROM (
    SELECT provider_id, coalesce(invoice.contract_id, own_contract_id, 0) AS contract, billing_month,
           currency, buyer_id, issued_on, coalesce(service_from, -1000000) AS service_from,
           coalesce(service_to, -1000000) AS service_to, charge_category, invoice.recorded_by AS number,
           1 AS sign, amount_units
    FROM invoice JOIN invoice_line ON invoice_row_id = invoice.id
    UNION ALL
    SELECT provider_id, coalesce(invoice.contract_id, own_contract_id, 0), billing_month,
           currency, buyer_id, issued_on, coalesce(service_from, -1000000),
           coalesce(service_to, -1000000), charge_category, invoice.ended_by, -1, amount_units
    FROM invoice JOIN invoice_line ON invoice_row_id = invoice.id
    WHERE invoice.ended_by IS NOT NULL)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;

INSERT INTO spend_month
SELECT provider_id, contract_id, billing_month, currency, buyer_id,
       max(CASE length(issued_on)
               WHEN 4 THEN issued_on || '-12-31'
               WHEN 7 THEN date(issued_on || '-01', '+1 month', '-1 day')
               ELSE issued_on END),
       sum(amount_high * (charge_category <> 'Tax')), sum(amount_low * (charge_category <> 'Tax')),
       sum(line_count * (charge_category <> 'Tax')),
       sum(amount_high * (charge_category = 'Tax')), sum(amount_low * (charge_category = 'Tax')),
       sum(line_count * (charge_category = 'Tax'))
FROM charge
GROUP BY 1, 2, 3, 4, 5;

-- Tells which months of a contract have an invoice, and since when, without a look at the invoices.
DROP INDEX invoice_month;
CREATE INDEX invoice_month ON invoice (
    contract_id, billing_month, issued_on, buyer_id, provider_id)
    WHERE ended_by IS NULL AND kind = 'invoice';

-- Finds the credits without a look at the other lines.
CREATE INDEX invoice_line_credit ON invoice_line (charge_category) WHERE charge_category = 'Credit';

-- NULL for an amount that an integer cannot hold.
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
       amount.lines
FROM amount
JOIN currency_factor ON currency_factor.code = amount.currency
JOIN live_organization AS provider ON provider.organization_id = amount.provider_id
JOIN live_organization AS buyer ON buyer.organization_id = amount.buyer_id
LEFT JOIN live_contract AS contract ON contract.contract_id = amount.contract_id;

INSERT INTO release (schema_version, program_version)
VALUES
  (14, '0.3.0');
