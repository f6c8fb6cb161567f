"""Findings of the audit that have one reading: what is missing, unpaid, paid twice or too early."""

from fractions import Fraction

from . import (capacity, charges, commitments, credits, fees, payables, prices, spend, standing,
               unbilled)
from .days import ONE, days, month_end, month_length, month_over, month_text
from .facts import remember
from .money import MINOR_DIGITS, known, to_minor, total

CODES = {"missing_month", "credit_not_received", "paid_above", "paid_early", "due_date_differs",
         "overdue", "shortfall_unbilled", "gap_month", "line_arithmetic", "price_differs",
         "fee_differs", "beyond_delivered", "late_received", "credit_unknown",
         "credit_above_invoice", "outside_term", "after_exit", "before_delivery"}


def findings(facts, as_of):
    """(code, subject, cells) of each finding of these kinds."""
    found = []
    for agreement in facts.agreements:
        found += missing(agreement, as_of) + not_received(agreement, as_of)
        found += shortfalls(agreement, as_of) + gaps(agreement, as_of)
        found += of_fees(facts, agreement, as_of) + of_days(agreement, as_of)
    return found + of_invoices(facts, as_of) + of_lines(facts, as_of) + of_credit_notes(
        facts, as_of)


def missing(agreement, as_of):
    """A month that is over with a fee, and no invoice."""
    found = []
    for month in spend.missing_months(agreement, as_of):
        value = unbilled.value_of_month(agreement, month, as_of)
        found.append(("missing_month", f"{agreement.reference} {month_text(month)}",
                      {"expected": value, "contract": agreement.reference}))
    return found


def not_received(agreement, as_of):
    """A service credit of a month that is over is owed and did not come."""
    return [("credit_not_received", None, {
                "month": month_text(row["month"]), "expected": row["owed"],
                "contract": agreement.reference, "variance": -row["missing"]})
            for row in credits.months(agreement, as_of)
            if row["over"] and known(row["missing"]) and row["missing"] > 0]


def shortfalls(agreement, as_of):
    """A shortfall that is owed and was not billed (ruling 2)."""
    if agreement.announced:
        return []
    return [("shortfall_unbilled", f"{agreement.reference} {one.start.isoformat()} to "
             f"{(one.end - ONE).isoformat()}", {
                 "contract": agreement.reference,
                 **({"expected": amount} if kind == "spend" else {})})
            for kind in ("spend", "usage")
            for one, amount in commitments.shortfall_due(agreement, as_of, kind) if known(amount)]


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
    return [("gap_month", f"{agreement.reference} {month_text(month)}",
             {"contract": agreement.reference})
            for month in range(min(billed), max(billed)) if month not in covered
            and month_over(month, as_of)]


def of_invoices(facts, as_of):
    """Payments and due days against invoices."""
    found, payers = [], payables.payers(facts, as_of)
    for invoice in payables.invoices(facts, as_of):
        of = {"contract": invoice.contract, "currency": invoice.currency}
        if invoice.paid > invoice.total - invoice.credited and invoice.payments:
            found.append(("paid_above", invoice.number,
                          {**of, "variance": invoice.paid - invoice.total + invoice.credited}))
        if late(invoice, as_of):
            found.append(("late_received", invoice.number, of))
        if any(day < invoice.issued for day, _ in invoice.payments):
            found.append(("paid_early", invoice.number, of))
        terms = payables.by_terms(facts, invoice.contracts, invoice.issued)
        if invoice.due and terms and invoice.due != terms:
            found.append(("due_date_differs", invoice.number, of))
        owed = invoice.payable > 0 and invoice.provider in payers
        if invoice.due and invoice.due < as_of and owed:
            found.append(("overdue", invoice.number, of))
    return found


def of_credit_notes(facts, as_of):
    """Credit notes for an invoice that is not recorded, or of more than it is for (ruling 8)."""
    every = {(one.provider, one.number, one.currency): one
             for one in payables.invoices(facts, as_of)}
    found = []
    for line in charges.issued(facts.lines, as_of):
        key = (line.provider, line.credits, line.currency)
        if line.credit_note and line.credits and key not in every and line.line_no == 1:
            found.append(("credit_unknown", line.number,
                          {"contract": line.contract, "currency": line.currency}))
    for one in every.values():
        if one.credited > one.total:
            found.append(("credit_above_invoice", one.number, {
                "contract": one.contract, "currency": one.currency, "optional": True,
                "variance": one.credited - one.total}))
    return found


def late(invoice, as_of):
    """Whether it was received more than 60 days after the end of its billing month (ruling 36)."""
    if invoice.received is None or invoice.received > as_of:
        return False
    return (invoice.received - month_end(invoice.month)).days > 60


def disputed(facts, agreement, month, as_of, of_price=False):
    """What other findings say of lines that stand for a month's fee: the days that are refused, and
    what a price is too high or too low by; it is told there, and not again. `of_price` leaves out
    what a line's own arithmetic is wrong by, which is told as well."""
    found = Fraction(0)
    purchased = any(piece[0].category == "Purchase" for piece in
                    unbilled.fee_lines(agreement, as_of) if piece[1] == month)
    for line in charges.issued(agreement.lines, as_of):
        if line.category in ("Tax", "Credit") or purchased and line.category not in (
                "Purchase", "Adjustment"):
            continue
        over = price_variance(facts, line, of_price)
        bad = refused_days(agreement, line, as_of)
        for _, of, a, b, part in charges.by_month([line]):
            if of != month:
                continue
            here = sum(1 for day in days(a, b) if day in bad)
            found += part * here / (b - a).days
            found += over * (b - a).days / (line.end - line.start).days
    return found


def price_variance(facts, line, of_price):
    """What a line is charged beyond the contract's price, where that is a finding."""
    told = {code: cells["variance"] for code, _, cells in of_lines(facts, line.issued, [line])}
    over = told.get("price_differs", Fraction(0))
    return over - told.get("line_arithmetic", 0) if of_price and over else over


@remember
def refused_days(agreement, line, as_of):
    """The days of a line that a finding refuses."""
    if line.amount < 0:
        return set()
    for _, refused in refusals(agreement, as_of):
        bad = {day for day in days(line.start, line.end) if refused(day)}
        if bad:
            return bad
    return set()


def of_fees(facts, agreement, as_of):
    """What a month is charged against what it is worth, of months that are over and wholly the
    contract's.

    Whether it is found as `fee_differs` or `beyond_delivered`, or another finding says why, is not
    decided here: the figures are those that it must have if it is found.
    """
    found = []
    if not agreement.fees:
        return found
    for month in unbilled.months_listed(agreement, as_of):
        own = standing.contract_days(agreement, month, as_of)
        row = unbilled.row(agreement, month, as_of)
        if not month_over(month, as_of):
            continue
        if not known(row["delivered_value"]) or agreement.announced:
            found += [(code, None, {"month": month_text(month), "optional": True,
                                    "contract": agreement.reference})
                      for code in ("fee_differs", "beyond_delivered")]
            continue
        whole = len(own) == month_length(month)
        left = row["billed"] - disputed(facts, agreement, month, as_of)
        variance = left - row["delivered_value"]
        if to_minor(variance, agreement.currency) != 0 or not whole:
            other = row["billed"] - disputed(facts, agreement, month, as_of, True)
            cells = {"expected": row["delivered_value"], "billed": left, "variance": variance,
                     "near": other - left if left != row["billed"] else None} if whole else {}
            for code in ("fee_differs", "beyond_delivered"):
                found.append((code, None, {**cells, "month": month_text(month), "optional": True,
                                           "contract": agreement.reference}))
    return found


def of_days(agreement, as_of):
    """Lines for days of service that are not the contract's, else before its first delivery."""
    found = []
    for line in charges.issued(agreement.lines, as_of):
        if line.category in ("Tax", "Credit") or line.amount < 0:
            continue
        own = list(days(line.start, line.end))
        for code, refused in refusals(agreement, as_of):
            good = sum(1 for day in own if not refused(day))
            if good < len(own):
                rest = line.amount * good / len(own)
                found.append((code, line.number, {
                    "line": line.line_no, "expected": rest, "billed": line.amount,
                    "variance": line.amount - rest, "contract": line.contract,
                    "currency": line.currency}))
                break
    return found


def refusals(agreement, as_of):
    """The findings about days, in the order in which one of them is told: (code, which days)."""
    given, end = standing.given(agreement, as_of), standing.exit_day(agreement, as_of)
    first = min((part.delivered for part in capacity.stood(agreement, as_of)), default=None)
    after = "after_exit" if given is not None and known(given) else "outside_term"
    start = agreement.start
    return [("outside_term", lambda day: start and day < start),
            (after, lambda day: end and day >= end),
            ("before_delivery", lambda day: first and day < first)]


def of_lines(facts, as_of, lines=None):
    """Quantity × unit price against a line's amount, and its unit price against the contract's
    (M21)."""
    found = []
    for line in charges.issued(facts.lines if lines is None else lines, as_of):
        if not line.quantity:
            continue
        price = line.amount / line.quantity if line.unit_price is None else line.unit_price
        digits = MINOR_DIGITS[line.currency]
        coin = Fraction(1, 2 * 10**digits)
        exact = line.quantity * price
        rest = line.amount - exact
        whole = (line.amount * 10**digits).denominator == 1
        if abs(rest) > (coin if whole else 0):
            found.append(("line_arithmetic", line.number, {
                "line": line.line_no, "expected": exact, "billed": line.amount, "variance": rest,
                "contract": line.contract, "currency": line.currency}))
        key = (line.sku, line.provider, line.contract, prices.canonical(line.unit), line.currency)
        fixed = prices.fixed(facts, key, line.month)
        away = known(fixed) and min(abs(exact - fixed * line.quantity),
                                    abs(line.amount - fixed * line.quantity))
        if line.sku and line.category != "Tax" and known(fixed) and away > coin:
            found.append(("price_differs", line.number, {
                "line": line.line_no, "expected": line.quantity * fixed, "billed": line.amount,
                "variance": line.amount - line.quantity * fixed, "contract": line.contract,
                "currency": line.currency}))
    return found
