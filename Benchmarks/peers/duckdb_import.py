#!/usr/bin/env python3
"""Imports invoice lines with DuckDB, into a new database, and prints the rows and their total.

duckdb_import.py typed LINES.csv DATABASE         read_csv into one table of typed columns
duckdb_import.py constrained LINES.csv DATABASE   and from it into tables with the keys, foreign
                                                  keys and checks of Offtake's, as far as DuckDB
                                                  has them

The constrained way has no deferred or self-referring keys and no key over an expression, and reads
the providers and contracts from the files beside the lines.
"""

import sys

import duckdb

TYPES = {
    "provider": "VARCHAR", "number": "VARCHAR", "contract": "VARCHAR", "billing_month": "VARCHAR",
    "issued_on": "DATE", "due_on": "DATE", "currency": "VARCHAR", "line_no": "INTEGER",
    "sku": "VARCHAR", "description": "VARCHAR", "quantity": "DECIMAL(18, 3)", "unit": "VARCHAR",
    "unit_price": "DECIMAL(18, 3)", "amount": "DECIMAL(18, 6)", "service_from": "DATE",
    "service_to": "DATE", "charge_category": "VARCHAR",
}

SCHEMA = """
CREATE TABLE currency (code VARCHAR PRIMARY KEY);
INSERT INTO currency VALUES ('USD');
CREATE TABLE import (id INTEGER PRIMARY KEY, file_name VARCHAR NOT NULL, new_rows BIGINT NOT NULL);
CREATE TABLE organization (
    id INTEGER PRIMARY KEY, slug VARCHAR NOT NULL UNIQUE CHECK (slug <> ''), name VARCHAR NOT NULL);
CREATE TABLE contract (
    id INTEGER PRIMARY KEY, provider_id INTEGER NOT NULL REFERENCES organization (id),
    reference VARCHAR NOT NULL CHECK (reference <> ''),
    buyer_id INTEGER NOT NULL REFERENCES organization (id),
    currency VARCHAR NOT NULL REFERENCES currency (code), UNIQUE (provider_id, reference));
CREATE TABLE invoice (
    id INTEGER PRIMARY KEY, provider_id INTEGER NOT NULL REFERENCES organization (id),
    number VARCHAR NOT NULL CHECK (number <> ''),
    buyer_id INTEGER NOT NULL REFERENCES organization (id),
    contract_id INTEGER REFERENCES contract (id), billing_month VARCHAR NOT NULL,
    issued_on DATE NOT NULL, due_on DATE, currency VARCHAR NOT NULL REFERENCES currency (code),
    total_units BIGINT NOT NULL, kind VARCHAR NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
    recorded_by INTEGER NOT NULL REFERENCES import (id), recorded_line INTEGER NOT NULL,
    issued_year INTEGER NOT NULL, UNIQUE (provider_id, number, issued_year),
    CHECK (kind = 'invoice' OR total_units <= 0));
CREATE TABLE sku (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL UNIQUE CHECK (name <> ''));
CREATE TABLE unit (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL UNIQUE CHECK (name <> ''));
CREATE TABLE invoice_line (
    invoice_row_id INTEGER NOT NULL REFERENCES invoice (id),
    line_no INTEGER NOT NULL CHECK (line_no > 0), sku_id INTEGER REFERENCES sku (id),
    description VARCHAR, quantity DECIMAL(18, 3), unit_id INTEGER REFERENCES unit (id),
    unit_price DECIMAL(18, 3), amount_units BIGINT NOT NULL, service_from DATE, service_to DATE,
    charge_category VARCHAR NOT NULL CHECK (
        charge_category IN ('Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment')),
    recorded_line INTEGER NOT NULL, PRIMARY KEY (invoice_row_id, line_no),
    CHECK ((service_from IS NULL) = (service_to IS NULL)), CHECK (service_from <= service_to));
CREATE TABLE charge (
    provider_id INTEGER NOT NULL, contract_id INTEGER NOT NULL, billing_month VARCHAR NOT NULL,
    currency VARCHAR NOT NULL, buyer_id INTEGER NOT NULL, issued_on DATE NOT NULL,
    service_from DATE, service_to DATE, charge_category VARCHAR NOT NULL, import_id INTEGER NOT NULL,
    amount_units HUGEINT NOT NULL, line_count BIGINT NOT NULL);
CREATE TABLE spend_month (
    provider_id INTEGER NOT NULL, contract_id INTEGER NOT NULL, billing_month VARCHAR NOT NULL,
    currency VARCHAR NOT NULL, buyer_id INTEGER NOT NULL, last_issued_on DATE NOT NULL,
    net_units HUGEINT, net_line_count BIGINT NOT NULL, tax_units HUGEINT, tax_line_count BIGINT NOT NULL,
    PRIMARY KEY (provider_id, contract_id, billing_month, currency, buyer_id));
"""

FILL = """
INSERT INTO sku SELECT row_number() OVER (), sku FROM (SELECT DISTINCT sku FROM stage);
INSERT INTO unit SELECT row_number() OVER (), unit FROM (SELECT DISTINCT unit FROM stage);
INSERT INTO invoice
SELECT row_number() OVER (ORDER BY min(file_line)), contract.provider_id, stage.number,
       contract.buyer_id, contract.id, billing_month, issued_on, due_on, stage.currency,
       CAST(sum(amount) * 1000000 AS BIGINT),
       if(sum(amount) < 0, 'credit_note', 'invoice'), 1, min(file_line), year(issued_on)
FROM stage
JOIN organization AS provider ON provider.slug = stage.provider
JOIN contract ON contract.reference = stage.contract AND contract.provider_id = provider.id
GROUP BY contract.provider_id, stage.number, contract.buyer_id, contract.id, billing_month,
         issued_on, due_on, stage.currency;
CREATE TEMP TABLE joined AS
SELECT invoice.id AS invoice_id, invoice.provider_id, invoice.buyer_id, invoice.contract_id,
       sku.id AS sku_id, unit.id AS unit_id, CAST(amount * 1000000 AS BIGINT) AS units,
       stage.*
FROM stage
JOIN organization AS provider ON provider.slug = stage.provider
JOIN invoice ON invoice.provider_id = provider.id AND invoice.number = stage.number
    AND invoice.issued_year = year(stage.issued_on)
JOIN sku ON sku.name = stage.sku
JOIN unit ON unit.name = stage.unit;
INSERT INTO invoice_line
SELECT invoice_id, line_no, sku_id, description, quantity, unit_id, unit_price, units,
       service_from, service_to, charge_category, file_line
FROM joined;
INSERT INTO charge
SELECT provider_id, contract_id, billing_month, currency, buyer_id, issued_on, service_from, service_to,
       charge_category, 1, sum(units), count(*)
FROM joined
GROUP BY ALL;
INSERT INTO spend_month
SELECT provider_id, contract_id, billing_month, currency, buyer_id, max(issued_on),
       sum(amount_units) FILTER (charge_category <> 'Tax'),
       coalesce(sum(line_count) FILTER (charge_category <> 'Tax'), 0),
       sum(amount_units) FILTER (charge_category = 'Tax'),
       coalesce(sum(line_count) FILTER (charge_category = 'Tax'), 0)
FROM charge
GROUP BY ALL;
UPDATE import SET new_rows = (SELECT count(*) FROM invoice_line);
"""


def read_lines(path):
    return f"read_csv('{path}', header = true, auto_detect = false, columns = {TYPES})"


def typed(db, path):
    columns = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
    db.execute(f"CREATE TABLE line ({columns}); INSERT INTO line SELECT * FROM {read_lines(path)}")
    return db.execute("SELECT count(*), CAST(sum(amount) * 1000000 AS HUGEINT) FROM line")


def constrained(db, path):
    db.execute(SCHEMA)
    db.execute("BEGIN")
    db.execute(
        f"INSERT INTO organization SELECT row_number() OVER (), slug, name"
        f" FROM read_csv('{path}.providers.csv', header = true)")
    db.execute(
        f"INSERT INTO contract SELECT row_number() OVER (), provider.id, reference, buyer.id,"
        f" contract.currency FROM read_csv('{path}.contracts.csv', header = true) AS contract"
        f" JOIN organization AS provider ON provider.slug = contract.provider"
        f" JOIN organization AS buyer ON buyer.slug = contract.buyer")
    db.execute("INSERT INTO import VALUES (1, ?, 0)", [path])
    db.execute(
        f"CREATE TEMP TABLE stage AS SELECT *, row_number() OVER () + 1 AS file_line"
        f" FROM {read_lines(path)}")
    db.execute(FILL)
    db.execute("COMMIT")
    return db.execute("SELECT count(*), sum(amount_units) FROM invoice_line")


def main():
    way, path, database = sys.argv[1:]
    db = duckdb.connect(database)
    rows, total = {"typed": typed, "constrained": constrained}[way](db, path).fetchone()
    db.execute("CHECKPOINT")
    db.close()
    print(rows, total)


if __name__ == "__main__":
    main()
