"""The agenda (M15, M19): what must be done by when, as far as it follows from terms and minimums.
"""

from datetime import timedelta
from fractions import Fraction

from . import commitments, credits, delivery, payables, spend, standing, unbilled
from .days import ONE, first_day, last_day, month_start
from .money import known

HORIZON = timedelta(days=400)


def items(agreement, as_of):
    """The items of a contract: (day, kind, subject, amount)."""
    if agreement.announced:
        return []
    through = as_of + HORIZON
    if standing.over(agreement, as_of):
        return missing(agreement, as_of) + shortfalls(agreement, through, as_of)
    found = shortfalls(agreement, through, as_of) + terms(agreement, as_of, through)
    found += milestones(agreement, as_of, through)
    found += claims(agreement, as_of, through) + deliveries(agreement, as_of, through)
    return found + late_exits(agreement, as_of, through) + missing(agreement, as_of)


def missing(agreement, as_of):
    """The day after each month that is over, has a fee and no invoice, with what the audit expects
    of it."""
    return [(month_start(month + 1), "missing_invoice", None,
             unbilled.value_of_month(agreement, month, as_of))
            for month in spend.missing_months(agreement, as_of)]


def shortfalls(agreement, through, as_of):
    """The day on which each shortfall is due: the last of its interval and the payment terms."""
    terms = timedelta(days=agreement.whole("payment_terms_days") or 0)
    return [(one.end - ONE + terms, "shortfall_due",
             f"{one.start.isoformat()} to {(one.end - ONE).isoformat()}",
             amount if kind == "spend" else None)
            for kind in ("spend", "usage")
            for one, amount in commitments.shortfall_due(agreement, as_of, kind)
            if one.end - ONE + terms <= through]


def late_exits(agreement, as_of, through):
    """The day from which late delivery lets the buyer leave: of each tranche that is late."""
    limit, end = agreement.whole("late_exit_days"), standing.exit_day(agreement, as_of)
    if limit is None:
        return []
    found = []
    for promise in delivery.incomplete(agreement, as_of):
        if promise.due and promise.due < as_of and not delivery.unclear(agreement, promise, as_of):
            day = promise.due + timedelta(days=limit)
            if day <= through and (end is None or day < end):
                found.append((day, "late_exit", promise.tranche, None))
    return found


def terms(agreement, as_of, through):
    """What notice, lock-in and the end of the term ask for."""
    found = []
    noticed = standing.given(agreement, as_of)
    if noticed is not None:
        if known(noticed) and as_of <= noticed <= through:
            found.append((noticed, "exit", None, None))
        return found
    lock = standing.lock_in_end(agreement)
    if standing.may_leave(agreement, "buyer") and lock is not None and known(lock) \
            and as_of <= lock <= through and not ends_by(agreement, lock):
        found.append((lock, "lock_in_end", None, None))
    if standing.renews(agreement) is None:
        end = standing.first_exit(agreement)
        if end and as_of <= end - ONE <= through:
            found.append((end - ONE, "contract_end", None, None))
        return found
    for exit_day in standing.term_exits(agreement):
        if exit_day - HORIZON > through + HORIZON:
            break
        last = standing.last_renewal_notice(agreement, exit_day)
        if last and as_of <= last <= through:
            found.append((last, "last_notice", None, None))
        if as_of <= exit_day <= through:
            found.append((exit_day, "auto_renewal", None, None))
    return found


def ends_by(agreement, day):
    """Whether the term ends by a day and does not renew."""
    end = standing.first_exit(agreement)
    return standing.renews(agreement) is None and end is not None and end <= day


def milestones(agreement, as_of, through):
    """The last day of each open interval of a minimum with its projected shortfall, and of the
    next."""
    found = []
    for key in commitments.ramps(agreement):
        begun = {one.start: one for one in commitments.measure(agreement, key, as_of)}
        coming = [one for one in commitments.intervals(commitments.ramps(agreement)[key])
                  if one.end - ONE > as_of]
        still = [one for one in coming if one.start <= as_of]
        for one in still + [one for one in coming if one.start > as_of][:1]:
            if one.end - ONE <= through:
                mine = begun.get(one.start)
                amount = mine.shortfall if mine and key[0] == "spend" else None
                found.append((one.end - ONE, "milestone",
                              f"{one.start.isoformat()} to {(one.end - ONE).isoformat()}", amount))
    return found


def claims(agreement, as_of, through):
    """The last day to claim each credit that is missing, listed for 90 days after it."""
    found = []
    for row in credits.months(agreement, as_of):
        day, missing = row["claim_by"], row["missing"]
        if row["over"] and day and (not known(missing) or missing > 0) \
                and as_of - timedelta(days=90) <= day <= through:
            found.append((day, "claim_deadline", None, missing))
    return found


def invoices(facts, as_of):
    """The due days of invoices that are not wholly paid: (day, number, contracts, invoice)."""
    found, payers = [], payables.payers(facts, as_of)
    for invoice in payables.invoices(facts, as_of):
        if invoice.due and invoice.payable > 0 and invoice.due <= as_of + HORIZON \
                and (invoice.due >= as_of or invoice.provider in payers):
            found.append((invoice.due, invoice.number, invoice.named, invoice))
    return found


def disputes(facts, as_of):
    """The day on which each dispute that is open was opened: (day, number, contracts, invoice, its
    amount)."""
    every = {(one.provider, one.number): one for one in payables.invoices(facts, as_of)}
    found = []
    for row in facts.disputes:
        opened, resolved = first_day(row["opened_on"]), last_day(row.get("resolved_on"))
        invoice = every.get((row["provider"], row["number"]))
        if invoice and opened <= as_of and (resolved is None or resolved > as_of):
            amount = Fraction(row["amount"]) if row.get("amount") else invoice.total
            found.append((opened, invoice.number, invoice.named, invoice, amount))
    return found


def deliveries(agreement, as_of, through):
    """The due day of promised capacity that is not all there."""
    found, end = [], standing.exit_day(agreement, as_of)
    for promise in delivery.incomplete(agreement, as_of):
        silent = delivery.unclear(agreement, promise, as_of)
        if silent and promise.due and promise.due < as_of:
            continue
        if promise.due and promise.due <= through and (end is None or promise.due < end):
            found.append((promise.due, "delivery_due", promise.tranche, None))
    return found
