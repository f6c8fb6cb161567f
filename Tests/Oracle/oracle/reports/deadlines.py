"""The agenda and the audit, as they are printed."""

from fractions import Fraction

from .. import agenda, audit, standing
from ..compare import OPTIONAL
from ..money import MINOR_DIGITS, Around, Either, coin, known, to_minor, write
from .common import FILTERS, HELD, OWN, converted, family


@family("agenda", "agenda", "--within", "400d")
def agenda_tables(facts, as_of, coins=OWN):
    rows, kinds = [], {}
    for agreement in facts.agreements:
        mine = coins.of(agreement.reference)
        for day, kind, subject, amount in agenda.items(agreement, as_of):
            subject = subject if kind in NAMED else None
            cells = {"days": (day - as_of).days}
            if kind in ("milestone", "claim_deadline", "shortfall_due", "missing_invoice"):
                cells["amount"] = mine.computed(
                    amount if amount is not None and known(amount) else None, agreement.currency)
                if kind == "milestone" and amount == 0:
                    cells["amount"] = Either(None, cells["amount"])
            if agreement.status in standing.OVER:
                cells = {OPTIONAL: True}
            rows.append(((day.isoformat(), kind, agreement.reference, subject), cells))
    for day, number, contract, invoice in agenda.invoices(facts, as_of):
        rows.append(((day.isoformat(), "invoice_due", contract, number),
                     {"amount": coins.of(invoice.contract).stored(
                         invoice.payable, invoice.currency)}))
    for day, number, contract, invoice, amount in agenda.disputes(facts, as_of):
        rows.append(((day.isoformat(), "dispute_open", contract, number),
                     {"amount": coins.of(invoice.contract).stored(
                         amount, invoice.currency)}))
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
    less = None if None in (row["expected"], row["billed"]) else write(
        Fraction(row["billed"]) - Fraction(row["expected"]) - Fraction(row["variance"]), 0)
    return dict(row, billed_less_both=less,
                subject=row["contract"] if code in BY_CONTRACT else row["subject"],
                month=row["month"] if code in BY_CONTRACT else None,
                line=row["line"] if code in BY_LINE else None, parts_less_variance=rest(row))


PARTS = ("price_part", "quantity_part", "cross_part", "arithmetic_part")


def rest(row):
    """What the parts of a variance leave of it, which must be nothing (M21)."""
    if all(row.get(name) is None for name in PARTS):
        return None
    return write(sum(Fraction(row[name] or 0) for name in PARTS) - Fraction(row["variance"]), 0)


def place(facts, code, subject, cells):
    """What finds a finding, the currency of its amounts, and the contract that it is of."""
    subject = cells["contract"] if code in BY_CONTRACT else subject
    currency = cells.get("currency") or facts.agreement(cells["contract"]).currency
    return (code, subject, cells.get("month"), cells.get("line")), currency, cells["contract"]


@family("audit", "audit")
def audit_tables(facts, as_of):
    rows = []
    for code, subject, cells in audit.findings(facts, as_of):
        key, currency, _ = place(facts, code, subject, cells)
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
        rows.append((key, shown))
    return {"rows": rows}, {"rows": ["code", "subject", "month", "line"]}


def audit_in(facts, as_of, coins):
    """The findings in one currency. A variance is a piece of the sum of its kind, so that it is one
    of the two amounts beside it; what is expected is what is billed less that."""
    rows = []
    for agreement in facts.agreements:  # findings that are not known here may have amounts, too
        coins.of(agreement.reference).may_need(agreement.currency)
    for code, subject, cells in audit.findings(facts, as_of):
        key, currency, contract = place(facts, code, subject, cells)
        mine = coins.of(contract)
        sure, shown = not cells.get("optional"), {}
        for name in ("expected", "billed", "variance"):
            if name in cells and known(cells[name]):
                more = cells.get("near") or 0 if name != "expected" else 0
                shown[name] = amount_in(mine, name, [cells[name], cells[name] + more], currency,
                                        sure)
        shown["parts_less_variance"] = shown["billed_less_both"] = Either(None, "0")
        if not sure:
            shown[OPTIONAL] = True
        rows.append((key, shown))
    return {"rows": rows}, {"rows": ["code", "subject", "month", "line"]}


def amount_in(coins, name, values, currency, sure):
    """An amount of a finding: what is billed is rounded, the others may be one coin away."""
    values = [in_one(coins, value, currency, sure) for value in values]
    step = Fraction(1, 10 ** MINOR_DIGITS[coins.rates.target])
    return Either(*[Around(value, step / 2 if name == "billed" else 2 * step)
                    for value in values])


def in_one(coins, value, currency, sure):
    """An amount of a finding, converted; one that need not be told may need no rate."""
    if sure:
        return coins.exact(value, currency)
    rate, lacks = coins.rate(currency, None)
    coins.rates.optional.update(lacks)
    return value * rate


def audit_sums(report, ask):
    """What a converted report must say of itself: the variances of a kind add up to the sum of the
    kind."""
    sums, counts = {}, {}
    for row in report["sections"][0]["rows"]:
        key = (row["code"], row["currency"])
        counts[key] = counts.get(key, 0) + 1
        if row["variance"] is not None:
            sums[key] = sums.get(key, Fraction(0)) + Fraction(row["variance"])
    return {"summary": [(key, {"findings": count} | (
        {"variance": coin(sums[key], key[1])} if key in sums else {}))
        for key, count in counts.items()]}, {"summary": ["code", "currency"]}


converted("agenda", agenda_tables, "agenda", "--within", "400d")
converted("audit", audit_in, "audit")
HELD["audit-converted"] = audit_sums

for each in ("", "-converted"):
    FILTERS["agenda" + each] = agenda_row
    FILTERS["audit" + each] = audit_row
