#!/usr/bin/env python3
"""Makes a database one of schema 11, with all that it holds: older_book.py DATABASE

Then the program brings it up to date, which is what the fault kit looks at.
"""
import os
import pathlib
import sqlite3
import sys

SCRIPTS = sorted((pathlib.Path(__file__).resolve().parents[2] / "migrations/scripts").glob("*.sql"))[:11]

path, old = sys.argv[1], sys.argv[1] + ".old"
new = sqlite3.connect(path, isolation_level=None)
numbers = {name: new.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_size", "application_id", "journal_mode")}
new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
new.close()
book = sqlite3.connect(old, isolation_level=None)
for name, value in numbers.items():
    book.execute(f"PRAGMA {name} = {value}")
for script in SCRIPTS:
    book.executescript(script.read_text())
book.execute("ATTACH ? AS new", (path,))
book.execute("BEGIN")
for (table,) in book.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall():
    columns = [row[1] for row in book.execute(f"PRAGMA main.table_info({table})")]
    kept = {row[1] for row in book.execute(f"PRAGMA new.table_info({table})")}
    values = [name if name in kept else "0" if name == "quantity_line_count" else "NULL" for name in columns]
    if table not in ("import_kind", "release", "currency", "spend_rollup"):
        book.execute(f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM new.{table}")
book.execute("""
    INSERT INTO spend_rollup (
        provider_id, buyer_id, contract_id, billing_month, sku_id, unit_id, currency, amount_units,
        quantity_line_count, line_count)
    SELECT provider_id, buyer_id, contract_id, billing_month, sku_id, unit_id, currency, sum(amount_units),
           0, count(*)
    FROM main.invoice JOIN main.invoice_line ON invoice_row_id = invoice.id
    WHERE ended_by IS NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7""")
book.execute("COMMIT")
book.execute("DETACH new")
book.execute("PRAGMA user_version = 11")
book.execute("PRAGMA wal_checkpoint(TRUNCATE)")
book.close()
for end in ("-wal", "-shm"):
    if os.path.exists(path + end):
        os.remove(path + end)
os.replace(old, path)
