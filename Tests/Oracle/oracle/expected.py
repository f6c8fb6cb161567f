"""What each report must say: the oracle's figures, written as the reports write them.

A table is a list of rows; a row is a key (what finds it) and its cells. A cell is the text or number that
must stand there, a `Missing` with the codes that may, or None for nothing at all.
"""

from fractions import Fraction

from . import commitments, credits, exits, fees, standing, unbilled
from .compare import OPTIONAL
from .days import month_length, month_of, month_over, month_start, month_text, months
from .money import Either, Missing, coin, combine, first_missing, known, ratio, stored, to_minor, total, write

FAMILIES = {}


def family(name, *arguments):
    """Register a function that gives the tables of a report."""
    def register(function):
        FAMILIES[name] = (function, arguments)
        return function
    return register


def money(value, currency):
    """A computed amount, or why it is not there."""
    return value if value is None or isinstance(value, Missing) else coin(value, currency)


def share(value, whole):
    """A ratio of two figures, or why it is not there."""
    if not known(value, whole):
        return first_missing(value, whole)
    if whole == 0:
        return Missing("zero")
    return Missing("negative") if whole < 0 else ratio(value / whole)


def headline(agreement):
    value = agreement.number("headline_value")
    return value if value is not None else Missing("not_recorded", "not_disclosed")


def day_text(day):
    return day if isinstance(day, Missing) else day.isoformat() if day else None


def money_cells(row, columns, currency):
    return {column: money(row[column], currency) for column in columns}


def exposed(facts, as_of, announced):
    return [a for a in exits.listed(facts.agreements, as_of) if a.announced == announced]


def exposure_row(agreement, as_of):
    """The row of a contract, and those of its exits."""
    rows, least = exits.exposure(agreement, as_of)
    by_days, least_days = exits.exposure(agreement, as_of, "days")
    currency = agreement.currency
    cells = {
        "headline": (stored(headline(agreement), currency) if known(headline(agreement))
                     else headline(agreement)),
        "exit_on": day_text(least["exit_on"]) if least else Missing("not_recorded"),
        "firm": money(least["amount"], currency) if least else Missing("not_recorded"),
        "exit_kind": least["kind"] if least else None,
        "share_of_headline": share(least["amount"], headline(agreement))
        if least else Missing("not_recorded"),
        "firm_days": money(least_days["amount"], currency) if least else Missing("not_recorded"),
    }
    exit_rows = []
    for one, other in zip(rows, by_days):
        columns = ("fees", "beyond_fees", "termination_fee", "prepaid_forfeited", "credits_due",
                   "shortfall_due", "amount")
        figures = money_cells(one, columns, currency)
        if not known(one["fees"]):
            for name in ("beyond_fees", "prepaid_forfeited"):
                figures[name] = Either(figures[name], one["fees"])
        exit_rows.append(((agreement.reference, one["kind"]), {
            "exit_on": day_text(one["exit_on"]), **figures,
            "amount_days": money(other["amount"], currency),
            "is_least": "yes" if one is least and known(one["amount"]) else None,
            "share_of_headline": share(one["amount"], headline(agreement))}))
        if one["exit_on"] == exits.RULED_OUT:
            exit_rows[-1][1][OPTIONAL] = True
    cells["cost_to_leave"], cells["cost_to_leave_days"] = cells["firm"], cells["firm_days"]
    return ((agreement.reference,), cells), exit_rows


@family("exposure", "report", "exposure", "--convention", "both")
def exposure(facts, as_of):
    tables = {"rows": [], "announced": [], "exits": []}
    for agreement in exits.listed(facts.agreements, as_of):
        row, rows = exposure_row(agreement, as_of)
        tables["announced" if agreement.announced else "rows"].append(row)
        tables["exits"] += rows
    for agreement in facts.agreements:
        if standing.over(agreement, as_of):
            cells = {"firm": Missing("over"), "exit_on": Missing("over"), OPTIONAL: True}
            for table in ("announced", "rows"):
                tables[table].append(((agreement.reference,), cells))
    return tables, {"rows": ["contract"], "announced": ["contract"], "exits": ["contract", "kind"]}


YEARS = ["year_1", "year_2", "year_3", "year_4", "year_5", "thereafter"]


def obligation_row(agreement, as_of, convention, start_month):
    exit_day, years = exits.ladder(agreement, as_of, convention, start_month)
    cells = {"state": "announced" if agreement.announced else
             "started" if exits.started(agreement, as_of) else "not started",
             "exit_on": day_text(exit_day)}
    if known(years):
        parts, whole = exits.in_coins(years, agreement.currency)
        cells |= {name: coin(part, agreement.currency) for name, part in zip(YEARS, parts)}
        cells["total"] = coin(whole, agreement.currency)
        cells["share_of_headline"] = share(sum(years), headline(agreement))
    else:
        cells |= {name: years for name in YEARS + ["total", "share_of_headline"]}
        if not known(headline(agreement)):
            cells["share_of_headline"] = first_missing(years, headline(agreement))
    return ((agreement.reference,), cells)


def obligations_tables(facts, as_of, convention="months", start_month=1):
    tables = {"rows": [], "announced": []}
    for agreement in exits.listed(facts.agreements, as_of):
        tables["announced" if agreement.announced else "rows"].append(
            obligation_row(agreement, as_of, convention, start_month))
    return tables, {"rows": ["contract"], "announced": ["contract"]}


@family("obligations", "report", "obligations")
def obligations(facts, as_of):
    return obligations_tables(facts, as_of)


@family("obligations-days", "report", "obligations", "--convention", "days",
        "--fiscal-year-start", "7")
def obligations_by_days(facts, as_of):
    return obligations_tables(facts, as_of, "days", 7)


@family("commitments", "report", "commitments")
def commitments_tables(facts, as_of):
    tables = {"rows": [], "intervals": [], "usage": [], "usage_intervals": []}
    for agreement in facts.agreements:
        for key in commitments.ramps(agreement):
            spend = key[0] == "spend"

            def shown(value):
                if value is None or isinstance(value, Missing):
                    return value
                return coin(value, agreement.currency) if spend else value
            row = commitments.summary(agreement, key, as_of)
            cells = {name: shown(row[name]) for name in (
                "committed_to_date", "applied_to_date", "unused", "overage", "committed",
                "remaining", "required_per_month", "actual_per_month")}
            cells |= {"utilisation": combine(ratio, row["utilisation"]),
                      "months_left": row["months_left"], "ends_on": row["ends_on"].isoformat(),
                      "pace": combine(ratio, row["pace"])}
            draw = key[2].replace("_", " ")
            name = (agreement.reference, draw) if spend else (agreement.reference, key[1], draw)
            tables["rows" if spend else "usage"].append((name, cells))
            for one in commitments.measure(agreement, key, as_of):
                tables["intervals" if spend else "usage_intervals"].append((
                    (agreement.reference, one.start.isoformat()), {
                        "to": (one.end.fromordinal(one.end.toordinal() - 1)).isoformat(),
                        "minimum": shown(one.minimum), "required": shown(one.required),
                        "delivered_share": combine(ratio, one.share),
                        "applied": shown(one.applied), "carried_in": shown(one.carried_in),
                        "projected": shown(one.projected), "shortfall": shown(one.shortfall),
                        "carried_out": shown(one.carried_out)}))
    return tables, {"rows": ["contract", "draw"], "usage": ["contract", "unit", "draw"],
                    "intervals": ["contract", "from"], "usage_intervals": ["contract", "from"]}


@family("unbilled", "report", "unbilled")
def unbilled_tables(facts, as_of):
    tables = {"rows": []}
    for agreement in facts.agreements:
        if agreement.announced:
            continue
        for month in unbilled.months_listed(agreement, as_of):
            row = unbilled.row(agreement, month, as_of)
            cells = money_cells(row, ("fee", "delivered_value", "billed", "unbilled", "prepaid"),
                                agreement.currency)
            cells["delivered_share"] = combine(ratio, row["delivered_share"])
            if row["fee"] == 0:
                del cells["delivered_share"]
            elif month_start(month) > as_of or not unbilled.scheduled(agreement, month, as_of):
                for name in ("fee", "delivered_share"):  # there is no fee to speak of
                    cells[name] = Either(cells[name], Missing("not_applicable", "not_yet"))
            tables["rows"].append(((agreement.reference, month_text(month)), cells))
    return tables, {"rows": ["contract", "month"]}


@family("credits", "report", "credits")
def credits_tables(facts, as_of):
    tables = {"rows": [], "months": []}
    for agreement in facts.agreements:
        for row in credits.credits(agreement, as_of):
            cells = money_cells(row, ("fee", "credit", "owed"), agreement.currency)
            cells |= {name: None if row[name] is None else write(row[name], 0)
                      for name in ("below_percent", "credit_percent")}
            tables["rows"].append(
                ((agreement.reference, month_text(row["month"]), row["tranche"] or None), cells))
        told = {(row["month"], row["tranche"]) for row in credits.credits(agreement, as_of)}
        for row in credits.months(agreement, as_of):
            if not any(month == row["month"] for month, _ in told):
                tables["rows"].append(
                    ((agreement.reference, month_text(row["month"]), None), {OPTIONAL: True}))
            cells = money_cells(row, ("owed", "received", "missing"), agreement.currency)
            cells["claim_by"] = row["claim_by"].isoformat() if row["claim_by"] else None
            tables["months"].append(((agreement.reference, month_text(row["month"])), cells))
    return tables, {"rows": ["contract", "month", "tranche"], "months": ["contract", "month"]}
