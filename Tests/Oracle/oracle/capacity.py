"""Capacity promised and delivered, how late (M13), and what an hour of it costs (M11, M11b, M12).
"""

from fractions import Fraction

from . import charges, delivery, fees, standing
from .days import ONE, days, last_day, month_length, month_of, month_start, months_between
from .money import Missing, combine, first_missing, known, total


def sums(agreement, promise, as_of):
    """The row of a promise: promised, due, delivered, accepted and taken away by a day."""
    recorded = delivery.parts(agreement, promise, as_of)
    row = {"due_on": promise.due}
    for suffix, promised, amount in (("", promise.count, lambda part: part.count),
                                     ("_mw", promise.mw, lambda part: part.mw)):
        row["contracted" + suffix] = promised
        if promised is None:
            continue
        row["due" + suffix] = (Missing("not_recorded") if promise.due is None
                               else promised if promise.due <= as_of else 0)
        for name, counts in (
                ("delivered", lambda part: True),
                ("accepted", lambda part: part.accepted and part.accepted <= as_of),
                ("withdrawn", lambda part: part.withdrawn and part.withdrawn <= as_of)):
            row[name + suffix] = part_sum(recorded, counts, amount)
    return row


def part_sum(recorded, counts, amount):
    """The sum of those parts that count."""
    if not recorded:
        return Missing("no_delivery_recorded")
    amounts = [amount(part) for part in recorded if counts(part)]
    return Missing("not_disclosed", "not_recorded") if None in amounts else sum(amounts)


def unit(promise, recorded):
    """What slip is weighted with: megawatts, else accelerators where some power is not known."""
    if promise.mw is not None and all(part.mw is not None for part in recorded):
        return "MW-days", promise.mw, lambda part: part.mw
    if promise.count is not None and all(part.count is not None for part in recorded):
        return "accelerator-days", Fraction(promise.count), lambda part: part.count
    return None


def slip(agreement, promise, due, as_of):
    """How late a promise is against a due day (M13); parts fill it in the order in which they came.
    """
    if due is None:
        return {"slip_days": Missing("not_recorded")}
    recorded = sorted(delivery.parts(agreement, promise, as_of), key=lambda part: part.delivered)
    measure = unit(promise, recorded)
    if measure is None:
        return {"slip_days": Missing("not_disclosed", "not_recorded")}
    name, promised, amount = measure
    there, late, on_time, completed = Fraction(0), Fraction(0), Fraction(0), None
    for part in recorded:
        mine = min(Fraction(amount(part)), promised - there)
        there += mine
        late += mine * max(0, (part.delivered - due).days)
        on_time += mine if part.delivered <= due else 0
        if there == promised and completed is None:
            completed = part.delivered
    if completed is None and as_of <= due:
        return {"slip_days": Missing("not_yet")}
    late += (promised - there) * (as_of - due).days if completed is None else 0
    days_late = ((completed or as_of) - due).days
    return {"slip_days": days_late, "late": late, "late_unit": name,
            "weighted_days": late / promised, "on_time_share": on_time / promised,
            "state": "open" if completed is None else "late" if days_late > 0 else "on time"}


def first_due(agreement, promise):
    """The due day that was first recorded of a tranche."""
    rows = [row for row in agreement.capacity_history if row["tranche"] == promise.tranche]
    return last_day(rows[0].get("due_on"))


def stood(agreement, as_of):
    """All parts that stood under a contract by a day."""
    return [part for part in map(delivery.Part, agreement.deliveries)
            if not part.planned and part.delivered and part.delivered <= as_of]


def kind_of(part, agreement):
    """The accelerator of a part: its own, else that of its promise."""
    if part.accelerator:
        return part.accelerator
    return next((promise.accelerator for promise in delivery.promises(agreement)
                 if promise.tranche == part.tranche), "")


def hours(agreement, start, end, as_of):
    """Accelerators × real hours of `[start, end)` up to the as-of day; never of different chips."""
    if not stood(agreement, as_of):
        return Missing("no_delivery_recorded")
    whole, kinds = 0, set()
    for part in stood(agreement, as_of):
        here = sum(1 for day in days(max(start, part.delivered), min(end, as_of + ONE))
                   if part.stands(day))
        if here:
            kinds.add(kind_of(part, agreement))
            if part.count is None:
                return Missing("not_recorded", "not_disclosed", "measures_differ")
            whole += part.count * here * 24
    return Missing("measures_differ", "not_recorded") if len(kinds) > 1 else whole


def mw_months(agreement, start, end, as_of):
    """Megawatts × days / days of the month, of one basis."""
    if not stood(agreement, as_of):
        return Missing("no_delivery_recorded")
    whole, kinds = Fraction(0), set()
    for part in stood(agreement, as_of):
        for day in days(max(start, part.delivered), min(end, as_of + ONE)):
            if part.stands(day):
                if part.mw is None:
                    return Missing("not_recorded", "not_disclosed", "measures_differ")
                kinds.add(part.mw_basis)
                whole += part.mw / month_length(month_of(day))
    return Missing("measures_differ", "not_recorded") if len(kinds) > 1 else whole


def window(agreement, as_of):
    """The months that cost is told of: from the first charge or delivery to the as-of day."""
    firsts = [line.start for line in charges.issued(agreement.lines, as_of)]
    firsts += [part.delivered for part in stood(agreement, as_of)]
    firsts = [day for day in firsts if day <= as_of]
    return months_between(month_of(min(firsts)), month_of(as_of)) if firsts else range(0)


def as_charged(amount, currency, month):
    """What an amount comes to in its own currency."""
    return amount


def cost(agreement, first, last, as_of, tax=False, worth=as_charged):
    """The row of the cost of months: what was charged for their days, over what stood there; the
    cost with its `tax` or without. `worth` is what an amount of a month comes to."""
    start, end = month_start(first), month_start(last + 1)
    through = min(end, as_of + ONE)
    lines = [line for line in charges.issued(agreement.lines, as_of)
             if line.start < through and line.end > start]
    costs = lines if tax else charges.net(lines)
    taxes = [line for line in lines if line.category == "Tax"]
    spent = charged(costs, first, last, through, worth) if lines else Missing("not_billed")
    row = {"cost": spent, "accelerator_hours": hours(agreement, start, end, as_of),
           "mw_months": mw_months(agreement, start, end, as_of),
           "whole_lines": all(start <= line.start and line.end <= through for line in costs)}
    row["tax"] = charged(taxes, first, last, through, worth) if lines else None
    row["whole_taxes"] = all(start <= line.start and line.end <= through for line in taxes)
    row["fee_per_accelerator_month"] = fee_per_accelerator(agreement, last, as_of)
    row["cost_per_accelerator_hour"] = per(spent, row["accelerator_hours"])
    row["cost_per_mw_month"] = per(spent, row["mw_months"])
    return row


def charged(lines, first, last, through, worth):
    """What lines charge for the days of months before a day, each month by its worth."""
    amount = Fraction(0)
    for currency in {line.currency for line in lines}:
        mine = [line for line in lines if line.currency == currency]
        for month in months_between(first, last):
            start, end = month_start(month), min(month_start(month + 1), through)
            if start < end:
                amount += worth(charges.charged(mine, start, end), currency, month)
    return amount


def fee_per_accelerator(agreement, month, as_of):
    """The fee of a month over the accelerators promised (M11b); None for a contract that is over on
    every day, which may have none or that of its schedule."""
    if agreement.status in standing.OVER and standing.exit_day(agreement, as_of) is None:
        return None
    if not agreement.fees or not standing.contract_days(agreement, month, as_of):
        return Missing("usage_based", "not_recorded", "not_disclosed", "over", "not_yet",
                       "not_applicable")
    day = standing.contract_days(agreement, month, as_of)[0]
    fee = total(fees.fee_on(agreement, tranche, day) for tranche in fees.tranches(agreement))
    if not known(fee):
        return Missing(*fee.codes, "not_recorded")
    return combine(lambda f, n: f / n, fee, promised_count(agreement))


def per(spent, amount):
    """A cost over what it bought."""
    if not known(spent, amount):
        return Missing(*[code for one in (spent, amount) if not known(one) for code in one.codes])
    return spent / amount if amount else Missing("zero", "not_applicable", "no_delivery_recorded")


def promised_count(agreement):
    """The accelerators that are promised, tranches added up (or a tranche `total` alone)."""
    counts = [promise.count for promise in delivery.promises(agreement)]
    if not counts or None in counts:
        return Missing("not_recorded", "not_disclosed")
    return sum(counts)


def promised_mw(agreement):
    """The megawatts that are promised, where they are all of one basis."""
    every = delivery.promises(agreement)
    if not every or any(promise.mw is None for promise in every):
        return Missing("not_recorded", "not_disclosed", "measures_differ")
    if len({promise.mw_basis for promise in every}) > 1:
        return Missing("measures_differ", "not_recorded")
    return sum(promise.mw for promise in every)


def delivered_share(agreement, as_of):
    """How much of the promise is there, tranche by tranche and never more than promised."""
    every = delivery.promises(agreement)
    if not every:
        return Missing("not_applicable")
    there = [delivery.delivered(agreement, promise, as_of) for promise in every]
    reasons = [one for one in there if not known(one)]
    if len({one.measure for one in every}) > 1:
        reasons.append(Missing("measures_differ", "not_recorded"))
    return first_missing(*reasons) if reasons else sum(there) / sum(one.amount for one in every)
