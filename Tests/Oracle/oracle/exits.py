"""What leaving costs (M18), what must still be paid (M9), and until when notice can be given (M19).
"""

from datetime import date, timedelta
from fractions import Fraction

from . import charges, commitments, credits, delivery, fees, standing
from .days import ONE, add_months, days, last_day, month_of, month_start, months, overlap
from .facts import remember
from .money import Missing, combine, first_missing, half_even, known, total, MINOR_DIGITS

RULED_OUT = Missing("ruled_out", "not_yet", "not_disclosed")


def by_months(agreement, start, end):
    """The cost of days, a piece each month: (from, to, amount)."""
    pieces = []
    for month in months(start, end):
        a, b = overlap(start, end, month_start(month), month_start(month + 1))
        pieces.append((a, b, fees.cost(agreement, a, b)))
    return pieces


def fee_pieces(agreement, as_of, exit_day, notice, convention):
    """The fees from the as-of day to an exit, in pieces of days (rulings 1, 18 and 33).

    `notice` is the day on which notice for convenience counts, None for an exit that comes without
    one. By days a day is 12 fees / 365; by months thirty days of notice are the fee of a month, a
    month of notice likewise, and what is left counts by the days of its month.
    """
    if convention == "days":
        return [(day, day + ONE, fees.cost_by_year_days(agreement, day, day + ONE))
                for day in days(as_of, exit_day)]
    if notice is None:
        return by_months(agreement, as_of, exit_day)
    pieces, k = by_months(agreement, as_of, notice), 0
    if agreement.whole("notice_days") is not None:
        marks = [notice + timedelta(days=30 * n)
                 for n in range(agreement.whole("notice_days") // 30 + 1)]
    else:
        marks = [add_months(notice, n) for n in range(agreement.whole("notice_months") + 1)]
    for a, b in zip(marks, marks[1:]):
        pieces.append((a, b, fees.month_cost(agreement, month_of(notice) + k)))
        k += 1
    return pieces + by_months(agreement, marks[-1], exit_day)


def minimum_pieces(agreement, as_of, exit_day):
    """What minimums of money ask for beyond the fees up to an exit: (day due, amount)."""
    found = []
    for key in commitments.ramps(agreement):
        if key[0] != "spend":
            continue
        found += (pool_pieces if key[2] == "burn_down" else build_up_pieces)(
            agreement, key, as_of, exit_day)
    return found


def carried_by(agreement, key, as_of):
    """What the intervals that are over carry on to the next."""
    over = [one for one in commitments.measure(agreement, key, as_of) if one.over]
    return over[-1].carried_out if over else Fraction(0)


def build_up_pieces(agreement, key, as_of, exit_day):
    """Of each interval that is not over: its minimum up to the exit, less what is billed for these
    days and the fees of those that are not billed yet (rulings 21 and 34)."""
    lines = commitments.lines_for(agreement, key, as_of)
    covered, found = charges.covered_days(lines), []
    carried = carried_by(agreement, key, as_of)
    for one in commitments.intervals(commitments.ramps(agreement)[key]):
        if one.end - ONE <= as_of or one.start >= exit_day:
            continue
        cut = min(one.end, exit_day)
        minimum = one.minimum * (cut - one.start).days / (one.end - one.start).days
        found.append((cut - ONE, beyond(agreement, minimum, lines, covered, one.start, cut, carried)))
        carried = Fraction(0)
    return found


def pool_pieces(agreement, key, as_of, exit_day):
    """Each pool that begins after the as-of day and before the exit, in full (ruling 24)."""
    return [(one.start, one.minimum)
            for one in commitments.intervals(commitments.ramps(agreement)[key])
            if as_of < one.start < exit_day]


def beyond(agreement, minimum, lines, covered, start, end, carried):
    """A minimum less what is carried on, billed for days and asked for by fees of days that are not billed."""
    each = [fees.cost(agreement, day, day + ONE) for day in days(start, end)
            if day not in covered] if agreement.fees else []
    left = minimum - charges.charged(lines, start, end) - sum(part for part in [carried, *each] if known(part))
    return Fraction(0) if left <= 0 else combine(lambda *_: left, total(each), carried)


def termination_fee(agreement, exit_day, as_of):
    """What leaving on a day costs by itself; nothing at the end of a term."""
    if exit_day in standing.term_exits(agreement):
        return Fraction(0)
    if not agreement.termination_fees:
        return agreement.number("termination_fee") or Fraction(0)
    rows = sorted(agreement.termination_fees, key=lambda row: first_of(row))
    covering = [row for row in rows if first_of(row) <= exit_day
                and (not row.get("to") or exit_day <= last_day(row["to"]))]
    if not covering:
        return Fraction(0)
    row = covering[-1]
    if row.get("fee"):
        return Fraction(row["fee"])
    share = Fraction(row["remaining_percent"]) / 100
    return combine(lambda rest: rest * share, remaining_fees(agreement, exit_day))


def first_of(row):
    from .days import first_day
    return first_day(row["from"])


def remaining_fees(agreement, exit_day):
    """The fees that the schedule has from an exit to the contract's last day (ruling 27)."""
    if not agreement.fees:
        return fee_total(agreement, [None])
    ends = [day for day in standing.term_exits(agreement) if day >= exit_day]
    if ends:
        return fees.cost(agreement, exit_day, ends[0])
    if any(fee.last is None for fee in agreement.fees):
        return Missing("not_recorded", "not_disclosed")
    last = max(month_start(fee.last + 1) for fee in agreement.fees)
    return fees.cost(agreement, exit_day, last) if exit_day < last else Fraction(0)


def prepaid(agreement, as_of, exit_day, pieces):
    """What is prepaid and lost: what the fees leave of the pools that are running; without such a
    pool, what was billed for days from the exit on."""
    lost = []
    for key in commitments.ramps(agreement):
        if key[0] != "spend" or key[2] != "burn_down":
            continue
        lines = commitments.lines_for(agreement, key, as_of)
        for one in commitments.intervals(commitments.ramps(agreement)[key]):
            if one.start <= as_of < one.end:
                used = charges.charged(lines, one.start, as_of + ONE)
                drawn = drawn_until(agreement, pieces, min(exit_day, one.end))
                lost.append(combine(
                    lambda fees_drawn: max(Fraction(0), one.minimum - used - fees_drawn), drawn))
    if lost:
        return total(lost)
    lines = charges.net(charges.issued(agreement.lines, as_of))
    return max(Fraction(0), charges.charged(lines, exit_day, date(2300, 1, 1)))


def drawn_until(agreement, pieces, end):
    """The fees that draw on a pool up to its end, or the exit: of a piece that goes on, by its days."""
    early = [(a, b, combine(lambda part: part * (min(b, end) - a).days / (b - a).days, amount))
             for a, b, amount in pieces if a < end]
    return fee_total(agreement, early)


def fee_total(agreement, pieces):
    """The sum of fees; of a contract without any, 0 beside a minimum of money, else not known."""
    if agreement.fees:
        return total(amount for _, _, amount in pieces)
    if any(key[0] == "spend" for key in commitments.ramps(agreement)):
        return Fraction(0)
    return Missing("usage_based", "not_recorded", agreement.undisclosed)


def ways(agreement, as_of):
    """The exits of a contract on a day: (kind, exit day or why not, the day notice counts from)."""
    noticed = standing.given(agreement, as_of)
    if noticed is not None:
        return [("notice given", noticed, None)]
    found, term = [], standing.expiry(agreement, as_of)
    for kind, party in (("convenience", "buyer"), ("provider", "provider")):
        if standing.may_leave(agreement, party):
            day = standing.convenience(agreement, as_of)
            if known(day) and term and standing.renews(agreement) is None and day > term:
                day = RULED_OUT
            found.append((kind, day, standing.notice_day(agreement, as_of)))
    if term:
        found.append(("expiry", term, None))
    open_ones = delivery.incomplete(agreement, as_of)
    late = [one.due for one in open_ones if not delivery.unclear(agreement, one, as_of)]
    if standing.late_exit_open(agreement, as_of, late):
        found.append(("late delivery", as_of, None))
    elif agreement.whole("late_exit_days") is not None:
        found.append(("late delivery", RULED_OUT, None))
    return found


def exit_row(agreement, as_of, way, convention="months"):
    """The figures of one exit (M18)."""
    kind, exit_day, notice = way
    columns = ("fees", "beyond_fees", "termination_fee", "prepaid_forfeited", "credits_due",
               "shortfall_due", "amount")
    row = {"kind": kind, "exit_on": exit_day}
    row["credits_due"] = credits.due(agreement, as_of)
    row["shortfall_due"] = total(a for _, a in commitments.shortfall_due(agreement, as_of))
    if not known(exit_day):
        return {**{column: exit_day for column in columns}, **row}
    pieces = fee_pieces(agreement, as_of, exit_day, notice, convention)
    at_once = kind == "late delivery" and not pieces
    row["fees"] = Fraction(0) if at_once else fee_total(agreement, pieces)
    row["beyond_fees"] = total(amount for _, amount in minimum_pieces(agreement, as_of, exit_day))
    pays = kind in ("convenience", "notice given")
    row["termination_fee"] = termination_fee(agreement, exit_day, as_of) if pays else Fraction(0)
    row["prepaid_forfeited"] = Fraction(0) if kind in ("provider", "late delivery") else prepaid(
        agreement, as_of, exit_day, pieces)
    row["amount"] = combine(
        lambda f, b, t, p, s, c: max(Fraction(0), f + b + t + p + s - c), row["fees"],
        row["beyond_fees"], row["termination_fee"], row["prepaid_forfeited"], row["shortfall_due"],
        row["credits_due"])
    return row


@remember
def exposure(agreement, as_of, convention="months"):
    """Every exit, and the cheapest that the buyer can take."""
    rows = [exit_row(agreement, as_of, way, convention) for way in ways(agreement, as_of)]
    return rows, cheapest(rows)


def cheapest(rows):
    """The cheapest exit of the buyer. One that is not known, and would come no later, stands in its
    place: then it may be the cheapest."""
    mine = [row for row in rows if row["kind"] != "provider" and row["exit_on"] != RULED_OUT]
    if not mine:
        return None
    sure = [row for row in mine if known(row["amount"])]
    least = min(sure, key=lambda row: (row["amount"], row["exit_on"])) if sure else None
    for row in mine:
        if not known(row["amount"]) and (least is None or not known(row["exit_on"])
                                         or row["exit_on"] <= least["exit_on"]):
            return row
    return least


@remember
def free_exits(agreement, as_of):
    """The earliest exits that cost no penalty (M9): (exit day, the day notice counts from); two
    where notice ends on the day that the term does, too."""
    noticed = standing.given(agreement, as_of)
    if noticed is not None:
        return [(noticed, None)]
    term = standing.expiry(agreement, as_of)
    if not standing.may_leave(agreement, "buyer"):
        return [(term or Missing("not_recorded"), None)]
    first = standing.convenience(agreement, as_of)
    if not known(first):
        return [(first, None)]
    found = notice_when_free(agreement, as_of, first, term)
    if term and (not found or found[0][0] >= term):
        found = [one for one in found if one[0] == term] + [(term, None)]
    return found or [(Missing("not_recorded", "ruled_out"), None)]


def notice_when_free(agreement, as_of, first, term):
    """The first exit by notice that costs nothing, none after the term: if it is not the one that
    notice on the as-of day gives, the notice is given on the last day that still gives it."""
    day, tried = as_of, None
    while day <= changes_until(agreement, as_of):
        exit_day = standing.convenience(agreement, day)
        if term and (exit_day > term or exit_day == term != first):
            break
        if exit_day != tried and termination_fee(agreement, exit_day, as_of) == 0:
            while exit_day != first and standing.convenience(agreement, day + ONE) == exit_day:
                day += ONE
            return [(exit_day, standing.notice_day(agreement, day))]
        day, tried = day + ONE, exit_day
    return []


def changes_until(agreement, as_of):
    """The last day on which giving notice can cost something else than on the day before: after the
    rows of fees and termination fees, and the term, have ended, nothing changes any more."""
    ends = [as_of, standing.expiry(agreement, as_of) or as_of]
    if not agreement.termination_fees:
        return max(ends)
    ends += [month_start(fee.last + 1) for fee in agreement.fees if fee.last is not None]
    for row in agreement.termination_fees:
        ends.append(first_of(row))
        if row.get("to"):
            ends.append(last_day(row["to"]) + ONE)
    return max(ends)


def payments(agreement, as_of, convention, exit_day, notice):
    """All that must still be paid up to an exit: [(from, to, amount)], or why it is not known."""
    if not known(exit_day):
        return exit_day
    pieces = fee_pieces(agreement, as_of, exit_day, notice, convention)
    sure = fee_total(agreement, pieces)
    if not known(sure):
        return sure
    pieces = pieces if agreement.fees else []
    for day, amount in minimum_pieces(agreement, as_of, exit_day):
        pieces.append((day, day + ONE, amount))
    if standing.given(agreement, as_of) is not None:
        pieces.append((exit_day, exit_day + ONE, termination_fee(agreement, exit_day, as_of)))
    for _, amount in commitments.shortfall_due(agreement, as_of):
        pieces.append((as_of, as_of + ONE, amount))
    bad = [amount for _, _, amount in pieces if not known(amount)]
    return first_missing(*bad) if bad else pieces


def fiscal_year(day, start_month):
    """The fiscal year of a day, named by the year in which it ends."""
    return day.year + (1 if start_month > 1 and day.month >= start_month else 0)


def ladder(agreement, as_of, convention="months", start_month=1):
    """The obligations by year 1 to 5 and thereafter, exactly; or why they are not known. Of two
    exits on one day the cheaper counts (M0)."""
    ways = [(exit_day, payments(agreement, as_of, convention, exit_day, notice))
            for exit_day, notice in free_exits(agreement, as_of)]
    sure = [way for way in ways if not isinstance(way[1], Missing)]
    if not sure:
        return ways[0]
    exit_day, pieces = min(sure, key=lambda way: sum(amount for _, _, amount in way[1]))
    years, base = [Fraction(0)] * 6, fiscal_year(as_of, start_month)
    for start, end, amount in pieces:
        for day in days(start, end):
            k = min(5, fiscal_year(day, start_month) - base)
            years[k] += amount / (end - start).days
    return exit_day, years


def in_coins(years, currency):
    """Years rounded to coins that add up to their sum, which is rounded once (rule 5)."""
    unit = 10 ** MINOR_DIGITS[currency]
    whole = int(half_even(sum(years), MINOR_DIGITS[currency]) * unit)
    shares = [year * unit for year in years]
    parts = [share.numerator // share.denominator for share in shares]
    by_rest = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
    for i in by_rest[:whole - sum(parts)]:
        parts[i] += 1
    return [Fraction(part, unit) for part in parts], Fraction(whole, unit)


def started(agreement, as_of):
    """Whether the first fee has come."""
    if agreement.fees:
        first = month_start(min(fee.first for fee in agreement.fees))
        if agreement.start:
            first = max(first, agreement.start)
        return first <= as_of
    return agreement.start is None or agreement.start <= as_of


def listed(agreements, as_of):
    """The contracts that exposure and obligations speak of: those that are not over."""
    return [agreement for agreement in agreements if not standing.over(agreement, as_of)]
