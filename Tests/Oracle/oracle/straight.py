"""Straight line (M16): all fixed payments of a term, spread over all of its days."""

from fractions import Fraction

from . import delivery, fees, standing
from .days import ONE, days, month_of, month_start, months, overlap
from .money import MINOR_DIGITS, Missing, known, total


def terms(agreement, as_of):
    """The terms that have begun by the as-of day, each (start, end): of one that does not end, the
    end is None; a notice cuts the last."""
    given = standing.exit_day(agreement, as_of)
    ends = standing.term_exits(agreement) or [None]
    if given is not None:
        ends = [end for end in ends if end is not None and end < given] + [given]
    found, start = [], agreement.start
    for end in ends:
        found.append((start, end))
        start = end
        if end is None or end > as_of:
            break
    return found


def starts_on(agreement, tranche):
    """The day that a schedule starts on: with the contract; that of a tranche on its due day, or
    with its first fee where that is earlier, or no such day is known."""
    first = month_start(fees.rows_of(agreement, tranche)[0].first)
    if tranche:
        due = [promise.due for promise in delivery.promises(agreement)
               if promise.tranche == tranche and promise.due]
        first = min([first, *due])
        return max(first, agreement.start) if agreement.start else first
    return agreement.start or first


def spans(agreement, as_of):
    """The schedules of each tranche's fees, one for each term: (tranche, start, end). A contract
    without an end has that of its last closed row; None where the last row has none."""
    found = []
    for tranche in fees.tranches(agreement):
        first = starts_on(agreement, tranche)
        for start, end in terms(agreement, as_of):
            if end is None:
                last = fees.rows_of(agreement, tranche)[-1].last
                if last is None:
                    return None
                end = month_start(last + 1)
            start = first if start is None else max(first, start)
            if start < end:
                found.append((tranche, start, end))
    return found


def recorded(agreement, tranche, day):
    """The fee of a day; before the first row of the tranche it is not recorded."""
    if month_of(day) < fees.rows_of(agreement, tranche)[0].first:
        return Missing("not_recorded")
    return fees.fee_of_day(agreement, tranche, day)


def schedule(agreement, as_of):
    """The straight line by month, in coins that add up to all payments; or why there is none."""
    every = spans(agreement, as_of)
    if not every:
        return Missing("not_recorded")
    by_month = {}
    for tranche, start, end in every:
        whole = total(recorded(agreement, tranche, day) for day in days(start, end))
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
    for month in sorted({*by_month, *bills}):
        if month_start(month) > as_of:
            break
        pieces = by_month.get(month, [])
        if month not in bills and all(a > as_of for a, _, _ in pieces):
            continue
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
