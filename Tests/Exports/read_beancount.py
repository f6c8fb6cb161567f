"""Reads journals with beancount, in the Python that has it: a request a line, a path and a day as JSON, and an answer
a line: the errors, the totals by account and currency up to that day, and the transactions."""

import json
import sys

import beanquery
from beancount import loader
from beancount.core.data import Transaction

NAMES = ("invoice", "contract", "payment")


def read(path, day):
    entries, errors, options = loader.load_file(path)
    book = beanquery.connect("beancount:", entries=entries, errors=errors, options=options)
    rows = book.execute(
        f"SELECT account, currency, sum(number) FROM date <= {day} GROUP BY account, currency").fetchall()
    return {
        "errors": [error.message for error in errors],
        "totals": [[account, currency, str(number)] for account, currency, number in rows],
        "entries": [[entry.payee, entry.narration, {name: entry.meta[name] for name in NAMES if name in entry.meta}]
                    for entry in entries if isinstance(entry, Transaction)],
    }


for line in sys.stdin:
    print(json.dumps(read(*json.loads(line))), flush=True)
