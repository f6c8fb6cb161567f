"""Invoices and what is open of them: credit notes, payments, due days."""

from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

from . import charges
from .days import first_day, last_day


@dataclass(eq=False)
class Invoice:
    """An invoice with what was credited and paid by a day; its total is gross."""

    number: str
    provider: str
    contract: str
    currency: str
    issued: object
    month: int
    total: Fraction
    due: object
    received: object = None
    credited: Fraction = Fraction(0)
    disputed: Fraction = Fraction(0)
    payments: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    @property
    def paid(self):
        return sum((amount for _, amount in self.payments), Fraction(0))

    @property
    def open(self):
        """What is still to be paid."""
        return self.total - self.credited - self.paid

    @property
    def payable(self):
        """What is open and not disputed (ruling 37)."""
        return max(Fraction(0), self.open - self.disputed)


def invoices(facts, as_of):
    """The invoices that were issued by a day; credit notes and payments count from their own day.
    """
    found, notes = {}, []
    for line in charges.issued(facts.lines, as_of):
        if line.credit_note:
            notes.append(line)
            continue
        key = (line.provider, line.number)
        if key not in found:
            found[key] = Invoice(line.number, line.provider, line.contract, line.currency,
                                 line.issued, line.month, Fraction(0), due(facts, line),
                                 line.received)
        found[key].total += line.amount
    for note in notes:
        if (note.provider, note.credits) in found:
            found[note.provider, note.credits].credited -= note.amount
            found[note.provider, note.credits].notes.append(note)
    for row in facts.disputes:
        opened, resolved = first_day(row["opened_on"]), last_day(row.get("resolved_on"))
        invoice = found.get((row["provider"], row["number"]))
        if invoice and opened <= as_of and (resolved is None or resolved > as_of):
            invoice.disputed += Fraction(row["amount"]) if row.get("amount") else invoice.total
    for row in facts.payments:
        day, key = last_day(row["paid_on"]), (row["provider"], row["number"])
        if day <= as_of and key in found:
            found[key].payments.append((day, Fraction(row["amount"])))
    return list(found.values())


def due(facts, line):
    """The invoice's due day, else that of the payment terms."""
    if line.due:
        return line.due
    return by_terms(facts, line.contract, line.issued)


def by_terms(facts, reference, issued):
    """The day that the contract's payment terms give; None where it has none."""
    terms = next((a.whole("payment_terms_days") for a in facts.agreements
                  if a.reference == reference), None)
    return issued + timedelta(days=terms) if terms is not None else None


def payers(facts, as_of):
    """The providers to whom some payment is recorded."""
    return {row["provider"] for row in facts.payments if last_day(row["paid_on"]) <= as_of}
