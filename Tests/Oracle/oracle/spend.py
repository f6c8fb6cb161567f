"""Spend by its basis and currency (M1, rule 7), missing invoices (M0), and spend over revenue (M2,
M2b, M2c)."""

from dataclasses import dataclass
from fractions import Fraction

from . import bases, charges, fees, standing
from .compare import LARGE
from .days import month_of, month_over, months_between
from .facts import remember
from .money import Missing, combine, first_missing, known, total


@remember
def missing_months(agreement, as_of):
    """The months that are over and have a fee that is not known to be 0, and neither an invoice of
    that billing month nor a charge for their days."""
    if agreement.announced or not agreement.fees:
        return []
    lines = [line for line in charges.issued(agreement.lines, as_of) if line.category != "Credit"]
    billed = {line.month for line in lines if not line.credit_note}
    lines = charges.net(lines)
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
    "month": lambda piece: piece.month,
    "contract": lambda piece: piece.contract,
    "provider": lambda piece: piece.provider,
    "buyer": lambda piece: piece.buyer,
    "year": lambda piece: piece.month // 12,
    "quarter": lambda piece: piece.month // 3,
    "half": lambda piece: piece.month // 6,
    **{f"fiscal-{grain}": lambda piece, size=size: (piece.month - FISCAL_START + 1) // size
       for grain, size in (("quarter", 3), ("half", 6), ("year", 12))},
}

# The month in which a fiscal year starts.
FISCAL_START = 7


@dataclass(frozen=True)
class Gap:
    """A month of a contract that misses an invoice."""

    provider: str
    buyer: str
    contract: str
    month: int
    currency: str


@dataclass
class View:
    """How spend is asked for: on what basis, with tax or without, converted by rates or not, of
    which months (of all where it is None)."""

    basis: str = "billed"
    tax: bool = False
    rates: object = None
    months: object = None

    def pieces(self, facts, as_of):
        """What was spent, in the currency asked for."""
        found = [piece for piece in bases.pieces(facts, self.basis, as_of)
                 if self.months is None or piece.month in self.months]
        return bases.converted(found, self.rates) if self.rates else found

    def use(self, pieces):
        """What was spent by pieces: (lines, amount, tax); the report needs their rates."""
        if self.rates:
            self.rates.missing.update(*[piece.lacks for piece in pieces])
        counted = [piece for piece in pieces if self.tax or not piece.tax]
        return {"lines": sum(piece.lines for piece in counted),
                "amount": sum((piece.amount for piece in counted), Fraction(0)),
                "tax": sum((piece.amount for piece in pieces if piece.tax), Fraction(0)),
                "taxes": sum(piece.lines for piece in pieces if piece.tax)}

    def currency(self, agreement):
        """The currency in which a contract's spend is told."""
        return self.rates.target if self.rates else agreement.currency

    def missing_months(self, agreement, as_of):
        """The months without an invoice; of what is paid, none is missing."""
        return [] if self.basis == "paid" else [
            month for month in missing_months(agreement, as_of)
            if self.months is None or month in self.months]

    def gaps(self, facts, as_of):
        """The months without an invoice of all contracts."""
        return [Gap(one.text("provider"), one.text("buyer"), one.reference, month,
                    self.currency(one))
                for one in facts.agreements for month in self.missing_months(one, as_of)]


def by(facts, dimension, as_of, view):
    """Spend by one dimension and currency: {(value, currency): (amount, tax, lines, missing)}."""
    pieces, missing, value_of = {}, {}, DIMENSIONS[dimension]
    for piece in view.pieces(facts, as_of):
        pieces.setdefault((value_of(piece), piece.currency), []).append(piece)
    for gap in view.gaps(facts, as_of):
        key = (value_of(gap), gap.currency)
        missing[key] = missing.get(key, 0) + 1
    return {key: {**view.use(pieces.get(key, [])), "missing": missing.get(key, 0)}
            for key in [*pieces, *[key for key in missing if key not in pieces]]}


def over_revenue(pieces, revenue, months, view):
    """One row of the ratio: spend, its tax, revenue, share (M2); all of the months of which revenue
    is known. `revenue` is (amount or why not, the months that are known, the basis)."""
    value, known_months, basis = revenue
    pieces = [piece for piece in pieces
              if piece.month in (known_months if known(value) else months)]
    spent = view.use(pieces)
    amount, tax = (spent["amount"], spent["tax"]) if pieces else (Missing("not_billed"), None)
    share = divide(amount, value)
    if not known(share) and len(known_months) < len(months):
        share = Missing(*share.codes, "partial")
    return {"spend": amount, "tax": tax, "revenue": value, "basis": basis, "share": share}


def divide(spent, value):
    """Spend over revenue, and why there is no such ratio."""
    reasons = [one for one in (spent, value) if not known(one)]
    if known(value) and abs(value) >= LARGE:
        reasons += [Missing("too_large")] * bool(reasons)
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
