"""Spend by halves, by fiscal periods, in windows, and of the twelve months that end with each, as
they are printed."""

from itertools import product

from .. import spend
from ..compare import OPTIONAL
from ..days import month_of, month_text
from ..money import Missing, coin
from ..rates import Rates
from .common import FAMILIES, TURNS, stop_without, target
from .spending import shown_amount, spend_tables

FISCAL = ["--fiscal-year-start", str(spend.FISCAL_START)]


def months_of(first, last):
    """The months from one to another, both included: each (year, month)."""
    (year, month), (to_year, to_month) = first, last
    return range(12 * year + month - 1, 12 * to_year + to_month)


def to_date(as_of):
    """The months of the year up to that of a day."""
    return range(month_of(as_of) // 12 * 12, month_of(as_of) + 1)


def last_quarter(as_of):
    """The months of the quarter before that of a day."""
    start = month_of(as_of) // 3 * 3
    return range(start - 3, start)


def last_fiscal_half(as_of):
    """The months of the half of a fiscal year before that of a day."""
    start = (month_of(as_of) - spend.FISCAL_START + 1) // 6 * 6 + spend.FISCAL_START - 1
    return range(start - 6, start)


# Windows by name: how they are asked for, and their months on a day.
WINDOWS = {
    "half": (["--in", "2025H1"], lambda as_of: months_of((2025, 1), (2025, 6))),
    "range": (["--from", "2025-02", "--to", "2025-11"],
              lambda as_of: months_of((2025, 2), (2025, 11))),
    "fiscal": (["--in", "FY2026", *FISCAL], lambda as_of: months_of((2025, 7), (2026, 6))),
    "ytd": (["--in", "ytd"], to_date),
    "last-quarter": (["--in", "last quarter"], last_quarter),
    "last-fiscal-half": (["--in", "last half", *FISCAL], last_fiscal_half),
}


def trailing(facts, as_of, view):
    """The twelve months that end with each month from the first that has spend to the last."""
    pieces, gaps = view.pieces(facts, as_of), view.gaps(facts, as_of)
    rows, every = [], [one.month for one in [*pieces, *gaps]]
    for currency in {one.currency for one in [*pieces, *gaps]}:
        mine = [one for one in pieces if one.currency == currency]
        missing = [one for one in gaps if one.currency == currency]
        for month in range(min(every), max(every) + 1):
            year = range(month - 11, month + 1)
            there = [one for one in mine if one.month in year]
            count = sum(1 for one in missing if one.month in year)
            rows.append(((f"{month_text(year[0])}..{month_text(month)}", currency),
                         trailing_cells(view.use(there), count, currency, view)))
    return {"rows": rows}, {"rows": ["ttm", "currency"]}


def trailing_cells(used, missing, currency, view):
    if not used["lines"] + used["taxes"]:
        return {OPTIONAL: True, "amount": Missing("not_billed"), "missing_invoices": missing}
    write = coin if view.rates else lambda value, own: shown_amount(value, own, view)
    return {"amount": write(used["amount"], currency), "tax": write(used["tax"], currency),
            "lines": used["lines"], "missing_invoices": missing}


def window_family(name, make, command, basis, rule, months=lambda as_of: None):
    """A report by a basis, converted by a rule or not, of months; `make` gives its tables by a
    view."""
    def tables(facts, as_of):
        rates = Rates(facts, target(facts, as_of), rule, as_of) if rule else None
        found = make(facts, as_of, spend.View(basis, False, rates, months(as_of)))
        if rates:
            stop_without(rates)
        return found

    def asked(facts, as_of):
        money = ["--currency", target(facts, as_of), "--rate", rule] if rule else []
        return ["report", "spend", *command, "--basis", basis, *money]

    title = "-".join(filter(None, [name, basis, rule]))
    FAMILIES[title] = (tables, (asked,))
    TURNS.append(title)


def by(dimension):
    return lambda facts, as_of, view: spend_tables(facts, dimension, as_of, view)


for how in product(("billed", "accrued", "paid"), ("", "average", "closing")):
    window_family("ttm", trailing, ["--by", "ttm"], *how)
    for grain in ("half", "fiscal-quarter", "fiscal-half", "fiscal-year"):
        window_family(f"spend-{grain}", by(grain),
                      ["--by", grain.removeprefix("fiscal-"), *FISCAL * (grain != "half")], *how)
    for window, (asked_for, days) in WINDOWS.items():
        for dimension in ("month", "provider"):
            window_family(f"spend-{dimension}-in-{window}", by(dimension),
                          ["--by", dimension, *asked_for], *how, days)
