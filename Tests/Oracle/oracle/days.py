"""Days, months, and dates that say less than a day.

A day is a `datetime.date`. A month is a whole number, `12 * year + month - 1`, so that months can
be added and compared. A stretch of days is half open: `[from, to)`.
"""

from calendar import monthrange
from datetime import date, timedelta

ONE = timedelta(days=1)


def month_of(day):
    """The month that a day lies in."""
    return 12 * day.year + day.month - 1


def month_start(month):
    """The first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def month_length(month):
    """How many days a month has."""
    return monthrange(month // 12, month % 12 + 1)[1]


def month_end(month):
    """The last day of a month."""
    return date(month // 12, month % 12 + 1, month_length(month))


def month_text(month):
    """A month as the reports write it, `2026-05`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def parse_month(text):
    """The month that `2026-05` (or a day in it) names."""
    return 12 * int(text[:4]) + int(text[5:7]) - 1


def first_day(text):
    """The first day that a date of any precision can mean; None where there is no date."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*(parts + [1, 1])[:3])


def last_day(text):
    """The last day that a date of any precision can mean; None where there is no date."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return month_end(12 * parts[0] + parts[1] - 1)
    return date(*parts)


def add_months(day, count):
    """The same day so many months later, or the month's last day where it has no such day."""
    month = month_of(day) + count
    return date(month // 12, month % 12 + 1, min(day.day, month_length(month)))


def days(start, end):
    """Every day of `[start, end)`."""
    while start < end:
        yield start
        start += ONE


def months(start, end):
    """Every month that has a day of `[start, end)`."""
    return range(month_of(start), month_of(end - ONE) + 1) if start < end else range(0)


def months_between(first, last):
    """Every month from one to another, both included."""
    return range(first, last + 1)


def month_over(month, as_of):
    """Whether a month is over on a day: a month whose last day it is, is over (ruling 16)."""
    return month_end(month) <= as_of


def overlap(a, b, c, d):
    """The stretch that `[a, b)` and `[c, d)` have in common, or None."""
    start, end = max(a, c), min(b, d)
    return (start, end) if start < end else None
