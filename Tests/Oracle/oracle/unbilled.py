"""Delivered value, unbilled and prepaid (M17, M22)."""

from fractions import Fraction

from . import charges, delivery, fees, standing
from .days import month_of
from .facts import remember
from .money import Missing, combine, known, total


def value_of_days(agreement, chosen, as_of):
    """What days are worth, month by month; days outside the contract, or after the as-of day,
    nothing. Without fees 0."""
    by_month = {}
    for day in chosen:
        if standing.runs(agreement, day, as_of):
            by_month.setdefault(month_of(day), []).append(day)
    return total(value_of_own(agreement, tranche, own, as_of) for own in by_month.values()
                 for tranche in fees.tranches(agreement))


def delivered_value(agreement, tranche, month, as_of):
    """What a fee's month is worth by what stood there."""
    return value_of_own(agreement, tranche, standing.contract_days(agreement, month, as_of), as_of)


def value_of_month(agreement, month, as_of):
    """What a month is worth: its delivered value, else its fee."""
    value = total(delivered_value(agreement, tranche, month, as_of)
                  for tranche in fees.tranches(agreement))
    return value if known(value) else fee_of_month(agreement, month, as_of)


def fee_of_month(agreement, month, as_of):
    """The fee of a month, by the contract's days in it."""
    return total(fees.fee_of_day(agreement, tranche, day)
                 for day in standing.contract_days(agreement, month, as_of)
                 for tranche in fees.tranches(agreement))


def value_of_own(agreement, tranche, own, as_of):
    """What a fee of some days of a month is worth: the fee of those through the as-of day × the
    mean of their shares, each tranche from its due day on (ruling 23)."""
    whole = total(fees.fee_of_day(agreement, tranche, day) for day in own)
    passed = [day for day in own if day <= as_of]
    if not passed:
        return Fraction(0)
    if not known(whole) or whole == 0:
        return whole
    fee = total(fees.fee_of_day(agreement, tranche, day) for day in passed)
    shares = [delivery.fee_share_on(agreement, tranche, day, as_of) for day in passed]
    if None in shares:
        return fee
    counted = [share for share in shares
               if not (isinstance(share, Missing) and share.codes == {"not_yet"})]
    if not counted:
        return Missing("not_yet", "no_delivery_recorded")
    return combine(lambda *each: fee * sum(each) / len(each), *counted)


@remember
def fee_lines(agreement, as_of):
    """The pieces of charges by month that stand for a fee: Purchase lines in a month that has any,
    else all but taxes and credits (ruling 38)."""
    pieces = [piece for piece in charges.by_month(charges.issued(agreement.lines, as_of))
              if piece[0].category not in ("Tax", "Credit")]
    purchased = {month for line, month, *_ in pieces if line.category == "Purchase"}
    return [piece for piece in pieces if piece[1] not in purchased
            or piece[0].category in ("Purchase", "Adjustment")]


def billed(agreement, month, as_of):
    """What is charged for the days of a month against its fee."""
    return sum((part for _, of, _, _, part in fee_lines(agreement, as_of) if of == month),
               Fraction(0))


def row(agreement, month, as_of):
    """A month of the report: fee, delivered value, billed, unbilled, prepaid."""
    if not agreement.fees:
        return usage_based(agreement, month, as_of)
    own = standing.contract_days(agreement, month, as_of)
    values = [delivered_value(agreement, tranche, month, as_of)
              for tranche in fees.tranches(agreement)]
    whole = total(fees.fee_on(agreement, tranche, day) for day in own[:1]
                  for tranche in fees.tranches(agreement))
    value = total(values)
    passed = total(fees.fee_of_day(agreement, tranche, day) for day in own if day <= as_of
                   for tranche in fees.tranches(agreement))
    charged = billed(agreement, month, as_of)
    fixed = all(delivery.fee_share_on(agreement, tranche, day, as_of) is None
                for tranche in fees.tranches(agreement) for day in own[:1]
                if fees.fee_on(agreement, tranche, day) != 0)
    return {
        "fee": whole,
        "delivered_share": combine(
            lambda v, f: v / f if f else Missing("zero", "not_applicable"), value, passed),
        "fixed": fixed,
        "delivered_value": value, "billed": charged,
        "unbilled": combine(lambda v: max(Fraction(0), v - charged), value),
        "prepaid": combine(lambda v: max(Fraction(0), charged - v), value),
    }


def scheduled(agreement, month, as_of):
    """Whether a fee row holds in a month of the contract."""
    return bool(standing.contract_days(agreement, month, as_of)) and any(
        fee.first <= month and (fee.last is None or month <= fee.last) for fee in agreement.fees)


def usage_based(agreement, month, as_of):
    """A month of a contract without fees: what was billed, and nothing that could be held against
    it."""
    columns = ("fee", "delivered_share", "delivered_value", "unbilled", "prepaid")
    row = {column: Missing("usage_based") for column in columns}
    return {**row, "fixed": False, "billed": billed(agreement, month, as_of)}


def months_listed(agreement, as_of):
    """The months of the report: those with a fee row of which a day of the contract has come, and
    those with charges for their days; of a contract without fees every month of it from the first
    of these on."""
    lines = [line for line in charges.issued(agreement.lines, as_of)
             if line.category not in ("Tax", "Credit")]
    found = {month for _, month, *_ in charges.by_month(lines)}
    for fee in agreement.fees:
        last = month_of(as_of) if fee.last is None else min(fee.last, month_of(as_of))
        found |= {m for m in range(fee.first, last + 1) if begun(agreement, m, as_of)}
    if found and not agreement.fees:
        found |= {m for m in range(min(found), month_of(as_of) + 1) if begun(agreement, m, as_of)}
    return sorted(found)


def begun(agreement, month, as_of):
    """Whether a day of the contract has come that is of the month."""
    own = standing.contract_days(agreement, month, as_of)
    return bool(own) and own[0] <= as_of
