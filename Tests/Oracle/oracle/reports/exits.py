"""Exposure and obligations (M9, M18), as they are printed."""

from fractions import Fraction

from .. import commitments, exits, spend, standing
from ..compare import OPTIONAL
from ..days import ONE
from ..money import Either, Missing, coin, first_missing, known, total
from .common import OWN, converted, day_text, family, headline, share


def exposure_row(agreement, as_of, coins):
    """The row of a contract, and those of its exits."""
    rows, least = exits.exposure(agreement, as_of)
    by_days, least_days = exits.exposure(agreement, as_of, "days")
    currency = agreement.currency
    cells = {
        "headline": coins.stored(headline(agreement), currency),
        "currency": coins.currency(currency),
        "exit_on": day_text(least["exit_on"]) if least else Missing("not_recorded"),
        "cost_to_leave": coins.computed(least["amount"], currency) if least else Missing("not_recorded"),
        "exit_kind": least["kind"] if least else None,
        "share_of_headline": share(least["amount"], headline(agreement))
        if least else Missing("not_recorded"),
        "cost_to_leave_days": (coins.computed(least_days["amount"], currency) if least
                               else Missing("not_recorded")),
    }
    cells["share_of_headline_days"] = share(least_days["amount"], headline(agreement)) \
        if least else Missing("not_recorded")
    cells |= terms(agreement, as_of, coins)
    exit_rows = []
    for one, other in zip(rows, by_days):
        columns = ("fees", "beyond_fees", "termination_fee", "prepaid_forfeited", "credits_due",
                   "shortfall_due", "amount")
        figures = coins.cells(one, columns, currency)
        if not known(one["fees"]):
            for name in ("beyond_fees", "prepaid_forfeited"):
                figures[name] = Either(figures[name], one["fees"])
        exit_rows.append(((agreement.reference, one["kind"]), {
            "exit_on": day_text(one["exit_on"]), **figures,
            "amount_days": coins.computed(other["amount"], currency),
            "is_cheapest": "yes" if one is least and known(one["amount"]) else None,
            "share_of_headline": share(one["amount"], headline(agreement)),
            "share_of_headline_days": share(other["amount"], headline(agreement))}))
        if one["exit_on"] == exits.RULED_OUT:
            exit_rows[-1][1][OPTIONAL] = True
            for name in ("credits_due", "shortfall_due"):
                del exit_rows[-1][1][name]
    return ((agreement.reference,), cells), exit_rows


def terms(agreement, as_of, coins):
    """The fee in force, the lock-in and the last day for renewal notice."""
    fee = spend.in_force(agreement, as_of) if agreement.fees else Missing(
        "usage_based", "not_recorded", "not_disclosed")
    lock, term = standing.lock_in_end(agreement), standing.expiry(agreement, as_of)
    noticed = standing.given(agreement, as_of) is not None
    last = (standing.last_renewal_notice(agreement, term)
            if term and standing.renews(agreement) and not noticed else None)
    return {"monthly_fee": coins.stored(fee, agreement.currency),
            "lock_in_until": lock if not known(lock) else day_text(lock - ONE) if lock else None,
            "last_notice_on": day_text(last)}


@family("exposure", "report", "exposure", "--convention", "both")
def exposure(facts, as_of, coins=OWN):
    tables = {"rows": [], "announced": [], "exits": []}
    for agreement in exits.listed(facts.agreements, as_of):
        row, rows = exposure_row(agreement, as_of, coins.of(agreement.reference))
        tables["announced" if agreement.announced else "rows"].append(row)
        tables["exits"] += rows
    for agreement in facts.agreements:
        if standing.over(agreement, as_of):
            coins.of(agreement.reference).may_need(agreement.currency)
            cells = {"cost_to_leave": Missing("over"), "exit_on": Missing("over"), OPTIONAL: True}
            for table in ("announced", "rows"):
                tables[table].append(((agreement.reference,), cells))
    return tables, {"rows": ["contract"], "announced": ["contract"], "exits": ["contract", "kind"]}


YEARS = ["year_1", "year_2", "year_3", "year_4", "year_5", "thereafter"]


def obligation_row(agreement, as_of, convention, start_month, coins):
    exit_day, years = exits.ladder(agreement, as_of, convention, start_month)
    due = [amount for _, amount in commitments.shortfall_due(agreement, as_of)]
    cells = {"shortfall_due": coins.computed(total(due), agreement.currency),
             "headline": coins.stored(headline(agreement), agreement.currency),
             "currency": coins.currency(agreement.currency),
             "state": "announced" if agreement.announced else
             "started" if exits.started(agreement, as_of) else "not started",
             "exit_on": day_text(exit_day)}
    if known(years):
        cells |= year_cells([coins.exact(year, agreement.currency) for year in years],
                            coins.currency(agreement.currency))
        cells["share_of_headline"] = share(sum(years), headline(agreement))
    else:
        cells |= {name: years for name in YEARS + ["total", "share_of_headline"]}
        if not known(headline(agreement)):
            cells["share_of_headline"] = first_missing(years, headline(agreement))
    return ((agreement.reference,), cells)


def year_cells(years, currency):
    """The years and their total, which they add up to."""
    parts, whole = exits.in_coins(years, currency)
    return {name: coin(part, currency) for name, part in zip(YEARS + ["total"], [*parts, whole])}


def obligations_tables(facts, as_of, convention="months", start_month=1, coins=OWN):
    tables = {"rows": [], "announced": []}
    for agreement in exits.listed(facts.agreements, as_of):
        tables["announced" if agreement.announced else "rows"].append(
            obligation_row(agreement, as_of, convention, start_month,
                           coins.of(agreement.reference)))
    return tables, {"rows": ["contract"], "announced": ["contract"]}


@family("obligations", "report", "obligations")
def obligations(facts, as_of):
    return obligations_tables(facts, as_of)


@family("obligations-days", "report", "obligations", "--convention", "days",
        "--fiscal-year-start", "7")
def obligations_by_days(facts, as_of):
    return obligations_tables(facts, as_of, "days", 7)


def group_tables(facts, as_of, dimension, coins=OWN):
    """Obligations by provider, buyer or currency: what is known is added."""
    listed = exits.listed(facts.agreements, as_of)
    key = ([] if dimension == "currency" else [dimension]) + ["currency"]
    return {table: group_rows([one for one in listed if one.announced == announced], as_of,
                              dimension, coins)
            for table, announced in (("rows", False), ("announced", True))}, {
        "rows": key, "announced": key}


def group_rows(agreements, as_of, dimension, coins):
    """The sums of contracts by provider, buyer or currency."""
    sums = {}
    for agreement in agreements:
        mine = coins.of(agreement.reference)
        who = () if dimension == "currency" else (agreement.text(dimension),)
        cell = sums.setdefault(who + (coins.currency(agreement.currency),), {
            "contracts": 0, "not_known": 0, "years": [Fraction(0)] * 6})
        _, years = exits.ladder(agreement, as_of)
        cell["contracts"] += 1
        if known(years):
            cell["years"] = [a + mine.exact(b, agreement.currency)
                             for a, b in zip(cell["years"], years)]
        else:
            if known(headline(agreement)) or commitments.shortfall_due(agreement, as_of):
                mine.may_need(agreement.currency)  # what the report by contract shows
            cell["not_known"] += 1
    rows = []
    for key, cell in sums.items():
        cells = {"contracts": cell["contracts"], "not_known": cell["not_known"]}
        if cell["contracts"] > cell["not_known"]:
            cells |= year_cells(cell["years"], key[-1])
        rows.append((key, cells))
    return rows


def group_family(dimension):
    @family(f"obligations-{dimension}", "report", "obligations", "--by", dimension)
    def tables(facts, as_of):
        return group_tables(facts, as_of, dimension)


    converted(f"obligations-{dimension}",
              lambda facts, as_of, coins: group_tables(facts, as_of, dimension, coins),
              "report", "obligations", "--by", dimension)


for each in ("provider", "buyer", "currency"):
    group_family(each)

converted("exposure", exposure, "report", "exposure", "--convention", "both")
converted("obligations", lambda facts, as_of, coins: obligations_tables(facts, as_of, coins=coins),
          "report", "obligations")
converted("obligations-days",
          lambda facts, as_of, coins: obligations_tables(facts, as_of, "days", 7, coins),
          "report", "obligations", "--convention", "days", "--fiscal-year-start", "7")
