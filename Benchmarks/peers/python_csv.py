#!/usr/bin/env python3
"""Imports invoice lines with Python's csv, Decimal and sqlite3 into the tables of an Offtake database.

python_csv.py LINES.csv DATABASE    prints the rows and their total
"""

import csv
import datetime
import pathlib
import sqlite3
import sys
from decimal import Decimal

BATCH = 10_000
EPOCH = datetime.date(1970, 1, 1)
ADD_IMPORT = """
    INSERT INTO import (
        id, kind, file_name, sha256, byte_count, new_rows, unchanged_rows, revised_rows,
        rejected_rows, started_at, finished_at, program_version, digest)
    VALUES (?1, 'invoices', ?2, printf('%064x', ?1), 0, 0, 0, 0, 0, datetime(), datetime(),
            'python', printf('%064x', 0))"""
ADD_INVOICE = """
    INSERT INTO invoice (
        id, invoice_id, provider_id, number, buyer_id, contract_id, billing_month, issued_on,
        due_on, currency, total_units, kind, recorded_by, recorded_line)
    VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 'invoice', ?10, ?11)"""
ADD_LINE = """
    INSERT INTO invoice_line (
        invoice_row_id, line_no, sku_id, description, quantity, unit_id, unit_price, amount_units,
        service_from, service_to, charge_category, recorded_line)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
ROLLUPS = pathlib.Path(__file__).with_name("rollups.sql").read_text()
CONTRACTS = """
    SELECT slug, reference, provider_id, buyer_id, contract_id
    FROM live_contract JOIN live_organization ON organization_id = provider_id"""


def canonical(number):
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Names:
    """Ids of a table of names, which it fills."""

    def __init__(self, db, table):
        self.db, self.sql, self.ids = db, f"INSERT INTO {table} (name) VALUES (?)", {}

    def __getitem__(self, name):
        if name not in self.ids:
            self.ids[name] = self.db.execute(self.sql, (name,)).lastrowid
        return self.ids[name]


def main():
    path, database = sys.argv[1:]
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("BEGIN IMMEDIATE")
    (number,) = db.execute("SELECT coalesce(max(id), 0) + 1 FROM import").fetchone()
    db.execute(ADD_IMPORT, (number, path))
    contracts = {(row[0], row[1]): row[2:] for row in db.execute(CONTRACTS)}
    skus, units = Names(db, "sku"), Names(db, "unit")
    invoices, totals, days, rows, total = {}, [], {}, [], 0

    def day(text):
        if text not in days:
            days[text] = (datetime.date.fromisoformat(text) - EPOCH).days
        return days[text]

    with open(path, encoding="utf-8", newline="") as file:
        for line, fields in enumerate(csv.reader(file)):
            if line == 0:
                continue
            (provider, name, contract, month, issued, due, currency, position, sku, description,
             quantity, unit, price, amount, start, end, category) = fields
            terms = contracts[provider, contract]
            key = provider, name, issued[:4]
            if key not in invoices:
                invoices[key] = len(invoices) + 1
                totals.append(0)
                db.execute(ADD_INVOICE, (len(invoices), terms[0], name, terms[1], terms[2], month,
                                         issued, due, currency, number, line + 1))
            invoice = invoices[key]
            amount = int(Decimal(amount).scaleb(6))
            rows.append((invoice, int(position), skus[sku], description, canonical(Decimal(quantity)),
                         units[unit], canonical(Decimal(price)), amount, day(start), day(end),
                         category, line + 1))
            totals[invoice - 1] += amount
            total += amount
            if len(rows) == BATCH:
                db.executemany(ADD_LINE, rows)
                rows.clear()
    db.executemany(ADD_LINE, rows)
    db.executemany("UPDATE invoice SET total_units = ?2, kind = iif(?2 < 0, 'credit_note', 'invoice')"
                   " WHERE id = ?1", enumerate(totals, 1))
    for statement in ROLLUPS.split(";")[:-1]:
        db.execute(statement)
    db.execute("UPDATE import SET new_rows = ? WHERE id = ?", (line, number))
    db.execute("COMMIT")
    db.close()
    print(line, total)


if __name__ == "__main__":
    main()
