"""Service credits (M15): what a level of service gives back for a month, and what came of it."""

from datetime import datetime, timedelta
from fractions import Fraction

from . import charges, delivery, fees, standing
from .days import month_end, month_length, month_of, month_over, month_start
from .facts import remember
from .money import Missing, combine, known, total


def moment(text):
    """A time of an outage; a day means its start."""
    text = text.rstrip("Z")
    return datetime.fromisoformat(text if "T" in text else text + "T00:00")


def outages(agreement, as_of):
    """The outages that count, up to the end of the as-of day: (tranche, from, to, excluded)."""
    end = datetime.combine(as_of, datetime.min.time()) + timedelta(days=1)
    found = []
    for row in agreement.outages:
        start = moment(row["from"])
        stop = min(moment(row["to"]), end) if row.get("to") else end
        if start < stop:
            found.append((row.get("tranche", ""), start, stop, row.get("excluded") == "yes"))
    return found


def hit(agreement, tranche, month):
    """The parts that an outage hits in a month: its tranche; without one every tranche that is due
    by the month's end; without tranches, or where one is the whole, the contract."""
    if any(promise.tranche == "total" for promise in delivery.promises(agreement)):
        return [""]
    if tranche:
        return [tranche]
    due = delivery.due_by(agreement, month_end(month))
    named = sorted({fee.tranche for fee in agreement.fees if fee.tranche and fee.first <= month
                    and (fee.last is None or month <= fee.last)})
    if named and not delivery.promises(agreement):
        return named
    return [promise.tranche for promise in due] or [""]


def down(agreement, as_of):
    """The seconds that each part was down in each month, each second once: {(month, part):
    seconds}."""
    spans = {}
    for tranche, start, stop, excluded in outages(agreement, as_of):
        for month in range(month_of(start.date()), month_of(stop.date()) + 1):
            first = datetime.combine(month_start(month), datetime.min.time())
            last = datetime.combine(month_start(month + 1), datetime.min.time())
            a, b = max(start, first), min(stop, last)
            if a < b:
                for part in hit(agreement, tranche, month):
                    spans.setdefault((month, part), [])
                    if not excluded:
                        spans[month, part].append((a, b))
    return {key: union(value) for key, value in sorted(spans.items())}


def union(spans):
    """The seconds of stretches that overlap, each counted once."""
    seconds, reached = 0, None
    for a, b in sorted(spans):
        a = a if reached is None else max(a, reached)
        if a < b:
            seconds += int((b - a).total_seconds())
            reached = b
    return seconds


def month_fee(agreement, tranche, month, as_of):
    """A fee of a month, by the contract's days in it."""
    return total(fees.fee_of_day(agreement, tranche, day)
                 for day in standing.contract_days(agreement, month, as_of))


def part_fee(agreement, part, month, as_of):
    """The fee of a part: its own; where no fee names a tranche, its share of the whole (ruling 26).
    """
    named = fees.tranches(agreement)
    if not standing.contract_days(agreement, month, as_of):
        return Fraction(0)
    if not named:
        return Missing("usage_based", "not_recorded", agreement.undisclosed)
    if part == "":
        return total(month_fee(agreement, tranche, month, as_of) for tranche in named)
    if named != [""]:
        return month_fee(agreement, part, month, as_of) if part in named else Fraction(0)
    whole = month_fee(agreement, "", month, as_of)
    return combine(lambda fee, share: fee * share, whole, part_share(agreement, part, month))


def part_share(agreement, part, month):
    """A part's share of a fee that names no tranche, among the tranches due by the month's end."""
    due = delivery.due_by(agreement, month_end(month))
    if part not in [promise.tranche for promise in due]:
        return Fraction(0)
    if len(due) == 1:
        return Fraction(1)
    sizes = sizes_of(due)
    if sizes is None:
        return Missing("not_recorded", "not_disclosed", "measures_differ")
    mine = [size for promise, size in zip(due, sizes) if promise.tranche == part]
    return Fraction(mine[0]) / sum(sizes)


def sizes_of(due):
    """The accelerators of tranches, where they are of one kind; else their power, of one kind."""
    if len({promise.accelerator for promise in due}) == 1 and all(promise.count for promise in due):
        return [promise.count for promise in due]
    if len({promise.mw_basis for promise in due}) == 1 and all(promise.mw for promise in due):
        return [promise.mw for promise in due]
    return None


def tier(agreement, availability):
    """The lowest step that an availability (in percent) is below, as its row, or None."""
    steps = [row for row in agreement.tiers if availability < Fraction(row["below"])]
    return min(steps, key=lambda row: Fraction(row["below"])) if steps else None


@remember
def credits(agreement, as_of):
    """The parts and months for which something is given back: a list of rows (month, part,
    figures)."""
    found = []
    for (month, part), seconds in down(agreement, as_of).items():
        whole = month_length(month) * 86400
        availability = Fraction(whole - seconds, whole) * 100
        step = tier(agreement, availability)
        fee = part_fee(agreement, part, month, as_of)
        percent = Fraction(step["credit"]) if step else Fraction(0)
        found.append({
            "month": month, "tranche": part, "down_hours": Fraction(seconds, 3600),
            "availability_percent": availability,
            "below_percent": Fraction(step["below"]) if step else None,
            "credit_percent": percent if step else None, "fee": fee,
            "credit": combine(lambda f: f * percent / 100, fee) if percent else Fraction(0)})
    for month in {row["month"] for row in found}:
        cut(agreement, [row for row in found if row["month"] == month], month, as_of)
    return found


def cap(agreement, month, as_of):
    """The most that a month's credits come to: its fee, and the contract's cap (ruling 26)."""
    whole = total(month_fee(agreement, tranche, month, as_of)
                  for tranche in fees.tranches(agreement)) if agreement.fees else \
        Missing("usage_based", "not_recorded", agreement.undisclosed)
    percent = agreement.number("sla_cap_percent")
    share = Fraction(1) if percent is None else min(Fraction(1), percent / 100)
    return combine(lambda fee: fee * share, whole)


def cut(agreement, rows, month, as_of):
    """Give a month's rows what is owed of their credits: cut to the cap in proportion."""
    credit, most = total(row["credit"] for row in rows), cap(agreement, month, as_of)
    uncapped = agreement.number("sla_cap_percent") is None and not known(most)
    for row in rows:
        if row["credit"] == 0 or uncapped:  # nothing stays nothing, whatever the cap
            row["owed"] = row["credit"]
            continue
        row["owed"] = combine(lambda c, whole, limit: c if whole <= limit else c * limit / whole,
                              row["credit"], credit, most)


def received(agreement, month, as_of):
    """What came back for the days of a month: lines of category Credit, and nothing else (ruling
    5)."""
    lines = [line for line in charges.issued(agreement.lines, as_of) if line.category == "Credit"]
    return -sum((part for _, m, _, _, part in charges.by_month(lines) if m == month), Fraction(0))


def months(agreement, as_of):
    """The months that something is owed or was received for, each with what is missing."""
    rows = credits(agreement, as_of)
    lines = [line for line in charges.issued(agreement.lines, as_of) if line.category == "Credit"]
    every = {row["month"] for row in rows} | {m for _, m, *_ in charges.by_month(lines)}
    found = []
    for month in sorted(every):
        owed = total(row["owed"] for row in rows if row["month"] == month)
        came = received(agreement, month, as_of)
        over = month_over(month, as_of)
        found.append({
            "month": month, "owed": owed, "received": came, "over": over,
            "missing": combine(lambda o: max(Fraction(0), o - came), owed) if over else None,
            "claim_by": (month_end(month) + timedelta(days=agreement.whole("sla_claim_days"))
                         if agreement.whole("sla_claim_days") is not None else None)})
    return found


@remember
def due(agreement, as_of):
    """The credits that are missing of all months that are over."""
    return total(row["missing"] for row in months(agreement, as_of) if row["over"])
