-- For the sqlite3 shell: stages lines.csv in a table of text, then fills the tables of an Offtake
-- database set by set, checks and foreign keys on. Amounts and quantities go through floating point.
PRAGMA foreign_keys = ON;
PRAGMA synchronous = FULL;
BEGIN IMMEDIATE;
CREATE TEMP TABLE stage (
    provider, number, contract, billing_month, issued_on, due_on, currency, line_no, sku,
    description, quantity, unit, unit_price, amount, service_from, service_to, charge_category);
.import --csv --skip 1 lines.csv stage
INSERT INTO import (
    id, kind, file_name, sha256, byte_count, new_rows, unchanged_rows, revised_rows, rejected_rows,
    started_at, finished_at, program_version, digest)
SELECT coalesce(max(id), 0) + 1, 'invoices', 'lines.csv', printf('%064x', coalesce(max(id), 0) + 1),
       0, (SELECT count(*) FROM stage), 0, 0, 0, datetime(), datetime(), 'sqlite3',
       printf('%064x', 0)
FROM import;
INSERT INTO sku (name) SELECT DISTINCT sku FROM stage;
INSERT INTO unit (name) SELECT DISTINCT unit FROM stage;
INSERT INTO invoice (
    id, invoice_id, provider_id, number, buyer_id, contract_id, billing_month, issued_on, due_on,
    currency, total_units, kind, recorded_by, recorded_line)
SELECT row_number() OVER (), row_number() OVER (), contract.provider_id, stage.number,
       contract.buyer_id, contract.contract_id, billing_month, issued_on, due_on, stage.currency,
       sum(CAST(round(amount * 1000000) AS INTEGER)), 'invoice',
       (SELECT max(id) FROM import), min(stage.rowid) + 1
FROM stage
JOIN live_organization AS provider ON provider.slug = stage.provider
JOIN live_contract AS contract
    ON contract.reference = stage.contract AND contract.provider_id = provider.organization_id
GROUP BY stage.provider, stage.number, substr(issued_on, 1, 4);
INSERT INTO invoice_line (
    invoice_row_id, line_no, sku_id, description, quantity, unit_id, unit_price, amount_units,
    amount_text, service_from, service_to, charge_category, recorded_line)
SELECT invoice.id, CAST(line_no AS INTEGER), sku.id, description, quantity, unit.id, unit_price,
       CAST(round(amount * 1000000) AS INTEGER), NULL,
       CAST(julianday(service_from) - 2440587.5 AS INTEGER),
       CAST(julianday(service_to) - 2440587.5 AS INTEGER), charge_category, stage.rowid + 1
FROM stage
JOIN live_organization AS provider ON provider.slug = stage.provider
JOIN invoice ON invoice.provider_id = provider.organization_id AND invoice.number = stage.number
    AND substr(invoice.issued_on, 1, 4) = substr(stage.issued_on, 1, 4)
JOIN sku ON sku.name = stage.sku
JOIN unit ON unit.name = stage.unit;
INSERT INTO charge
SELECT provider_id, contract_id, billing_month, currency, buyer_id, issued_on,
       coalesce(service_from, -1000000), coalesce(service_to, -1000000), charge_category,
       invoice.recorded_by, sum(amount_units >> 32), sum(amount_units & 4294967295), count(*)
FROM invoice_line
JOIN invoice ON invoice.id = invoice_row_id
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
INSERT INTO spend_month
SELECT provider_id, contract_id, billing_month, currency, buyer_id, max(issued_on),
       sum(amount_high * (charge_category <> 'Tax')), sum(amount_low * (charge_category <> 'Tax')),
       sum(line_count * (charge_category <> 'Tax')), sum(amount_high * (charge_category = 'Tax')),
       sum(amount_low * (charge_category = 'Tax')), sum(line_count * (charge_category = 'Tax'))
FROM charge
GROUP BY 1, 2, 3, 4, 5;
COMMIT;
.separator " "
SELECT (SELECT count(*) FROM invoice_line), (SELECT sum(total_units) FROM invoice);
