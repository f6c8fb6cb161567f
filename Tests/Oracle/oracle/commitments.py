"""Minimums (M4 to M7): what was applied, at what pace, and what is missing.

All minimums of one contract, kind, unit and draw are one ramp. Intervals are counted from the first
day of their row; a part of one at the end has its minimum by days.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from . import charges, delivery, spend, standing, unbilled
from .days import (ONE, add_months, days, first_day, last_day, month_end, month_over, month_start,
                   months, overlap)
from .facts import remember
from .money import Missing, combine, known

STEP = {"month": 1, "quarter": 3, "year": 12}


@dataclass
class Interval:
    """One interval of a minimum, with the figures of M7."""

    start: object
    end: object
    minimum: Fraction
    row: dict
    share: object = None
    required: object = None
    applied: object = None
    counted: object = None
    carried_in: object = None
    projected: object = None
    shortfall: object = None
    carried_out: object = None
    over: bool = False
    missing_invoices: bool = False


def ramps(agreement):
    """The commitments of a contract, as ramps: (kind, unit, draw) and the rows by first day."""
    found = {}
    for row in agreement.commitments:
        key = (row["kind"], row.get("unit", ""), row.get("draw") or "build_up")
        found.setdefault(key, []).append(row)
    return {key: sorted(rows, key=lambda row: first_day(row["from"]))
            for key, rows in sorted(found.items())}


def intervals(rows):
    """The intervals of a ramp, in order."""
    found = []
    for row in rows:
        first, end = first_day(row["from"]), last_day(row["to"]) + ONE
        minimum, k = Fraction(row["minimum"]), 0
        if row["interval"] == "term":
            found.append(Interval(first, end, minimum, row))
            continue
        step = STEP[row["interval"]]
        while add_months(first, k * step) < end:
            a, b = add_months(first, k * step), add_months(first, (k + 1) * step)
            part = minimum * (min(b, end) - a).days / (b - a).days
            found.append(Interval(a, min(b, end), part, row))
            k += 1
    return found


def lines_for(agreement, key, as_of):
    """The lines that count towards a ramp: all but taxes; of its unit where use is committed; and
    not those that buy a pool (ruling 20)."""
    kind, unit, draw = key
    lines = charges.net(charges.issued(agreement.lines, as_of))
    if kind == "usage":
        lines = [line for line in lines if line.unit == unit and line.quantity is not None
                 and line.category in ("Usage", "Purchase", "Adjustment")]
    if draw == "burn_down":
        pools = {(i.start, i.end) for i in intervals(ramps(agreement)[key])}
        lines = [line for line in lines
                 if not (line.category == "Purchase" and (line.start, line.end) in pools)]
    return lines


def applied(lines, kind, start, end):
    """What lines charge, or use, for the days of a stretch."""
    if kind == "spend":
        return charges.charged(lines, start, end)
    amount = Fraction(0)
    for line in lines:
        common = overlap(line.start, line.end, start, end)
        if common:
            amount += line.quantity * (common[1] - common[0]).days / (line.end - line.start).days
    return amount


def full_months(rows, lines, as_of):
    """The full months of a commitment that are over and have invoices, oldest first (ruling 20)."""
    start = first_day(rows[0]["from"])
    end = max(last_day(row["to"]) for row in rows) + ONE
    covered = charges.covered_days(lines)
    return [m for m in months(start, end)
            if start <= month_start(m) and month_end(m) < end and month_over(m, as_of)
            and any(day in covered for day in days(month_start(m), month_start(m + 1)))]


@remember
def measure(agreement, key, as_of, pace_months=3):
    """The intervals of a ramp that have begun by a day, each with the figures of M7."""
    rows, kind = ramps(agreement)[key], key[0]
    lines = lines_for(agreement, key, as_of)
    covered = charges.covered_days(lines)
    mean = daily_mean(rows, lines, kind, as_of, pace_months)
    carried, found = Fraction(0), []
    for one in intervals(rows):
        if one.start > as_of:
            break
        carried = assess(agreement, key, one, lines, covered, mean, carried, as_of)
        found.append(one)
    return found


def daily_mean(rows, lines, kind, as_of, pace_months):
    """The mean of a day of the last full months that have invoices."""
    last = full_months(rows, lines, as_of)[-pace_months:]
    if not last:
        return Missing("not_billed", "not_yet")
    whole = sum(applied(lines, kind, month_start(m), month_start(m + 1)) for m in last)
    return whole / sum((month_start(m + 1) - month_start(m)).days for m in last)


def assess(agreement, key, one, lines, covered, mean, carried, as_of):
    """Fill in one interval; what it carries on to the next is returned."""
    one.over = one.end - ONE <= as_of
    one.share = (delivery.relief_share(agreement, one.start, one.end, as_of)
                 if one.row.get("relief") == "yes" else Fraction(1))
    one.required = combine(lambda share: one.minimum * share, one.share)
    one.applied = applied(lines, key[0], one.start, one.end)
    one.carried_in = carried
    open_days = [day for day in days(one.start, one.end) if day not in covered]
    if one.over:
        one.missing_invoices = without_invoice(agreement, one, as_of) != []
        counts = key[0] == "spend" and key[2] == "build_up" and not agreement.announced
        late = unbilled.value_of_days(agreement, open_days, as_of) if counts else Fraction(0)
        one.counted = combine(lambda value: one.applied + value, late)
    else:
        one.projected = combine(lambda day: one.applied + len(open_days) * day, mean) \
            if open_days else one.applied
        one.counted = one.projected
    one.shortfall = shortfall(one)
    one.carried_out = carried_on(one)
    if not known(one.carried_out):
        one.carried_out = Fraction(0)
    return one.carried_out


def shortfall(one):
    """S = max(0, M × share − E − B): 0 also where the share is not known and E and B reach M."""
    asked = one.required if known(one.required) else one.minimum
    if known(one.applied, one.carried_in) and one.applied + one.carried_in >= asked:
        return Fraction(0)
    return combine(lambda asked, counted, carried: max(Fraction(0), asked - counted - carried),
                   one.required, one.counted, one.carried_in)


def carried_on(one):
    """B = min(cap, max(0, E + B − M × share)) where the contract carries on, else 0."""
    if one.row.get("carry_forward") != "yes":
        return Fraction(0)
    required = one.required
    if not known(required):
        if one.applied + one.carried_in < one.minimum:
            return required
        required = one.minimum
    counted = one.counted
    if not known(counted) and one.applied + one.carried_in >= required:
        counted = one.applied
    rest = combine(lambda asked, counted, carried: max(Fraction(0), counted + carried - asked),
                   required, counted, one.carried_in)
    cap = one.row.get("carry_forward_cap")
    return combine(lambda value: min(Fraction(cap), value) if cap else value, rest)


def without_invoice(agreement, one, as_of):
    """The months of an interval that miss an invoice (M0); of a contract without fees those that no
    invoice is for: neither of their billing month, nor any
    charge for their days."""
    if agreement.fees:
        missing = spend.missing_months(agreement, as_of)
        return [month for month in months(one.start, one.end) if month in missing]
    lines = [line for line in charges.issued(agreement.lines, as_of)
             if line.category not in ("Tax", "Credit")]
    covered, billed = charges.covered_days(lines), {line.month for line in lines}
    found = []
    for month in months(one.start, one.end):
        a, b = overlap(month_start(month), month_start(month + 1), one.start, one.end)
        if month not in billed and not any(day in covered for day in days(a, b)):
            found.append(month)
    return found


def shortfall_due(agreement, as_of, kind="spend"):
    """The shortfalls that are assessed and owed on a day (ruling 2): of intervals that are over,
    without a missing invoice, less what was charged for them; (interval, amount)."""
    found = []
    if agreement.status in standing.OVER and standing.exit_day(agreement, as_of) is None:
        return found
    for key in ramps(agreement):
        if key[0] != kind or key[2] == "burn_down" or agreement.announced:
            continue
        for one in measure(agreement, key, as_of):
            if one.over and not one.missing_invoices and one.shortfall != 0:
                found.append((one, one.shortfall))
    return found


def to_date(one, as_of):
    """How much of an interval's minimum its days up to the as-of day ask for."""
    if one.start > as_of:
        return Fraction(0)
    passed = (min(one.end, as_of + ONE) - one.start).days
    return one.minimum * passed / (one.end - one.start).days


def summary(agreement, key, as_of, pace_months=3):
    """The row of a ramp (M4, M5)."""
    rows, kind = ramps(agreement)[key], key[0]
    lines = lines_for(agreement, key, as_of)
    every = intervals(rows)
    start, end = every[0].start, every[-1].end
    committed = sum(one.minimum for one in every)
    so_far = sum(to_date(one, as_of) for one in every)
    done = sum(applied(lines, kind, one.start, min(one.end, as_of + ONE)) for one in every
               if one.start <= as_of)
    full = full_months(rows, lines, as_of)[-pace_months:]
    left = [m for m in months(start, end) if min(month_end(m), end - ONE) > as_of]
    remaining = max(Fraction(0), committed - done)
    required = remaining / len(left) if left else Missing("over")
    whole = sum(applied(lines, kind, month_start(m), month_start(m + 1)) for m in full)
    actual = whole / len(full) if full else Missing("not_billed", "not_yet")
    return {
        "committed_to_date": so_far, "applied_to_date": done,
        "utilisation": done / so_far if so_far else Missing("zero", "not_yet", "not_applicable"),
        "unused": max(Fraction(0), so_far - done), "overage": max(Fraction(0), done - so_far),
        "committed": committed, "remaining": remaining, "ends_on": end - ONE,
        "months_left": len(left), "required_per_month": required, "actual_per_month": actual,
        "pace": pace(actual, required),
        "reached_in": reached(lines, kind, every, committed, full, actual, left, as_of),
    }


def reached(lines, kind, every, committed, full, actual, left, as_of):
    """The first month in which the sum reaches all minimums: as it was, where it still does, else
    counted from the last full month at the actual pace."""
    start, end, whole = every[0].start, every[-1].end, Fraction(0)
    still = applied(lines, kind, start, min(end, as_of + ONE)) >= committed
    for month in months(start, min(end, as_of + ONE)) if still else ():
        a, b = overlap(start, min(end, as_of + ONE), month_start(month), month_start(month + 1))
        whole += applied(lines, kind, a, b)
        if whole >= committed:
            return month
    if not left:
        return Missing("over")
    if not known(actual):
        return actual
    if actual <= 0:
        return Missing("not_applicable", "zero", "negative")
    sum_so_far = applied(lines, kind, start, month_start(full[-1] + 1))
    month = full[-1] + ceil((committed - sum_so_far) / actual)
    return min(month, 12 * 10000)


def pace(actual, required):
    """Actual over required; 0 required is fulfilled."""
    if not known(actual, required):
        from .money import first_missing
        return first_missing(actual, required)
    return actual / required if required else Missing("not_applicable", "over", "zero")
