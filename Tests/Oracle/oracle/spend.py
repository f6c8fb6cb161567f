"""Spend by billing month (M1's `billed`), missing invoices (M0), and spend over revenue (M2, M2b,
M2c)."""

from fractions import Fraction

from . import charges, fees, revenue, standing
from .days import month_of, month_over, months_between
from .facts import remember
from .money import Missing, combine, first_missing, known, total


@remember
def missing_months(agreement, as_of):
    """The months that are over and have a fee that is not known to be 0, and neither an invoice of
    that billing month nor a charge for their days."""
    if agreement.announced or not agreement.fees:
        return []
    lines = [line for line in charges.issued(agreement.lines, as_of)
             if line.category not in ("Tax", "Credit")]
    billed = {line.month for line in lines if not line.credit_note}
    covered = {month for _, month, *_ in charges.by_month(lines)}
    first = min(fee.first for fee in agreement.fees)
    return [month for month in months_between(first, month_of(as_of))
            if month_over(month, as_of) and fee_is_due(agreement, month, as_of)
            and month not in billed and month not in covered]


def fee_is_due(agreement, month, as_of):
    """Whether a fee row that is not 0 holds in a month that has a day of the contract."""
    return bool(standing.contract_days(agreement, month, as_of)) and any(
        fee.first <= month and (fee.last is None or month <= fee.last) and fee.fee != 0
        for fee in agreement.fees)


DIMENSIONS = {
    "month": lambda line: line.month,
    "contract": lambda line: line.contract,
    "provider": lambda line: line.provider,
    "buyer": lambda line: line.buyer,
    "year": lambda line: line.month // 12,
    "quarter": lambda line: line.month // 3,
}


def by(facts, dimension, as_of):
    """Spend by one dimension and currency: {(value, currency): (amount, tax, lines, missing)}."""
    found = {}

    def at(value, currency):
        return found.setdefault((value, currency), {"amount": Fraction(0), "tax": Fraction(0),
                                                    "lines": 0, "taxes": 0, "missing": 0})
    for line in charges.issued(facts.lines, as_of):
        cell = at(DIMENSIONS[dimension](line), line.currency)
        if line.category == "Tax":
            cell["tax"] += line.amount
            cell["taxes"] += 1
        else:
            cell["amount"] += line.amount
            cell["lines"] += 1
    for agreement in facts.agreements:
        for month in missing_months(agreement, as_of):
            value = {"month": month, "contract": agreement.reference,
                     "provider": agreement.text("provider"), "buyer": agreement.text("buyer"),
                     "year": month // 12, "quarter": month // 3}[dimension]
            at(value, agreement.currency)["missing"] += 1
    return found


def billed(lines, months, as_of):
    """What was billed in months, taxes apart; None where no invoice is of them."""
    lines = [line for line in charges.issued(lines, as_of) if line.month in months]
    if not lines:
        return Missing("not_billed")
    return sum((line.amount for line in charges.net(lines)), Fraction(0))


def over_revenue(lines, figures, months, currency, as_of, organization):
    """One row of the ratio: spend, revenue, share (M2); both of the months of which revenue is
    known."""
    lines = [line for line in lines if line.currency == currency]
    value, known_months, basis = revenue.of(figures, organization, months, currency)
    spent = billed(lines, known_months if known(value) else months, as_of)
    share = divide(spent, value)
    if not known(share) and len(known_months) < len(months):
        share = Missing(*share.codes, "partial")
    return {"spend": spent, "revenue": value, "basis": basis, "share": share}


def divide(spent, value):
    """Spend over revenue, and why there is no such ratio."""
    reasons = [one for one in (spent, value) if not known(one)]
    if known(value) and value <= 0:
        reasons.append(Missing("zero" if value == 0 else "negative", "partial"))
    return first_missing(*reasons) if reasons else spent / value


def annualised(agreement, as_of):
    """12 × the monthly fee in force in the as-of day's month; a deal without fee rows: the headline
    value over its stated term (M2c)."""
    if not agreement.fees:
        value, term = agreement.number("headline_value"), agreement.whole("term_months")
        if value is None or not term:
            return Missing("not_recorded", "usage_based", "not_disclosed"), None
        return value * 12 / term, None
    month = month_of(as_of)
    if not any(fee.first <= month and (fee.last is None or month <= fee.last)
               for fee in agreement.fees):
        missing = Missing("not_recorded", "over", "not_applicable", "not_yet", "not_disclosed")
        return missing, missing
    fee = in_force(agreement, as_of)
    return combine(lambda f: 12 * f, fee), fee


def in_force_or_first(agreement, as_of):
    """The fee in force, else the first to come with its month."""
    if not agreement.fees:
        return Missing("not_recorded", "usage_based", "not_disclosed"), None
    month = month_of(as_of)
    coming = [fee.first for fee in agreement.fees if fee.first > month]
    if not coming or any(fee.first <= month and (fee.last is None or month <= fee.last)
                         for fee in agreement.fees):
        return in_force(agreement, as_of), None
    first = min(coming)
    return total(fee.fee if fee.fee is not None else Missing(agreement.undisclosed)
                 for fee in agreement.fees if fee.first == first), first


def in_force(agreement, as_of):
    """The monthly fee of the as-of day's month, whole; not yet where the first is to come."""
    month = month_of(as_of)
    if month < min(fee.first for fee in agreement.fees):
        return Missing("not_yet", agreement.undisclosed)
    first = min(standing.contract_days(agreement, month, as_of), default=as_of)
    return total(fees.fee_on(agreement, tranche, first) for tranche in fees.tranches(agreement))
