-- For the sqlite3 shell: lines.csv into one table of typed columns. Amounts are floating point.
PRAGMA synchronous = FULL;
CREATE TABLE line (
    provider TEXT, number TEXT, contract TEXT, billing_month TEXT, issued_on TEXT, due_on TEXT,
    currency TEXT, line_no INTEGER, sku TEXT, description TEXT, quantity REAL, unit TEXT,
    unit_price REAL, amount REAL, service_from TEXT, service_to TEXT, charge_category TEXT) STRICT;
.import --csv --skip 1 lines.csv line
.separator " "
SELECT count(*), sum(CAST(round(amount * 1000000) AS INTEGER)) FROM line;
