"""What is accrued at the end of a month (`report accruals`; M7, M16, M17)."""

from fractions import Fraction

from . import commitments, standing, straight, unbilled
from .days import ONE, month_end
from .money import Missing, combine, total

PARTS = ("unbilled", "shortfall", "straight_line_difference", "prepaid")


def row(agreement, month, as_of):
    """The balances of a contract at the end of a month, by what was there on the as-of day."""
    months = [one for one in unbilled.months_listed(agreement, as_of) if one <= month]
    rows = [unbilled.row(agreement, one, as_of) for one in months]
    sums = {name: total(one[name] for one in rows)
            for name in ("unbilled", "prepaid", "delivered_value")}
    shortfall = total(
        amount if kind == "spend" else Missing("not_applicable") for kind in ("spend", "usage")
        for one, amount in commitments.shortfall_due(agreement, as_of, kind)
        if one.end - ONE <= month_end(month))
    line = to_date(agreement, month, as_of)
    difference = combine(lambda spread, value: spread - value, line, sums["delivered_value"])
    if not agreement.fees:
        sums["unbilled"] = sums["prepaid"] = Missing("usage_based")
    accrued = combine(lambda a, b: a + b, sums["unbilled"], shortfall)
    return {"unbilled": sums["unbilled"], "shortfall": shortfall, "accrued": accrued,
            "straight_line_difference": difference, "prepaid": sums["prepaid"],
            "accrued_straight_line": combine(lambda a, b: a + b, accrued, difference)}


def listed(agreement, month, as_of):
    """Whether a contract has a row: one with fees, and one without from its first charge on."""
    if agreement.announced:
        return False
    endless = agreement.status in standing.OVER and standing.exit_day(agreement, as_of) is None
    return (bool(agreement.fees) and not endless) or any(
        one <= month for one in unbilled.months_listed(agreement, as_of))


def to_date(agreement, month, as_of):
    """The straight line up to the end of a month; or why there is none."""
    if not agreement.fees:
        return Missing("usage_based")
    if agreement.status in standing.OVER and standing.exit_day(agreement, as_of) is None:
        return Missing("over", "not_recorded")
    found = straight.rows(agreement, as_of)
    return combine(lambda rows: max(
        [(one, row["straight_line_to_date"]) for one, row in rows if one <= month],
        default=(0, Fraction(0)))[1], found)
