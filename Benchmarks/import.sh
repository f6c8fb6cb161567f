#!/bin/sh
# Times `offtake import invoices` on synthetic lines, beside `sqlite3 .import` of the same file into
# the same constrained tables. Needs a release build (scripts/demo), python3, sqlite3 and GNU time.
#   Benchmarks/import.sh [LINES] [RUNS]
set -eu

lines=${1:-1000000}
runs=${2:-3}
here=$(cd "$(dirname "$0")" && pwd)
offtake=$here/../.build/release/offtake
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 "$here/generate_invoices.py" --lines "$lines" --seed 1 --out lines.csv >/dev/null
"$offtake" init --db empty.sqlite >/dev/null
"$offtake" import providers lines.csv.providers.csv --db empty.sqlite >/dev/null
"$offtake" import contracts lines.csv.contracts.csv --db empty.sqlite >/dev/null

# Staged through a table of text, then set-based into the tables, checks and foreign keys on.
cat >stage.sql <<'SQL'
PRAGMA foreign_keys = ON;
PRAGMA synchronous = FULL;
BEGIN IMMEDIATE;
CREATE TEMP TABLE stage (
    provider, number, contract, billing_month, issued_on, due_on, currency, line_no, sku,
    description, quantity, unit, unit_price, amount, service_from, service_to, charge_category);
.import --csv --skip 1 lines.csv stage
INSERT INTO sku (name) SELECT DISTINCT sku FROM stage;
INSERT INTO unit (name) SELECT DISTINCT unit FROM stage;
INSERT INTO invoice (
    id, invoice_id, provider_id, number, buyer_id, contract_id, billing_month, issued_on, due_on,
    currency, total_units, kind, recorded_by, recorded_line)
SELECT row_number() OVER (), row_number() OVER (), contract.provider_id, stage.number,
       contract.buyer_id, contract.contract_id, billing_month, issued_on, due_on, stage.currency,
       sum(CAST(round(amount * 1000000) AS INTEGER)), 'invoice',
       (SELECT max(id) FROM import), min(stage.rowid)
FROM stage
JOIN live_organization AS provider ON provider.slug = stage.provider
JOIN live_contract AS contract
    ON contract.reference = stage.contract AND contract.provider_id = provider.organization_id
GROUP BY stage.provider, stage.number, substr(issued_on, 1, 4);
INSERT INTO invoice_line
SELECT invoice.id, CAST(line_no AS INTEGER), sku.id, description, quantity, unit.id, unit_price,
       CAST(round(amount * 1000000) AS INTEGER), NULL,
       CAST(julianday(service_from) - 2440587.5 AS INTEGER),
       CAST(julianday(service_to) - 2440587.5 AS INTEGER), charge_category, stage.rowid
FROM stage
JOIN live_organization AS provider ON provider.slug = stage.provider
JOIN invoice ON invoice.provider_id = provider.organization_id AND invoice.number = stage.number
    AND substr(invoice.issued_on, 1, 4) = substr(stage.issued_on, 1, 4)
JOIN sku ON sku.name = stage.sku
JOIN unit ON unit.name = stage.unit;
COMMIT;
SELECT count(*) || ' lines, ' || (SELECT sum(total_units) FROM invoice) || ' units'
FROM invoice_line;
SQL

measure() { # name, command…
  name=$1; shift
  /usr/bin/time -f "$name: %e s, %M KiB" "$@" >out.txt 2>time.txt || { cat out.txt time.txt; exit 1; }
  tail -n 1 out.txt; tail -n 1 time.txt
}

for run in $(seq "$runs"); do
  echo "run $run"
  rm -f a.sqlite* b.sqlite*
  cp empty.sqlite a.sqlite
  measure "offtake import" "$offtake" import invoices lines.csv --db a.sqlite
  cp empty.sqlite b.sqlite
  measure "sqlite3 .import" sqlite3 b.sqlite ".read stage.sql"
done
