"""Findings of the audit that have one reading: what is missing, unpaid, paid twice or too early."""

from fractions import Fraction

from . import charges, commitments, credits, fees, payables, spend, standing, unbilled
from .days import month_of, month_over, month_start, month_text
from .money import Missing, known, total

CODES = {"missing_month", "credit_not_received", "paid_above", "paid_early", "due_date_differs",
         "overdue", "shortfall_unbilled", "gap_month"}


def findings(facts, as_of):
    """(code, subject, cells) of each finding of these kinds."""
    found = []
    for agreement in facts.agreements:
        found += missing(agreement, as_of) + not_received(agreement, as_of)
        found += shortfalls(agreement, as_of) + gaps(agreement, as_of)
    return found + of_invoices(facts, as_of)


def missing(agreement, as_of):
    """A month that is over with a fee, and no invoice."""
    found = []
    for month in spend.missing_months(agreement, as_of):
        value = total(unbilled.delivered_value(agreement, tranche, month, as_of)
                      for tranche in fees.tranches(agreement))
        if not known(value) and "no_delivery_recorded" in value.codes:
            value = total(fees.fee_of_day(agreement, tranche, day)
                          for day in standing.contract_days(agreement, month, as_of)
                          for tranche in fees.tranches(agreement))
        found.append(("missing_month", f"{agreement.reference} {month_text(month)}",
                      {"expected": value}))
    return found


def not_received(agreement, as_of):
    """A service credit of a month that is over is owed and did not come."""
    return [("credit_not_received", None, {"month": month_text(row["month"]), "expected": row["owed"],
                                           "contract": agreement.reference,
                                           "variance": -row["missing"]})
            for row in credits.months(agreement, as_of)
            if row["over"] and known(row["missing"]) and row["missing"] > 0]


def shortfalls(agreement, as_of):
    """A shortfall that is owed and was not billed (ruling 2)."""
    if agreement.announced:
        return []
    return [("shortfall_unbilled", agreement.reference, {"amount": amount})
            for _, amount in commitments.shortfall_due(agreement, as_of) if known(amount)]


def gaps(agreement, as_of):
    """Of a contract without fees, a month without an invoice between two billed ones (ruling 3)."""
    if agreement.fees or agreement.announced:
        return []
    lines = [line for line in charges.issued(agreement.lines, as_of)
             if line.category not in ("Tax", "Credit")]
    billed = {line.month for line in lines if not line.credit_note}
    covered = billed | {month for _, month, *_ in charges.by_month(lines)}
    if not billed:
        return []
    return [("gap_month", f"{agreement.reference} {month_text(month)}", {})
            for month in range(min(billed), max(billed)) if month not in covered
            and month_over(month, as_of)]


def of_invoices(facts, as_of):
    """Payments and due days against invoices."""
    found, payers = [], payables.payers(facts, as_of)
    for invoice in payables.invoices(facts, as_of):
        if invoice.paid > invoice.total - invoice.credited and invoice.payments:
            found.append(("paid_above", invoice.number,
                          {"variance": invoice.paid - invoice.total + invoice.credited}))
        if any(day < invoice.issued for day, _ in invoice.payments):
            found.append(("paid_early", invoice.number, {}))
        terms = payables.by_terms(facts, invoice.contract, invoice.issued)
        if invoice.due and terms and invoice.due != terms:
            found.append(("due_date_differs", invoice.number, {}))
        if invoice.due and invoice.due < as_of and invoice.open > 0 and invoice.provider in payers:
            found.append(("overdue", invoice.number, {}))
    return found
