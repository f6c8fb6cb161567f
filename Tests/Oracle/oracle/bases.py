"""What was spent, piece by piece, by the basis asked for: billed, accrued or paid (rule 1, M1).

A piece is an amount of one month; what is to be told of a report is a sum of pieces.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from .charges import issued
from .days import ONE, last_day, month_of, month_start, months, overlap
from .money import split


@dataclass(frozen=True)
class Piece:
    """A part of what was spent; `lines` is how many lines it counts for, `lacks` what is missing to
    convert it."""

    provider: str
    buyer: str
    contract: str
    month: int
    currency: str
    amount: Fraction
    tax: bool
    lines: int
    lacks: frozenset = frozenset()


def piece(line, month, amount, lines=1):
    return Piece(line.provider, line.buyer, line.contract, month, line.currency, amount,
                 line.category == "Tax", lines)


def pieces(facts, basis, as_of):
    """All pieces by a basis, in the currencies of their invoices."""
    return {"billed": billed, "accrued": accrued, "paid": paid}[basis](facts, as_of)


def billed(facts, as_of):
    """A piece a line, in its billing month."""
    return [piece(line, line.month, line.amount) for line in issued(facts.lines, as_of)]


def accrued(facts, as_of):
    """Lines that belong together (ruling 19), split over the months of their service, up to the
    as-of day."""
    alike, found = {}, []
    for line in issued(facts.lines, as_of):
        alike.setdefault((line.provider, line.contract, line.month, line.issued, line.currency,
                          line.category, line.start, line.end), []).append(line)
    for lines in alike.values():
        line, amount = lines[0], sum(line.amount for line in lines)
        stretches = [overlap(line.start, line.end, month_start(month), month_start(month + 1))
                     for month in months(line.start, line.end)]
        parts = split(amount, [(b - a).days for a, b in stretches], line.currency)
        for (a, b), part in zip(stretches, parts):
            if a <= as_of:
                past = min(b, as_of + ONE)
                part = split(part, [(past - a).days, (b - past).days], line.currency)[0]
                found.append(piece(line, month_of(a), part, len(lines)))
    return found


def paid(facts, as_of):
    """Payments, each spread over all lines of its invoice: what was paid up to it, less what was
    up to the one before."""
    invoices, payments, found = {}, {}, []
    for line in facts.lines:
        invoices.setdefault((line.provider, line.number), []).append(line)
    for row in facts.payments:
        day = last_day(row["paid_on"])
        if day <= as_of:
            payments.setdefault((row["provider"], row["number"]), []).append(
                (day, Fraction(row["amount"])))
    for key, rows in payments.items():
        lines = invoices[key]
        weights, before, so_far = [line.amount for line in lines], [0] * len(lines), Fraction(0)
        if sum(weights) == 0:
            found += of_nothing(lines, rows)
            continue
        for day, amount in sorted(rows, key=lambda one: one[0]):
            so_far += amount
            now = split(so_far, weights, lines[0].currency)
            found += [piece(line, month_of(day), a - b)
                      for line, a, b in zip(lines, now, before)]
            before = now
    return found


def of_nothing(lines, payments):
    """What was paid for an invoice whose total is 0: spend of its contract; none where it is not
    known what it was paid for."""
    if len({line.contract for line in lines}) > 1 or any(line.category == "Tax" for line in lines):
        return []
    return [piece(lines[0], month_of(day), amount, len(lines)) for day, amount in payments]


def converted(found, rates):
    """Pieces in one currency."""
    result = []
    for one in found:
        rate, lacks = rates.of_month(one.currency, one.month, one.contract)
        result.append(replace(one, currency=rates.target, amount=one.amount * rate, lacks=lacks))
    return result
