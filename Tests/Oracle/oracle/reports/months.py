"""Unbilled, straight line and service credits (M15 to M17, M22), as they are printed."""

from fractions import Fraction

from .. import accruals, credits, standing, straight, unbilled
from ..compare import OPTIONAL
from ..days import ONE, month_end, month_of, month_start, month_text
from ..money import Either, Missing, coin, combine, known, ratio, stored, to_minor, write
from ..rates import Rates
from .common import (FAMILIES, OWN, TURNS, Coins, add_up, converted, family, money_cells,
                     stop_without, target)


SUMS = ("billed", "unbilled", "prepaid")


@family("unbilled", "report", "unbilled")
def unbilled_tables(facts, as_of, coins=OWN):
    tables, totals = {"rows": [], "straight_line": [], "no_straight_line": []}, {}
    pieces = {name: {} for name in SUMS}
    for agreement in facts.agreements:
        if agreement.announced:
            continue
        mine = coins.of(agreement.reference)
        for month in unbilled.months_listed(agreement, as_of):
            row, key = unbilled.row(agreement, month, as_of), (agreement.reference, month)
            currency = agreement.currency
            sums = totals.setdefault(coins.currency(currency), dict.fromkeys(SUMS))
            for name in SUMS:
                before, value = sums[name], mine.exact(row[name], currency, month)
                sums[name] = (value if before is None else before if not known(value) else
                              value if not known(before) else before + value)
                if known(value):
                    pieces[name][key] = value
            cells = mine.cells(row, ("delivered_value", *SUMS), currency, month)
            cells["fee"] = mine.stored(row["fee"], currency, month)
            cells["currency"] = coins.currency(currency)
            cells["delivered_share"] = combine(ratio, row["delivered_share"])
            if row["fixed"]:
                cells["delivered_share"] = Either(cells["delivered_share"],
                                                  Missing("not_applicable"))
            if month_start(month) > as_of or not unbilled.scheduled(agreement, month, as_of):
                for name in ("fee", "delivered_share"):  # there is no fee to speak of
                    cells[name] = Either(cells[name], Missing("not_applicable", "not_yet"))
            if row["fee"] == 0 or not known(row["fee"]) and "usage_based" not in row["fee"].codes:
                del cells["delivered_share"]  # it may be known although no fee is
            tables["rows"].append(((agreement.reference, month_text(month)), cells))
        rows, none = straight_rows(agreement, as_of, mine)
        tables["straight_line"] += rows
        tables["no_straight_line"] += none
    if coins.rates:
        as_pieces(tables["rows"], pieces, coins.rates.target)
    tables["rows.totals"] = [((currency,), {
        name: coin(value, currency) if known(value) else Missing("not_recorded", *value.codes)
        for name, value in sums.items()})
                             for currency, sums in totals.items()]
    return tables, {"rows": ["contract", "month"], "straight_line": ["contract", "month"],
                    "no_straight_line": ["contract"],
                    "rows.totals": ["currency"]}


def as_pieces(rows, pieces, currency):
    """Give the rows what they add up to their total with (rule 7)."""
    for name, values in pieces.items():
        for (contract, month), value in add_up(values, currency).items():
            cells = next(cells for key, cells in rows if key == (contract, month_text(month)))
            cells[name] = coin(value, currency)


def straight_rows(agreement, as_of, coins=OWN):
    """The straight line of a contract: its rows, and those that say that there is none."""
    ended = agreement.status in standing.OVER
    if not agreement.fees or ended and standing.exit_day(agreement, as_of) is None:
        return [], [((agreement.reference,), {OPTIONAL: True})] if agreement.fees else []
    found = straight.rows(agreement, as_of)
    if not known(found):
        return [], [((agreement.reference,), {})]
    return [((agreement.reference, month_text(month)),
             coins.cells(row, list(row), agreement.currency, month) if coins.rates
             else straight_cells(row, agreement.currency)) for month, row in found], []


def straight_cells(row, currency):
    """A month of the straight line; half a coin goes to the even one, of the amount or of the sum to
    date that it is the difference of."""
    cells = money_cells(row, list(row), currency)
    to_date, billed = (to_minor(row[name], currency)
                       for name in ("straight_line_to_date", "billed_to_date"))
    before = row["straight_line_to_date"] - row["straight_line"]
    for name, value in (("straight_line", to_date - before), ("accrued", to_date - billed),
                        ("prepaid", billed - to_date)):
        cells[name] = Either(cells[name], coin(max(Fraction(0), value), currency))
    return cells


for rule in ("average", "closing"):
    converted("unbilled", unbilled_tables, "report", "unbilled", rule=rule)


@family("credits", "report", "credits")
def credits_tables(facts, as_of):
    tables = {"rows": [], "months": []}
    for agreement in facts.agreements:
        for row in credits.credits(agreement, as_of):
            cells = money_cells(row, ("fee", "credit", "owed"), agreement.currency)
            cells |= {name: None if row[name] is None else write(row[name], 0)
                      for name in ("below_percent", "credit_percent")}
            cells |= {name: row[name] for name in ("down_hours", "availability_percent")}
            tables["rows"].append(
                ((agreement.reference, month_text(row["month"]), row["tranche"] or None), cells))
        told = {(row["month"], row["tranche"]) for row in credits.credits(agreement, as_of)}
        for row in credits.months(agreement, as_of):
            if not any(month == row["month"] for month, _ in told):
                tables["rows"].append(
                    ((agreement.reference, month_text(row["month"]), None), {OPTIONAL: True}))
            cells = money_cells(row, ("owed", "missing"), agreement.currency)
            cells["received"] = stored(row["received"], agreement.currency)
            cells["claim_by"] = row["claim_by"].isoformat() if row["claim_by"] else None
            tables["months"].append(((agreement.reference, month_text(row["month"])), cells))
    return tables, {"rows": ["contract", "month", "tranche"], "months": ["contract", "month"]}


COLUMNS = ("unbilled", "shortfall", "accrued", "straight_line_difference", "accrued_straight_line",
           "prepaid")


def accrual_tables(facts, as_of, month, coins=OWN):
    """What is accrued at the end of a month; the totals add what is known of each part."""
    rows, totals = [], {}
    for agreement in facts.agreements:
        if not accruals.listed(agreement, month, as_of):
            continue
        row, currency = accruals.row(agreement, month, as_of), coins.currency(agreement.currency)
        mine = coins.of(agreement.reference)
        cells = {"currency": currency, **mine.cells(row, COLUMNS, agreement.currency)}
        rows.append(((agreement.reference,), cells))
        sums = totals.setdefault(currency, {})
        for name in accruals.PARTS:
            value = mine.exact(row[name], agreement.currency)
            if known(value):
                sums[name] = sums.get(name, Fraction(0)) + value
    return {"rows": rows, "rows.totals": [((currency,), total_cells(sums, currency))
                                          for currency, sums in totals.items()]}, {
        "rows": ["contract"], "rows.totals": ["currency"]}


def total_cells(sums, currency):
    parts = ("unbilled", "shortfall")
    for name, more in (("accrued", parts),
                       ("accrued_straight_line", (*parts, "straight_line_difference"))):
        if any(part in sums for part in more):
            sums[name] = sum(sums.get(part, Fraction(0)) for part in more)
    return {name: coin(value, currency) for name, value in sums.items()}


def closed(as_of, back):
    """A month that is over on a day: the last, or so many before it."""
    return month_of(as_of + ONE) - 1 - back


def accrual_family(name, back):
    """Register the accruals of a month, of which the as-of day is the day until which the books are
    kept open; converted at the end of the month."""
    def tables(facts, as_of):
        return accrual_tables(facts, as_of, closed(as_of, back))

    def command(facts, as_of):
        return ["report", "accruals", "--month", month_text(closed(as_of, back))]

    def in_one(facts, as_of):
        month = closed(as_of, back)
        rates = Rates(facts, target(facts, as_of), "closing", as_of)
        found = accrual_tables(facts, as_of, month, Coins(rates, month_end(month)))
        stop_without(rates)
        return *found, rates.optional

    FAMILIES[name] = (tables, (command,))
    FAMILIES[name + "-converted"] = (in_one, (lambda facts, as_of: [
        *command(facts, as_of), "--currency", target(facts, as_of)],))
    TURNS.extend([name, name + "-converted"])


accrual_family("accruals", 0)
accrual_family("accruals-before", 2)
