"""Concentration of spend (M10), as it is printed."""

from fractions import Fraction

from .. import concentration, spend
from ..money import Missing, Rounded, ratio
from ..rates import Rates
from .common import HELD, stop_without, target, turn
from .pivots import beside, digits
from .spending import SIZES, TEXTS, shown_amount

# How many of the largest are added up.
TOP = 2


def concentration_tables(facts, as_of, grain, view):
    size, text = SIZES.get(grain), TEXTS.get(grain, lambda period: None)
    tables = {"rows": [], "providers": []}
    for (period, currency), parents in concentration.by_parent(facts, as_of, view, size).items():
        amounts = {parent: amount for parent, (amount, _) in parents.items()}
        found = concentration.figures(amounts.values(), TOP)
        tables["rows"].append(((text(period), currency), figure_cells(found, currency, view)))
        for parent, (amount, members) in parents.items():
            cells = share_cells(parent, amounts, found["spend"])
            tables["providers"].append(((text(period), parent, currency), {
                "spend": shown(amount, currency, view),
                "members": ", ".join(sorted(members)), **cells}))
    without(facts, as_of, size, text, view, tables["rows"])
    return tables, {"rows": ["period", "currency"],
                    "providers": ["period", "provider", "currency"]}


def shown(amount, currency, view):
    """An amount; a converted one may be one coin away, as they add up."""
    return beside(amount, currency) if view.rates else shown_amount(amount, currency, view)


def figure_cells(found, currency, view):
    """The figures of a period and currency."""
    hhi, several, none = found["hhi"], found["effective_providers"], Missing("zero")
    return {"spend": shown(found["spend"], currency, view), "providers": found["providers"],
            "hhi": none if hhi is None else Rounded(hhi, 1),
            "effective_providers": none if hhi is None else Rounded(several, 2),
            **{name: none if hhi is None else ratio(found[name])
               for name in ("largest_share", "top_share")},
            "level": "highly concentrated" if hhi is not None and hhi > 1800 else None}


def share_cells(parent, amounts, whole):
    """The share of a parent, and that of all from the largest to it, where it is clear which these
    are."""
    mine = amounts[parent]
    if mine <= 0:
        none = Missing("negative", *["zero"] * (mine == 0))
        return {"share": none, "cumulated_share": none}
    alike = sum(1 for amount in amounts.values() if amount == mine)
    larger = sum((amount for amount in amounts.values() if amount >= mine), Fraction(0))
    return {"share": ratio(mine / whole),
            **({"cumulated_share": ratio(larger / whole)} if alike == 1 else {})}


def without(facts, as_of, size, text, view, rows):
    """Add the periods and currencies of which invoices are missing alone."""
    there = {key for key, _ in rows}
    for agreement in facts.agreements:
        for month in view.missing_months(agreement, as_of):
            key = (text(size and month // size), view.currency(agreement))
            if key not in there:
                there.add(key)
                rows.append((key, figure_cells(concentration.figures([], TOP), key[1], view)))


def adds_up(report, ask):
    """What a converted report says of itself: the spend of those that count adds up."""
    sections = {section["name"]: section["rows"] for section in report["sections"]}
    sums = {}
    for row in sections["providers"]:
        if row["share"] is not None:
            key = (row.get("period"), row["currency"])
            sums[key] = sums.get(key, Fraction(0)) + Fraction(row["spend"])
    return {"rows": [(key, {"spend": digits(sums.get(key, Fraction(0)), key[1])}) for key in (
        (row.get("period"), row["currency"]) for row in sections["rows"])]}, {
            "rows": ["period", "currency"]}


def concentration_family(grain, rule, tax):
    """Register the report by a grain or of the whole time, converted by a rule or not."""
    name = "-".join(filter(None, ["concentration", grain, rule, "tax" * tax]))

    def tables(facts, as_of):
        rates = Rates(facts, target(facts, as_of), rule, as_of) if rule else None
        found = concentration_tables(facts, as_of, grain, spend.View("billed", tax, rates))
        if rates:
            stop_without(rates)
        return found

    def asked(facts, as_of):
        return ["report", "concentration", "--top", str(TOP), *["--by", grain] * (grain != ""),
                *["--tax", "include"] * tax,
                *(["--currency", target(facts, as_of), "--rate", rule] if rule else [])]

    turn(name, asked)(tables)
    if rule:
        HELD[name] = adds_up


for number, grain in enumerate(("", "month", "quarter", "half", "year")):
    for place, rule in enumerate(("", "average", "closing")):
        concentration_family(grain, rule, (number + place) % 3 == 0)
