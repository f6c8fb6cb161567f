"""What was promised, what stood there, and the share of it (M13, M22, ruling 23)."""

from fractions import Fraction

from .days import ONE, days, last_day
from .facts import remember
from .money import Missing, first_missing


class Promise:
    """A promised tranche: how much, of what measure, and when."""

    def __init__(self, row):
        self.tranche = row["tranche"]
        self.site = row.get("site", "")
        self.accelerator = row.get("accelerator", "")
        self.count = int(row["accelerator_count"]) if row.get("accelerator_count") else None
        self.mw = Fraction(row["capacity_mw"]) if row.get("capacity_mw") else None
        self.mw_basis = row.get("mw_basis", "")
        self.due = last_day(row.get("due_on"))

    @property
    def measure(self):
        """Accelerators of a kind, else megawatts of a basis: what is never added to another."""
        if self.count is not None:
            return ("accelerators", self.accelerator)
        return ("mw", self.mw_basis) if self.mw is not None else None

    @property
    def amount(self):
        return Fraction(self.count) if self.count is not None else self.mw


class Part:
    """A part that was delivered."""

    def __init__(self, row):
        self.tranche = row.get("tranche", "")
        self.site = row.get("site", "")
        self.accelerator = row.get("accelerator", "")
        self.count = int(row["accelerator_count"]) if row.get("accelerator_count") else None
        self.mw = Fraction(row["capacity_mw"]) if row.get("capacity_mw") else None
        self.mw_basis = row.get("mw_basis", "")
        self.delivered = last_day(row.get("delivered_on"))
        self.accepted = last_day(row.get("accepted_on"))
        self.withdrawn = last_day(row.get("withdrawn_on"))
        self.planned = row["status"] == "planned"

    def amount_in(self, promise):
        """How much it is in a promise's measure; None where its record does not say."""
        return (Fraction(self.count) if self.count is not None else None) \
            if promise.count is not None else self.mw

    def stands(self, day):
        return self.delivered <= day and (self.withdrawn is None or day < self.withdrawn)


@remember
def promises(agreement):
    """The promised tranches; a tranche `total` is the whole promise, and stands alone."""
    rows = [Promise(row) for row in agreement.capacity]
    whole = [promise for promise in rows if promise.tranche == "total"]
    return whole or rows


@remember
def parts(agreement, promise, as_of):
    """What had been delivered for a promise by a day.

    A delivery is for the promise of its tranche; without a tranche, for that of its site; else for
    the contract's only promise. Another accelerator than promised is not for it.
    """
    every = promises(agreement)
    found = []
    for part in map(Part, agreement.deliveries):
        if part.planned or part.delivered is None or part.delivered > as_of:
            continue
        if part.tranche:
            mine = part.tranche == promise.tranche
        elif part.site and any(part.site == one.site for one in every):
            mine = part.site == promise.site
        else:
            mine = len(every) == 1
        if mine and (not part.accelerator or not promise.accelerator
                     or part.accelerator == promise.accelerator):
            found.append(part)
    return found


@remember
def standing_on(agreement, promise, day, as_of):
    """How much of a promise stood there on a day, never more than was promised."""
    recorded = parts(agreement, promise, as_of)
    if not recorded:
        return Missing("no_delivery_recorded")
    if promise.amount is None:
        return Missing("not_disclosed", "not_recorded")
    there = Fraction(0)
    for part in recorded:
        if part.stands(day):
            if part.amount_in(promise) is None:
                return Missing("not_disclosed", "not_recorded")
            there += part.amount_in(promise)
    return min(there, promise.amount)


def share_on(agreement, chosen, day, as_of):
    """The delivered share of promises on a day, or why it is not known."""
    there = [standing_on(agreement, promise, day, as_of) for promise in chosen]
    reasons = [one for one in there if isinstance(one, Missing)]
    if len({promise.measure for promise in chosen}) > 1:
        reasons.append(Missing("measures_differ", "not_recorded"))
    if reasons:
        return first_missing(*reasons)
    return sum(there) / sum(promise.amount for promise in chosen)


def due_by(agreement, day):
    """The promises that are due on a day; one without a due day is due from the start."""
    return [promise for promise in promises(agreement) if promise.due is None or promise.due <= day]


def relief_share(agreement, start, end, as_of):
    """The share by which late delivery lowers a minimum (M7): what stood there over what was due,
    day by day, tranche by tranche, up to the as-of day. 1 where nothing was due."""
    if not promises(agreement):
        return Missing("not_applicable")
    if not due_by(agreement, end - ONE):
        return Fraction(1)
    if not any(parts(agreement, promise, as_of) for promise in promises(agreement)):
        return Missing("no_delivery_recorded")
    there = due = Fraction(0)
    measures = set()
    for day in days(start, min(end, as_of + ONE)):
        for promise in due_by(agreement, day):
            measures.add(promise.measure)
            if promise.amount is None:
                return Missing("not_disclosed", "not_recorded", "measures_differ")
            stood = standing_on(agreement, promise, day, as_of)
            if isinstance(stood, Missing) and "no_delivery_recorded" not in stood.codes:
                return Missing(*stood.codes, "measures_differ")
            there += Fraction(0) if isinstance(stood, Missing) else stood
            due += promise.amount
    if any(promise.due is None for promise in promises(agreement)):
        return Missing("not_recorded", "no_delivery_recorded")
    if not due:
        return Fraction(1)
    if len(measures) > 1:
        return Missing("measures_differ", "not_recorded")
    return there / due


def delivered(agreement, promise, as_of):
    """How much of a promise was delivered by a day, also what was taken away since; never more than
    was promised."""
    recorded = parts(agreement, promise, as_of)
    if not recorded:
        return Missing("no_delivery_recorded")
    amounts = [part.amount_in(promise) for part in recorded]
    if promise.amount is None or None in amounts:
        return Missing("not_disclosed", "not_recorded")
    return min(sum(amounts), promise.amount)


def all_there(agreement, promise, as_of):
    """Whether all of a promise was delivered by a day, in power where all of it is known, else in
    accelerators; None where it is not disclosed how much came."""
    recorded = parts(agreement, promise, as_of)
    if not recorded:
        return False
    if promise.mw is not None and all(part.mw is not None for part in recorded):
        return sum(part.mw for part in recorded) >= promise.mw
    if promise.count is not None and all(part.count is not None for part in recorded):
        return sum(part.count for part in recorded) >= promise.count
    return None


def incomplete(agreement, as_of):
    """The promises that were not wholly delivered by a day."""
    return [promise for promise in promises(agreement)
            if not all_there(agreement, promise, as_of)]


def unclear(agreement, promise, as_of):
    """Whether something was delivered for a promise, and it is not known how much."""
    return all_there(agreement, promise, as_of) is None


@remember
def fee_share_on(agreement, tranche, day, as_of):
    """The delivered share that a fee of a tranche (or of the contract) depends on, on a day.

    None where the fee is fixed: no capacity is promised, or it stands beside fees of tranches.
    `not_yet` where nothing is due on the day.
    """
    every = promises(agreement)
    if not every:
        return None
    if tranche:
        chosen = [promise for promise in every if promise.tranche == tranche]
        if not chosen:
            return Missing("not_recorded")
        if chosen[0].due is None:
            return Missing("not_recorded", "no_delivery_recorded")
        if day < chosen[0].due:
            return Missing("not_yet")
        return share_on(agreement, chosen, day, as_of)
    if any(fee.tranche for fee in agreement.fees):
        return None
    chosen = due_by(agreement, day)
    if any(promise.due is None for promise in chosen):
        differ = len({promise.measure for promise in chosen}) > 1
        return Missing("not_recorded", "no_delivery_recorded",
                       *(["measures_differ"] if differ else []))
    return share_on(agreement, chosen, day, as_of) if chosen else Missing("not_yet")
