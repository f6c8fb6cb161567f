"""The agenda and the audit, as they are printed."""

from fractions import Fraction

from .. import agenda, audit, standing
from ..compare import OPTIONAL
from ..money import MINOR_DIGITS, Either, coin, known, stored, to_minor, write
from .common import FILTERS, family


@family("agenda", "agenda", "--within", "400d")
def agenda_tables(facts, as_of):
    rows, kinds = [], {}
    for agreement in facts.agreements:
        for day, kind, subject, amount in agenda.items(agreement, as_of):
            subject = subject if kind in NAMED else None
            cells = {"days": (day - as_of).days}
            if kind in ("milestone", "claim_deadline", "shortfall_due"):
                cells["amount"] = None if amount is None or not known(amount) else coin(
                    amount, agreement.currency)
                if kind == "milestone" and amount == 0:
                    cells["amount"] = Either(None, cells["amount"])
            if agreement.status in standing.OVER:
                cells = {OPTIONAL: True}
            rows.append(((day.isoformat(), kind, agreement.reference, subject), cells))
    for day, number, contract, invoice in agenda.invoices(facts, as_of):
        rows.append(((day.isoformat(), "invoice_due", contract, number),
                     {"amount": stored(invoice.payable, invoice.currency)}))
    for day, number, contract, invoice, amount in agenda.disputes(facts, as_of):
        rows.append(((day.isoformat(), "dispute_open", contract, number),
                     {"amount": stored(amount, invoice.currency)}))
    return {"rows": rows}, {"rows": ["day", "kind", "contract", "subject"]}


AGENDA_KINDS = {"last_notice", "auto_renewal", "exit", "lock_in_end", "contract_end", "milestone",
                "claim_deadline", "delivery_due", "invoice_due", "missing_invoice", "late_exit",
                "shortfall_due", "dispute_open"}

# Kinds of which several can be due on a day: their subject tells them apart.
NAMED = ("milestone", "delivery_due", "invoice_due", "late_exit", "shortfall_due", "dispute_open")


def agenda_row(row):
    """The program's rows of the kinds that the oracle knows; the subject only where it tells rows
    apart."""
    if row["kind"] not in AGENDA_KINDS:
        return None
    return row if row["kind"] in NAMED else dict(row, subject=None)


BY_CONTRACT = ("credit_not_received", "fee_differs", "beyond_delivered")
BY_LINE = ("line_arithmetic", "price_differs", "outside_term", "after_exit", "before_delivery")


def audit_row(row):
    """The program's findings of the kinds that the oracle knows, found by contract, invoice or
    line."""
    code = row["code"]
    if code not in audit.CODES or row["subject"] is None:
        return None
    return dict(row, subject=row["contract"] if code in BY_CONTRACT else row["subject"],
                month=row["month"] if code in BY_CONTRACT else None,
                line=row["line"] if code in BY_LINE else None, parts_less_variance=rest(row))


PARTS = ("price_part", "quantity_part", "cross_part", "arithmetic_part")


def rest(row):
    """What the parts of a variance leave of it, which must be nothing (M21)."""
    if all(row.get(name) is None for name in PARTS):
        return None
    return write(sum(Fraction(row[name] or 0) for name in PARTS) - Fraction(row["variance"]), 0)


@family("audit", "audit")
def audit_tables(facts, as_of):
    rows = []
    for code, subject, cells in audit.findings(facts, as_of):
        subject = cells["contract"] if code in BY_CONTRACT else subject
        currency = cells.get("currency") or next(
            a.currency for a in facts.agreements if subject.startswith(a.reference))
        shown = {name: coin(cells[name], currency) for name in ("expected", "billed", "variance")
                 if name in cells and known(cells[name])}
        if len(shown) == 3:  # what is printed may add up, and be one coin away
            for name, other in (("expected", "variance"), ("variance", "expected")):
                shown[name] = Either(shown[name], coin(
                    to_minor(cells["billed"], currency) - to_minor(cells[other], currency),
                    currency))
        if cells.get("near") is not None:  # what other findings dispute is rounded there
            step = Fraction(1, 10 ** MINOR_DIGITS[currency])
            for name in ("billed", "variance"):
                shown[name] = Either(*[coin(to_minor(cells[name] + more, currency) + k * step,
                                            currency)
                                       for more in (0, cells["near"]) for k in (0, -1, 1)])
        shown["parts_less_variance"] = Either(None, "0")
        if cells.get("optional"):
            shown[OPTIONAL] = True
        rows.append(((code, subject, cells.get("month"), cells.get("line")), shown))
    return {"rows": rows}, {"rows": ["code", "subject", "month", "line"]}


FILTERS["agenda"] = agenda_row
FILTERS["audit"] = audit_row
