"""Invoice lines as charges of days (M1): who charged for which days, and how much.

Lines of one contract, billing month, issue day, currency, category and service period are added
first, then split over the months of their service, so that the pieces add up to the last unit
(ruling 19).
"""

from fractions import Fraction

from .days import days, month_of, month_start, months, overlap
from .money import split


def issued(lines, as_of):
    """The lines of invoices that are there on a day: issued on it or before (ruling 16)."""
    return [line for line in lines if line.issued <= as_of]


def groups(lines):
    """Lines that are added before they are split: (a line that stands for all, their sum)."""
    sums = {}
    for line in lines:
        key = (line.provider, line.contract, line.month, line.issued, line.currency, line.category,
               line.start, line.end)
        first, amount = sums.get(key, (line, Fraction(0)))
        sums[key] = (first, amount + line.amount)
    return list(sums.values())


def by_month(lines):
    """The pieces of lines by month of service: (line, month, its days from, to, amount)."""
    pieces = []
    for line, amount in groups(lines):
        stretches = [overlap(line.start, line.end, month_start(m), month_start(m + 1))
                     for m in months(line.start, line.end)]
        parts = split(amount, [(b - a).days for a, b in stretches], line.currency)
        pieces += [(line, month_of(a), a, b, part) for (a, b), part in zip(stretches, parts)]
    return pieces


def charged(lines, start, end):
    """What lines charge for the days of `[start, end)`: whole pieces of months, and of a month that
    is only partly in it, as many days as are, to the last unit (rule 5)."""
    amount = Fraction(0)
    for line, _, a, b, part in by_month(lines):
        common = overlap(a, b, start, end)
        if common:
            before, own, after = common[0] - a, common[1] - common[0], b - common[1]
            amount += split(part, [before.days, own.days, after.days], line.currency)[1]
    return amount


def covered_days(lines):
    """The days that some charge is for; taxes and credits charge for nothing."""
    return {day for line in lines if line.category not in ("Tax", "Credit")
            for day in days(line.start, line.end)}


def net(lines):
    """All lines but taxes (ruling 6)."""
    return [line for line in lines if line.category != "Tax"]
