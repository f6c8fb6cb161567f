"""M0: what state a contract is in, and on which days it can be left.

The exit day is the first day that need not be paid for. Everything that asks whether a contract
runs, is under notice, is over, or how long its term is, asks here.
"""

from datetime import date

from .days import ONE, add_months, days, first_day, last_day, month_of, month_start
from .facts import remember
from .money import Missing

OVER = ("expired", "terminated", "superseded")


@remember
def first_exit(agreement):
    """The exit day of the first term, or None where it is open."""
    if agreement.text("ends_on"):
        return last_day(agreement.text("ends_on")) + ONE
    if agreement.whole("term_months") is not None and agreement.start:
        return add_months(agreement.start, agreement.whole("term_months"))
    return None


def renews(agreement):
    """By how many months the contract renews by itself, or None where it does not; one that is
    expired has not."""
    if agreement.status == "expired":
        return None
    return agreement.whole("auto_renewal_months") or None


@remember
def term_exits(agreement, count=400):
    """The exit days of the first term and of those by which it renews, months clamped once."""
    first = first_exit(agreement)
    if first is None:
        return []
    step = renews(agreement)
    if step is None:
        return [first]
    return [add_months(first, step * k) for k in range(count)]


def last_renewal_notice(agreement, exit_day):
    """The last day of notice against the renewal at an exit day; None where it is not recorded."""
    if agreement.whole("renewal_notice_days") is not None:
        for _ in range(agreement.whole("renewal_notice_days")):
            exit_day -= ONE
        return exit_day - ONE
    if agreement.whole("renewal_notice_months") is not None:
        return add_months(exit_day, -agreement.whole("renewal_notice_months")) - ONE
    return None


@remember
def expiry(agreement, day):
    """The exit day of the term that can still be left at its end on a day, or None if it is open.

    A renewing term rolls on once the last day of notice has passed; where that is not recorded, the
    day after its end.
    """
    for exit_day in term_exits(agreement):
        if renews(agreement) is None:
            return exit_day
        last = last_renewal_notice(agreement, exit_day)
        if (day <= last) if last is not None else (day < exit_day):
            return exit_day
    return None


def lock_in_end(agreement):
    """The first day on which notice for convenience is allowed; None where nothing locks in."""
    ends = []
    if agreement.text("lock_in_until"):
        ends.append(last_day(agreement.text("lock_in_until")) + ONE)
    if agreement.whole("lock_in_months"):
        if agreement.start is None:
            return Missing("not_recorded")
        ends.append(add_months(agreement.start, agreement.whole("lock_in_months")))
    return max(ends) if ends else None


def may_leave(agreement, party):
    """Whether a party has the right of termination for convenience; an empty `notice_by` lets the
    buyer (ruling 30)."""
    if not has_notice_period(agreement):
        return False
    by = agreement.text("notice_by")
    return by in ("either", party) or (by == "" and party == "buyer")


def allowed(agreement, day):
    """The first allowed exit day on or after a day (ruling 33)."""
    steps = {"month_end": 1, "quarter_end": 3, "year_end": 12}
    step = steps.get(agreement.text("notice_to"))
    if step is None:
        return day
    month = month_of(day)
    while month_start(month) < day or month % step:
        month += 1
    return month_start(month)


def notice_over(agreement, notice_day):
    """The day on which the notice period is over, before `notice_to` is looked at."""
    if agreement.whole("notice_days") is not None:
        for _ in range(agreement.whole("notice_days")):
            notice_day += ONE
        return notice_day
    return add_months(notice_day, agreement.whole("notice_months"))


def notice_day(agreement, day):
    """The day on which notice counts if it is given on a day: after the lock-in at the earliest."""
    lock = lock_in_end(agreement)
    if isinstance(lock, Missing):
        return lock
    return max(day, lock) if lock else day


def convenience(agreement, day):
    """The exit day by notice for convenience given on a day, whoever gives it."""
    notice = notice_day(agreement, day)
    if isinstance(notice, Missing):
        return notice
    return allowed(agreement, notice_over(agreement, notice))


def has_notice_period(agreement):
    """Whether the terms of a notice for convenience are on record."""
    return (agreement.whole("notice_days") is not None
            or agreement.whole("notice_months") is not None)


@remember
def given(agreement, as_of):
    """The exit day that notice, given by a day, has set; None where none was given.

    A withdrawal takes back all that was given by its day; of several notices the earliest exit
    holds.
    """
    events = [event for event in agreement.events if last_day(event["occurred_on"]) <= as_of]
    withdrawn = [last_day(e["occurred_on"]) for e in events if e["kind"] == "notice_withdrawn"]
    exits = []
    for event in events:
        day = last_day(event["occurred_on"])
        if event["kind"] not in ("notice", "terminated") or any(day <= w for w in withdrawn):
            continue
        exits.append(exit_of_event(agreement, event, day))
    if not exits:
        return None
    days_known = [one for one in exits if not isinstance(one, Missing)]
    if not days_known:
        return exits[0]
    earliest = min(days_known)
    end = first_exit(agreement)
    return min(earliest, end) if end and renews(agreement) is None else earliest


def exit_of_event(agreement, event, day):
    """The exit day of one notice: its own, else the one that the terms give."""
    if event.get("effective_on"):
        return first_day(event["effective_on"])
    if event["kind"] == "terminated":
        return day
    ways = []
    if has_notice_period(agreement):
        ways.append(convenience(agreement, day))
    if expiry(agreement, day):
        ways.append(expiry(agreement, day))
    ways = [way for way in ways if not isinstance(way, Missing)]
    return min(ways) if ways else Missing("not_recorded")


@remember
def exit_day(agreement, as_of):
    """The day on which the contract ends as it stands: by notice, or at the end of a term that does
    not renew. None where it goes on."""
    if agreement.status in OVER:
        ended = ended_by_status(agreement)
        return ended
    noticed = given(agreement, as_of)
    if noticed is not None and not isinstance(noticed, Missing):
        return noticed
    return None if renews(agreement) else first_exit(agreement)


def ended_by_status(agreement):
    """The exit day of a contract whose status says that it is over; None where no day is on record,
    and it is over on every day."""
    noticed = given(agreement, date.max)
    if noticed is not None and not isinstance(noticed, Missing):
        return noticed
    if agreement.status == "expired":
        return first_exit(agreement)
    return None


def over(agreement, as_of):
    """Whether the contract is over on a day: from its exit day on."""
    end = exit_day(agreement, as_of)
    if agreement.status in OVER and end is None:
        return True
    return end is not None and as_of >= end


def runs(agreement, day, as_of):
    """Whether a day is one of the contract's, as it stands on the as-of day."""
    start, end = agreement.start, exit_day(agreement, as_of)
    if agreement.status in OVER and end is None:
        return False
    return (start is None or day >= start) and (end is None or day < end)


def late_exit_open(agreement, as_of, missing_tranches):
    """Whether a tranche that is not all there is late enough that the buyer may leave."""
    limit = agreement.whole("late_exit_days")
    if limit is None:
        return False
    return any(due is not None and (as_of - due).days >= limit for due in missing_tranches)


@remember
def contract_days(agreement, month, as_of):
    """The days of a month that are the contract's."""
    return [day for day in days(month_start(month), month_start(month + 1))
            if runs(agreement, day, as_of)]
