"""The smallest book that still differs."""

from datetime import date

from . import facts
from .asking import check
from .generator import Generator
from .program import kinds, to_csv


def shrink(binary, seed, reports, column, strict):
    """Print the smallest book of a seed that still differs in the same way."""
    book, days, _ = Generator(seed, kinds(binary)).book()

    def differs(book, days):
        try:
            found = check(binary, book, days, reports, strict=strict).differences
        except Exception:
            return None
        found = [d for d in found if "(digits)" not in d.column and column in ("", d.column)]
        return found[0] if found else None

    first = differs(book, days)
    if first is None:
        return
    reports = [first.report]
    days = [date.fromisoformat(first.as_of)]
    column = first.column
    book = drop_rows(book, lambda smaller: (d := differs(smaller, days)) and d.kind == first.kind)
    book = drop_cells(book, lambda smaller: (d := differs(smaller, days)) and d.kind == first.kind)
    print(f"\nbook {seed}, smallest: {differs(book, days)}")
    for part in book:
        print(f"--- {part.kind}.csv\n{to_csv(part.rows)}", end="")


def drop_rows(book, still):
    """Take rows away as long as the difference stays, halves first."""
    for i in range(len(book) - 1, -1, -1):
        size = max(1, len(book[i].rows) // 2)
        while size:
            at = 0
            while at < len(book[i].rows):
                rows = book[i].rows[:at] + book[i].rows[at + size:]
                smaller = with_rows(book, i, rows)
                if still(smaller):
                    book = smaller
                else:
                    at += size
            size //= 2
    return [part for part in book if part.rows or part.undone]


def drop_cells(book, still):
    """Take cells away as long as the difference stays."""
    for i, part in enumerate(book):
        for k in range(len(part.rows)):
            for column in list(book[i].rows[k]):
                rows = [dict(row) for row in book[i].rows]
                del rows[k][column]
                smaller = with_rows(book, i, rows)
                if still(smaller):
                    book = smaller
    return book


def with_rows(book, index, rows):
    """The book with other rows in one of its files; a file without rows is not imported."""
    return [facts.Import(part.kind, rows if i == index else part.rows, part.revise,
                         part.undone, part.cascade)
            for i, part in enumerate(book)]
