"""Straight line (M16): all fixed payments of a term, spread over all of its days."""

from datetime import date
from fractions import Fraction

from . import delivery, fees, standing
from .days import ONE, days, month_of, month_start, months, overlap
from .money import MINOR_DIGITS, Missing, known, total


def spans(agreement, as_of):
    """The schedule of each tranche's fees: (tranche, start, end); None where one has no start or
    end.

    A tranche starts on its due day, the rest with the contract; the term ends on its exit day.
    """
    end = standing.exit_day(agreement, as_of) or standing.first_exit(agreement)
    found = []
    for tranche in fees.tranches(agreement):
        due = [promise.due for promise in delivery.promises(agreement)
               if tranche and promise.tranche == tranche and promise.due]
        start = due[0] if due else agreement.start
        if start is None or end is None or start >= end:
            return None
        found.append((tranche, start, end))
    return found


def schedule(agreement, as_of):
    """The straight line by month, in coins that add up to all payments; or why there is none."""
    if not agreement.fees:
        return Missing("usage_based")
    every = spans(agreement, as_of)
    if every is None:
        return Missing("not_recorded")
    by_month = {}
    for tranche, start, end in every:
        whole = total(fees.fee_of_day(agreement, tranche, day) for day in days(start, end))
        if not known(whole):
            return whole
        stretches = [overlap(start, end, month_start(m), month_start(m + 1))
                     for m in months(start, end)]
        for (a, b), part in zip(stretches, coins(whole, [(b - a).days for a, b in stretches],
                                                 agreement.currency)):
            by_month.setdefault(month_of(a), []).append((a, b, part))
    return by_month


def coins(whole, weights, currency):
    """An amount, rounded to the coin, in whole coins by weight (rule 5)."""
    unit = 10 ** MINOR_DIGITS[currency]
    amount = round(whole * unit)
    shares = [Fraction(amount * weight, sum(weights)) for weight in weights]
    parts = [share.numerator // share.denominator for share in shares]
    by_rest = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
    for i in by_rest[:amount - sum(parts)]:
        parts[i] += 1
    return [Fraction(part, unit) for part in parts]


def rows(agreement, as_of):
    """A row for each month up to the as-of day, of which the last counts to that day (ruling 4)."""
    by_month = schedule(agreement, as_of)
    if not known(by_month):
        return by_month
    found, line, billed = [], Fraction(0), Fraction(0)
    bills = by_billing_month(agreement, as_of)
    before = [month for month in bills if month < min(by_month)]
    billed += sum(bills[month] for month in before)
    for month in sorted(by_month):
        if month_start(month) > as_of:
            break
        pieces = by_month[month]
        if max(b for _, b, _ in pieces) - ONE > as_of:
            pieces = [(a, b, part * max(0, (min(b, as_of + ONE) - a).days) / (b - a).days)
                      for a, b, part in pieces]
        own = sum(part for _, _, part in pieces)
        line += own
        billed += bills.get(month, 0) * passed(agreement, month, as_of)
        found.append((month, {"straight_line": own, "straight_line_to_date": line,
                              "billed_to_date": billed, "accrued": max(Fraction(0), line - billed),
                              "prepaid": max(Fraction(0), billed - line)}))
    return found


def passed(agreement, month, as_of):
    """Which part of a month's days of the contract are over by the as-of day."""
    own = standing.contract_days(agreement, month, as_of)
    if not own:
        return Fraction(1)
    return Fraction(sum(1 for day in own if day <= as_of), len(own))


def by_billing_month(agreement, as_of):
    """What was billed for fees, by billing month (ruling 38)."""
    from . import charges

    lines = [line for line in charges.issued(agreement.lines, as_of)
             if line.category not in ("Tax", "Credit")]
    purchased = {line.month for line in lines if line.category == "Purchase"}
    found = {}
    for line in lines:
        if line.month not in purchased or line.category in ("Purchase", "Adjustment"):
            found[line.month] = found.get(line.month, Fraction(0)) + line.amount
    return found


def clear(agreement, as_of):
    """Whether the definitions allow one reading only: a term that has not been renewed, and
    tranches that all have their fees from the beginning."""
    first = standing.first_exit(agreement)
    if standing.renews(agreement) and first is not None and as_of >= first:
        return False
    firsts = {fees.rows_of(agreement, tranche)[0].first for tranche in fees.tranches(agreement)}
    begin = max(month_start(min(firsts)), agreement.start or date.min)
    early = [promise for promise in delivery.promises(agreement) if promise.due
             and promise.due > begin and promise.tranche in fees.tranches(agreement)]
    return len(firsts) <= 1 and not early
