"""Spend and ratios by every basis, with tax and without, and converted into one currency.

Each of these is a report of its own, in `VIEWS`; a book is asked for some of them, so that all come
round.
"""

from itertools import product

from .. import spend
from ..rates import Rates
from .common import FAMILIES, stop_without, target
from .spending import ratio_tables, spend_tables

# The names of these reports, in the order in which they come round.
VIEWS = []


def view_family(kind, basis, rule, tax, make):
    """Register one; `make` gives its tables by a view, and `kind` begins its command."""
    name = "-".join([kind[0], basis, *[rule] * (rule != "")]) + ":" + "-".join(
        [*kind[1:], *["tax"] * tax])
    options = [*["--basis", basis] * (basis != "billed"), *["--tax", "include"] * tax]

    def command(facts, as_of):
        money = ["--currency", target(facts, as_of), "--rate", rule] if rule else []
        return ["report", kind[0], "--by", kind[-1], *["--of", kind[1]] * (len(kind) > 2),
                *options, *money]

    def tables(facts, as_of):
        rates = Rates(facts, target(facts, as_of), rule, as_of) if rule else None
        found = make(facts, as_of, spend.View(basis, tax, rates))
        if rates:
            stop_without(rates)
        return found
    FAMILIES[name] = (tables, (command,))
    VIEWS.append(name)


def spend_views(dimension, *how):
    view_family(("spend", dimension), *how,
                lambda facts, as_of, view: spend_tables(facts, dimension, as_of, view))


def ratio_views(of, grain, *how):
    view_family(("ratio", of, grain), *how,
                lambda facts, as_of, view: ratio_tables(facts, as_of, grain, of, view))


for how in product(("accrued", "paid", "billed"), ("", "average", "closing"), (False, True)):
    if how == ("billed", "", False):
        continue
    for each in ("month", "quarter", "year", "provider", "contract", "buyer"):
        spend_views(each, *how)
    for of, each in product(("buyer", "provider"), ("month", "quarter", "half", "year")):
        ratio_views(of, each, *how)
