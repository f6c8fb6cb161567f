"""The fee schedule (M0, ruling 25): what a month's fee is, and what a stretch of days costs.

Before or between the rows of a schedule a fee is not recorded; after its last closed row it is 0
within the first term and not recorded in a renewed one; an open row goes on until the contract
ends.
"""

from fractions import Fraction

from . import standing
from .days import days, month_length, month_of, month_start
from .facts import remember
from .money import Missing, combine, total


def rows_of(agreement, tranche):
    """The rows of one tranche's schedule, oldest first."""
    return sorted((fee for fee in agreement.fees if fee.tranche == tranche),
                  key=lambda fee: fee.first)


@remember
def tranches(agreement):
    """The tranches that fees name, the contract as a whole being the empty one."""
    return sorted({fee.tranche for fee in agreement.fees})


@remember
def fee_on(agreement, tranche, day):
    """The monthly fee of a tranche that holds on a day, not yet by days."""
    month, rows = month_of(day), rows_of(agreement, tranche)
    for row in rows:
        if row.first <= month and (row.last is None or month <= row.last):
            return row.fee if row.fee is not None else Missing(agreement.undisclosed)
    if month < rows[0].first:
        # A tranche that comes later has no fee yet; before the first of all nothing is recorded.
        earliest = min(fee.first for fee in agreement.fees)
        return Missing(agreement.undisclosed, "not_yet") if month < earliest else Fraction(0)
    if month < rows[-1].first:
        return Missing(agreement.undisclosed)
    first = standing.first_exit(agreement)
    if first is not None and month_start(month) >= first:
        return Missing(agreement.undisclosed, "over")
    return Fraction(0)


@remember
def monthly(agreement, day):
    """The whole monthly fee on a day; None where the contract has no fee rows."""
    if not agreement.fees:
        return None
    return total(fee_on(agreement, tranche, day) for tranche in tranches(agreement))


@remember
def fee_of_day(agreement, tranche, day):
    """What one day costs: the month's fee over the days of the month."""
    return combine(lambda fee: fee / month_length(month_of(day)), fee_on(agreement, tranche, day))


def cost(agreement, start, end):
    """What the days of `[start, end)` cost, by the days of their months; days before the contract's
    start cost nothing."""
    if agreement.start:
        start = max(start, agreement.start)
    return total(fee_of_day(agreement, tranche, day)
                 for day in days(start, end) for tranche in tranches(agreement))


def cost_by_year_days(agreement, start, end):
    """The same, a day being 12 monthly fees / 365."""
    if agreement.start:
        start = max(start, agreement.start)
    return total(combine(lambda fee: fee * 12 / 365, fee_on(agreement, tranche, day))
                 for day in days(start, end) for tranche in tranches(agreement))


def month_cost(agreement, month):
    """A month's fee as a month of notice costs it: whole, but for days before the contract's start.
    """
    return cost(agreement, month_start(month), month_start(month + 1))
