"""Cells that no firm would keep, of every type: some are refused, and none may end a report."""

import random

WHOLE = ["0", "-1", "1000000", "1000000000", "2147483648", "9223372036854775807", "-9223372036854775808",
         "1000000000000000", "120000", "99999999999999999999"]
DECIMALS = ["0", "-1", "10000000000000", "1" + "0" * 28, "123456789012345678901234567890.12345678",
            "1" + "0" * 30, "8" + "0" * 24, "1.000000000000000001",
            "0.000000000000000001", "170141183460469231731687303715884105727", "9" * 38, "9" * 20 + "." + "9" * 18,
            "9" * 29 + "." + "9" * 8, "9000000000000000000", "-" + "9" * 30, "0.5", "100", "100.000000000000000001"]
AMOUNTS = ["9223372036854.775807", "-9223372036854.775807", "9223372036854775.8071", "922337203685477.5807",
           "9223372036854775807", "1000000000000000", "1000000000000", "-1000000000000", "0", "-0.01", "0.000001",
           "8999999999999.999999", "0.0000005", "4611686018427.387904", "99999999999.99"]
DAYS = ["1900-01-01", "2199-12-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "1969-12-31",
        "2026-12-31", "2027-01-01", "2028-02-29"]
TEXTS = ["\u0000", "\u001b[31mred\u0007", "e\u0301" * 40, "\u202eback", "=1+1", "a\r\nb", "\"quoted\"", "长" * 300,
         "\U0001f4a9" * 50, " ", "\ufeff", "\u0300", "x" * 70_000, "a;b;;c", "-", "@", "A", "north", "C-0"]
DATES = DAYS + ["1900", "2199", "2024-02", "2199-12", "1900-01", "9999"]
TIMES = DAYS + ["1900-01-01T00:00Z", "2199-12-31T23:59Z", "2024-02-29T23:59Z"]

BY_TYPE = {
    "whole number": WHOLE, "decimal number": DECIMALS, "amount": AMOUNTS, "date": DATES, "day": DAYS,
    "month": [day[:7] for day in DAYS], "time": TIMES, "text": TEXTS, "names": TEXTS, "short name": TEXTS,
    "currency": ["JPY", "BHD", "XAU", "CLF", "usd", "ZZZ"], "organization": ["lumen", "north", "south", "none"],
    "contract reference": ["C-0", "C-1", "none"], "country": ["ZZ"],
}


def spoil(book, seed):
    """Puts such cells into a book: into most books a few, into some many, and numbers above all."""
    chance = random.Random(f"extremes {seed}")
    count = chance.choice([0, 1, 2, 3, 4, 6, 8, 12, 25])
    places = [
        (weight(kind, column), row, column)
        for kind, rows in book.rows.items() for row in rows for column in book.columns[kind]
    ]
    for _, row, column in chance.choices(places, [place[0] for place in places], k=count):
        row[column["column"]] = chance.choice(cells(column))
    for _ in range(chance.choice([0, 0, 1, 1, 2, 3])):
        swell(book, chance)
    return book


def swell(book, chance):
    """Puts one great number into every row of a column: each fits, and no sum or product does."""
    kind = chance.choice([kind for kind in book.rows if book.rows[kind]])
    numbers = [column for column in book.columns[kind] if weight(kind, column) >= 4]
    if not numbers:
        return
    column = chance.choices(numbers, [weight(kind, column) for column in numbers])[0]
    cell = chance.choice(cells(column))
    for row in book.rows[kind]:
        row[column["column"]] = cell


def cells(column):
    for start, found in BY_TYPE.items():
        if column["type"].startswith(start):
            return found
    return [""]


def weight(kind, column):
    """How often a cell is spoilt; seldom those by which rows find each other."""
    what = column["type"]
    if column["column"] in ("reference", "slug", "number", "contract", "currency", "buyer", "provider"):
        return 0.2
    if what.startswith("decimal"):
        return 2 if column["unit"] == "percent" else 15
    if what.startswith(("amount", "whole")):
        return 4 if kind == "contracts" else 6
    if what.startswith(("date", "day", "month", "time", "organization")):
        return 1 if kind == "contracts" else 3
    return 0.5 if what.startswith("text") else 1
