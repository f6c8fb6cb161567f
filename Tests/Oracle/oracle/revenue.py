"""Which revenue of a period is known (M2, rulings 12, 13 and 29).

A figure inside a longer one of its basis is taken out of it first, and the rest stands for the days
left. Among figures of a basis the set without overlap counts that covers most days of the period;
of such the one with fewest prorated figures; of such the one said last.
"""

from fractions import Fraction

from .days import ONE, days, first_day, last_day, month_start, month_over, month_of
from .money import Missing

BASES = ("reported", "estimate")


class Figure:
    """A revenue figure of a stretch of days."""

    def __init__(self, row):
        self.organization, self.basis, self.currency = (row["organization"], row["basis"],
                                                        row["currency"])
        self.start = first_day(row["period_start"])
        self.end = last_day(row.get("period_end") or row["period_start"]) + ONE
        self.amount = Fraction(row["amount"])
        said = first_day(row.get("as_of"))
        self.said = (said.isoformat() if said else "", row["_import"], row["_line"])

    def inside(self, other):
        """Whether it is a part of another figure."""
        return (other.start <= self.start and self.end <= other.end
                and (self.start, self.end) != (other.start, other.end))


def figures(facts, together=False):
    """All figures; of those of one period and basis, the one said last; of all currencies
    `together` where they are converted into one."""
    latest = {}
    for figure in sorted(map(Figure, facts.revenue), key=lambda one: one.said):
        key = (figure.organization, figure.basis, together or figure.currency, figure.start,
               figure.end)
        latest[key] = figure
    return [one for one in latest.values() if one.basis in BASES]


def disjoint_sets(chosen):
    """Every set of figures of which none overlap, but the empty one."""
    chosen = sorted(chosen, key=lambda one: one.start)

    def grow(end, rest):
        for i, one in enumerate(rest):
            if one.start >= end:
                yield [one]
                for more in grow(one.end, rest[i + 1:]):
                    yield [one, *more]
    return list(grow(first_day("1900"), chosen))


def best(chosen, start, end):
    """The set without overlap that covers most days of a stretch."""
    def rank(group):
        covered = sum(max(0, (min(one.end, end) - max(one.start, start)).days) for one in group)
        prorated = sum(1 for one in group if one.start < start or one.end > end)
        return (covered, -prorated, max(one.said for one in group))
    sets = disjoint_sets(chosen)
    return max(sets, key=rank) if sets else []


def as_said(figure):
    """What a figure comes to in its own currency."""
    return figure.amount


def daily(figure, every, worth=as_said):
    """What each day of a figure stands for: a figure inside it has its own days, and the rest of
    the amount is spread evenly over the rest of the days. `worth` is what a figure comes to."""
    inner = best([one for one in every if one.inside(figure)], figure.start, figure.end)
    values, rest = {}, worth(figure)
    for one in inner:
        values |= daily(one, every, worth)
        rest -= worth(one)
    left = [day for day in days(figure.start, figure.end) if day not in values]
    for day in left:
        values[day] = rest / len(left)
    return values


def of_basis(every, months, worth=as_said):
    """The revenue of months by figures of one basis: (amount by month, for months wholly known)."""
    start, end = month_start(min(months)), month_start(max(months) + 1)
    touching = [one for one in every if one.start < end and one.end > start]
    values = {}
    for figure in best(touching, start, end):
        values |= daily(figure, every, worth)
    return {month: sum(values[day] for day in days(month_start(month), month_start(month + 1)))
            for month in months
            if all(day in values for day in days(month_start(month), month_start(month + 1)))}


def of(every, organization, months, currency):
    """The revenue of months: (amount or why not, the months that are known, the basis)."""
    mine = [one for one in every if one.organization == organization]
    by_basis = {basis: of_basis([one for one in mine
                                 if one.basis == basis and one.currency == currency], months)
                for basis in BASES}
    basis = max(BASES, key=lambda name: (len(by_basis[name]), name == "reported"))
    found = by_basis[basis]
    if not found:
        start, end = month_start(min(months)), month_start(max(months) + 1)
        others = [one for one in mine if one.start < end and one.end > start]
        return Missing("currencies_differ", "not_recorded") if others else Missing(
            "not_recorded"), [], None
    return sum(found.values()), sorted(found), basis


class Parts:
    """A sum of figures, each times a factor: what is said before rates are known."""

    def __init__(self, factors):
        self.factors = factors

    def plus(self, other, sign):
        if other == 0:
            return self
        factors = dict(self.factors)
        for figure, factor in other.factors.items():
            factors[figure] = factors.get(figure, 0) + sign * factor
        return Parts(factors)

    def __add__(self, other):
        return self.plus(other, 1)

    __radd__ = __add__

    def __sub__(self, other):
        return self.plus(other, -1)

    def __truediv__(self, number):
        return Parts({figure: factor / number for figure, factor in self.factors.items()})


def converted(every, organization, months, rates):
    """The revenue of months as `of` tells it, of figures of all currencies in one: each at the rate
    of its own days, before shorter ones are taken out of it. Those that cancel out need no rate."""
    mine = [one for one in every if one.organization == organization]
    by_basis = {basis: of_basis([one for one in mine if one.basis == basis], months,
                                lambda figure: Parts({figure: Fraction(1)})) for basis in BASES}
    basis = max(BASES, key=lambda name: (len(by_basis[name]), name == "reported"))
    found = by_basis[basis]
    if not found:
        return Missing("not_recorded"), [], None
    value = Fraction(0)
    for figure, factor in sum(found.values()).factors.items():
        rate, lacks = rates.of_days(figure.currency, figure.start, figure.end)
        rates.missing |= lacks if factor else set()
        value += factor * figure.amount * rate
    return value, sorted(found), basis


def twelve_months(every, organization, currency, as_of):
    """The revenue that an annualised fee is set against (ruling 13): of the last twelve complete
    months if all are known, else of the latest full year; of figures that ended by the as-of day.
    """
    others = any(one.organization == organization and one.currency != currency for one in every)
    every = [one for one in every if one.end - ONE <= as_of]
    last = month_of(as_of) if month_over(month_of(as_of), as_of) else month_of(as_of) - 1
    years = [range(12 * year, 12 * year + 12) for year in range((last + 1) // 12 - 1, 2000, -1)]
    for months in [range(last - 11, last + 1), *years]:
        value, known_months, _ = of(every, organization, list(months), currency)
        if len(known_months) == 12:
            return value, months
    return Missing("not_recorded", "partial", *["currencies_differ"] * others), None
