#!/usr/bin/env python3
"""Takes the last script of migrations/scripts back from a database: older_book.py DATABASE

Then the program brings it up to date, which is what the fault kit looks at.
"""
import pathlib
import re
import sqlite3
import sys

TERMS = pathlib.Path(__file__).resolve().parents[2] / "migrations/scripts/0005_terms.sql"
TRIGGER = re.search(r"CREATE TRIGGER fee_schedule_months_overlap.*?^END;", TERMS.read_text(), re.S | re.M)[0]

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.executescript(
    f"""
    BEGIN;
    DROP TABLE dispute;
    DELETE FROM import_kind WHERE kind = 'disputes';
    DELETE FROM release WHERE schema_version = 12;
    DROP TRIGGER fee_schedule_months_overlap;
    {TRIGGER}
    PRAGMA user_version = 11;
    COMMIT;
    PRAGMA wal_checkpoint(TRUNCATE);
    """
)
connection.close()
