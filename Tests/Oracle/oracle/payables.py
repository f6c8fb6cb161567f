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
    contracts: list
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
    def contract(self):
        """Its contract; None where it is divided among several, or has none."""
        return self.contracts[0] if len(self.contracts) == 1 else None

    @property
    def named(self):
        """Its contracts, in the order in which they were recorded."""
        return ", ".join(self.contracts) or None

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
            found[key] = Invoice(line.number, line.provider, [], line.currency, line.issued,
                                 line.month, Fraction(0), line.due, line.received)
        found[key].total += line.amount
        found[key].contracts.append(line.contract)
    for invoice in found.values():
        invoice.contracts = [one.reference for one in facts.agreements
                             if one.reference in invoice.contracts]
        invoice.due = invoice.due or by_terms(facts, invoice.contracts, invoice.issued)
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


def by_terms(facts, references, issued):
    """The day that the shortest payment terms of contracts give; None where they have none."""
    terms = [a.whole("payment_terms_days") for a in facts.agreements if a.reference in references]
    terms = [one for one in terms if one is not None]
    return issued + timedelta(days=min(terms)) if terms else None


def payers(facts, as_of):
    """The providers to whom some payment is recorded."""
    return {row["provider"] for row in facts.payments if last_day(row["paid_on"]) <= as_of}
