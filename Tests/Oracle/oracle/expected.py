"""What each report must say: the oracle's figures, written as the reports write them.

A table is a list of rows; a row is a key (what finds it) and its cells. A cell is the text or number that
must stand there, a `Missing` with the codes that may, or None for nothing at all.
"""

from fractions import Fraction

from . import (agenda, audit, capacity, charges, commitments, credits, delivery, exits, fees, prices,
               revenue, spend, standing, straight, unbilled)
from .compare import OPTIONAL
from .days import add_months, month_length, month_of, month_over, month_start, month_text, months
from .money import Either, Missing, Rounded, coin, combine, first_missing, known, ratio, stored, to_minor, total, write

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
    tables = {"rows": [], "straight_line": []}
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
        tables["straight_line"] += straight_rows(agreement, as_of)
    return tables, {"rows": ["contract", "month"], "straight_line": ["contract", "month"]}


def straight_rows(agreement, as_of):
    """The straight line of a contract, where its definition can be read in one way only."""
    if not agreement.fees or agreement.status in standing.OVER and standing.exit_day(agreement, as_of) is None:
        return []
    if not straight.clear(agreement, as_of):
        first = min(fee.first for fee in agreement.fees) - 24
        return [((agreement.reference, month_text(month)), {OPTIONAL: True})
                for month in range(first, month_of(as_of) + 1)]
    found = straight.rows(agreement, as_of)
    if not known(found):
        return []
    return [((agreement.reference, month_text(month)), money_cells(
        row, list(row), agreement.currency)) for month, row in found]


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


def quarter_text(quarter):
    return f"{quarter // 4}Q{quarter % 4 + 1}"


def spend_tables(facts, dimension, as_of):
    texts = {"month": month_text, "quarter": quarter_text, "year": str}
    text, rows = texts.get(dimension, lambda value: value), []
    for (value, currency), cell in spend.by(facts, dimension, as_of).items():
        if cell["lines"] + cell["taxes"]:
            cells = {"amount": stored(cell["amount"], currency), "tax": stored(cell["tax"], currency),
                     "lines": cell["lines"]}
        else:
            cells = {"amount": Missing("not_billed"), "lines": 0}
        rows.append(((text(value), currency), {**cells, "missing_invoices": cell["missing"]}))
    return {"rows": rows}, {"rows": [dimension, "currency"]}


def spend_family(dimension):
    @family(f"spend-{dimension}", "report", "spend", "--by", dimension)
    def tables(facts, as_of):
        return spend_tables(facts, dimension, as_of)


for each in ("month", "contract", "provider", "buyer", "year"):
    spend_family(each)


def ratio_tables(facts, as_of, grain, of):
    """Rows by buyer (or provider and buyer), period and currency."""
    size, text = {"month": (1, month_text), "quarter": (3, quarter_text), "year": (12, str)}[grain]
    figures, rows, seen = revenue.figures(facts), [], {}
    for line in charges.issued(facts.lines, as_of):
        seen.setdefault(group(line, of) + (line.month // size, line.currency), []).append(line)
    for key, lines in seen.items():
        *who, period, currency = key
        months = list(range(period * size, period * size + size))
        row = spend.over_revenue(lines, figures, months, currency, as_of, who[0])
        cells = {"spend": row["spend"] if not known(row["spend"]) else stored(row["spend"], currency),
                 "revenue": money(row["revenue"], currency), "share": combine(ratio, row["share"])}
        rows.append((tuple(who) + (text(period), currency), cells))
    listed = {key for key, _ in rows}
    for agreement in facts.agreements:
        for month in spend.missing_months(agreement, as_of):
            who = ((agreement.text("buyer"),) if of == "buyer" else
                   (agreement.text("provider"), agreement.text("buyer")))
            months = list(range(month // size * size, month // size * size + size))
            value, *_ = revenue.of(figures, who[0], months, agreement.currency)
            key = who + (text(month // size), agreement.currency)
            if key not in listed:
                listed.add(key)
                rows.append((key, {"spend": Missing("not_billed"),
                                   "revenue": money(value, agreement.currency),
                                   "share": first_missing(
                                       Missing("not_billed"), *[] if known(value) else [value],
                                       *[] if not known(value) or value > 0 else
                                       [Missing("zero", "negative", "partial")])}))
    names = ["buyer"] if of == "buyer" else ["provider", "buyer"]
    for key in list(listed):
        for year in range(2023, 2029):
            for part in range(12 // size):
                other = key[:-2] + (text(year * 12 // size + part), key[-1])
                if other not in listed:
                    listed.add(other)
                    rows.append((other, {"spend": Missing("not_billed"), OPTIONAL: True}))
    return {"rows": rows}, {"rows": names + ["period", "currency"]}


def group(line, of):
    return (line.buyer,) if of == "buyer" else (line.provider, line.buyer)


def ratio_family(grain, of):
    @family(f"ratio-{of}-{grain}", "report", "ratio", "--by", grain, "--of", of)
    def tables(facts, as_of):
        return ratio_tables(facts, as_of, grain, of)


for each in ("month", "quarter", "year"):
    ratio_family(each, "buyer")
ratio_family("quarter", "provider")


@family("annualised", "report", "ratio", "--annualised")
def annualised_tables(facts, as_of):
    figures, rows = revenue.figures(facts), []
    for agreement in facts.agreements:
        if standing.over(agreement, as_of):
            continue
        yearly, fee = spend.annualised(agreement, as_of)
        value, _ = revenue.twelve_months(figures, agreement.text("buyer"), agreement.currency, as_of)
        cells = {"annualised": money(yearly, agreement.currency)}
        if fee is not None:
            cells["monthly_fee"] = None if not known(fee) else stored(fee, agreement.currency)
        cells["revenue"] = money(value, agreement.currency)
        reasons = [one for one in (yearly, value) if not known(one)]
        if known(value) and value <= 0:
            reasons.append(Missing("zero" if value == 0 else "negative"))
        cells["share"] = first_missing(*reasons) if reasons else ratio(yearly / value)
        rows.append(((agreement.reference,), cells))
    return {"rows": rows}, {"rows": ["contract"]}


@family("capacity", "report", "capacity")
def capacity_tables(facts, as_of):
    tables = {"rows": [], "slip": [], "cost": []}
    for agreement in facts.agreements:
        for promise in delivery.promises(agreement):
            row = capacity.sums(agreement, promise, as_of)
            cells = {name: value for name, value in row.items() if name != "due_on"}
            cells["due_on"] = due_text(agreement, promise)
            tables["rows"].append(((agreement.reference, promise.tranche,
                                    promise.accelerator or None), cells))
            tables["slip"].append(slip_row(agreement, promise, as_of))
        months = capacity.window(agreement, as_of)
        if months:
            tables["cost"].append(((agreement.reference,), cost_cells(
                agreement, months[0], months[-1], as_of)))
    return tables, {"rows": ["contract", "tranche", "accelerator"], "slip": ["contract", "tranche"],
                    "cost": ["contract"]}


def due_text(agreement, promise):
    """The due day as it was written."""
    row = next(row for row in agreement.capacity if row["tranche"] == promise.tranche)
    return row.get("due_on")


def slip_row(agreement, promise, as_of):
    row = capacity.slip(agreement, promise, promise.due, as_of)
    first = capacity.slip(agreement, promise, capacity.first_due(agreement, promise), as_of)
    cells = {"slip_days": row["slip_days"], "first_slip_days": first["slip_days"]}
    if known(row["slip_days"]):
        cells |= {"late": row["late"], "late_unit": row["late_unit"], "state": row["state"],
                  "weighted_days": row["weighted_days"], "on_time_share": ratio(row["on_time_share"])}
    return (agreement.reference, promise.tranche), cells


def cost_cells(agreement, first, last, as_of):
    row = capacity.cost(agreement, first, last, as_of)
    return {"cost": money(row["cost"], agreement.currency),
            "accelerator_hours": row["accelerator_hours"], "mw_months": row["mw_months"],
            "cost_per_accelerator_hour": row["cost_per_accelerator_hour"],
            "cost_per_mw_month": row["cost_per_mw_month"]}


@family("capacity-month", "report", "capacity", "--by", "month")
def capacity_months(facts, as_of):
    rows = []
    for agreement in facts.agreements:
        for month in capacity.window(agreement, as_of):
            cells = cost_cells(agreement, month, month, as_of)
            if cells["accelerator_hours"] == 0 and not known(row_cost(cells)):
                cells = {OPTIONAL: True}
            rows.append(((agreement.reference, month_text(month)), cells))
    return {"rows": rows}, {"rows": ["contract", "months"]}


def row_cost(cells):
    return cells["cost"]


@family("prices", "report", "prices")
def prices_tables(facts, as_of):
    rows = []
    for row in prices.rows(facts, as_of):
        sku, provider, contract, _, currency = row["key"]
        fixed = row["fixed"]
        rows.append(((sku, provider, contract, month_text(row["month"])), {
            "quantity": row["quantity"], "amount": stored(row["amount"], currency),
            "unit_price": row["unit_price"] if not known(row["unit_price"])
            else six(row["unit_price"]),
            "previous_month": month_text(row["previous"][0]) if row["previous"] else None,
            "change": combine(ratio, row["change"]), "contract_price": fixed,
            "change_from_contract": combine(lambda f, p: ratio((p - f) / f), fixed,
                                            row["unit_price"]),
            "variance": combine(lambda f: coin(row["amount"] - row["quantity"] * f, currency),
                                fixed)}))
    keys = [key for key, _ in rows]
    rows = [(key, cells if keys.count(key) == 1 else {OPTIONAL: True}) for key, cells in rows]
    return {"rows": rows}, {"rows": ["sku", "provider", "contract", "month"]}


def six(value):
    """A unit price: six decimals, trailing zeros left out."""
    return Rounded(value, 6)


def running(facts, as_of):
    """The command that compares all contracts that are not over; None where there are none."""
    names = [a.reference for a in facts.agreements if not standing.over(a, as_of)]
    return ["compare", *names] if names else None


@family("compare", running)
def compare_tables(facts, as_of):
    rows = []
    for agreement in facts.agreements:
        if standing.over(agreement, as_of):
            rows.append(((agreement.reference,), {OPTIONAL: True}))
            continue
        _, least = exits.exposure(agreement, as_of)
        fee, fee_from = spend.in_force_or_first(agreement, as_of)
        currency = agreement.currency
        cells = {
            "monthly_fee": fee if not known(fee) else stored(fee, currency),
            "fee_from": month_text(fee_from) if fee_from else None,
            "annualised": combine(lambda f: coin(12 * f, currency), fee),
            "firm": money(least["amount"], currency) if least else Missing("not_recorded"),
            "share_of_headline": share(least["amount"], headline(agreement))
            if least else Missing("not_recorded"),
            "fee_per_accelerator_month": combine(
                lambda f, n: coin(f / n, currency), fee, capacity.promised_count(agreement)),
            "fee_per_mw_year": combine(lambda f, mw: coin(12 * f / mw, currency), fee,
                                       capacity.promised_mw(agreement)),
            "delivered_share": combine(ratio, capacity.delivered_share(agreement, as_of)),
        }
        rows.append(((agreement.reference,), cells))
    return {"rows": rows}, {"rows": ["contract"]}


@family("agenda", "agenda", "--within", "400d")
def agenda_tables(facts, as_of):
    rows, kinds = [], {}
    for agreement in facts.agreements:
        for day, kind, subject, amount in agenda.items(agreement, as_of):
            subject = subject if kind in ("milestone", "delivery_due") else None
            cells = {"days": (day - as_of).days}
            if kind in ("milestone", "claim_deadline"):
                cells["amount"] = None if amount is None or not known(amount) else coin(
                    amount, agreement.currency)
                if kind == "milestone" and amount == 0:
                    cells["amount"] = Either(None, cells["amount"])
            if agreement.status in standing.OVER:
                cells = {OPTIONAL: True}
            rows.append(((day.isoformat(), kind, agreement.reference, subject), cells))
    for day, number, contract, invoice in agenda.invoices(facts, as_of):
        rows.append(((day.isoformat(), "invoice_due", contract, number),
                     {"amount": stored(invoice.open, invoice.currency)}))
    return {"rows": rows}, {"rows": ["day", "kind", "contract", "subject"]}


AGENDA_KINDS = {"last_notice", "auto_renewal", "exit", "lock_in_end", "contract_end", "milestone",
                "claim_deadline", "delivery_due", "invoice_due"}


def agenda_row(row):
    """The program's rows of the kinds that the oracle knows; the subject only where it tells rows apart."""
    if row["kind"] not in AGENDA_KINDS:
        return None
    return row if row["kind"] in ("milestone", "delivery_due", "invoice_due") else dict(row, subject=None)


BY_CONTRACT = ("credit_not_received", "fee_differs", "beyond_delivered")
BY_LINE = ("line_arithmetic", "price_differs")


def audit_row(row):
    """The program's findings of the kinds that the oracle knows, found by contract, invoice or line."""
    code = row["code"]
    if code not in audit.CODES or row["subject"] is None:
        return None
    return dict(row, subject=row["contract"] if code in BY_CONTRACT else row["subject"],
                month=row["month"] if code in BY_CONTRACT else None,
                line=row["line"] if code in BY_LINE else None)


@family("audit", "audit")
def audit_tables(facts, as_of):
    rows = []
    for code, subject, cells in audit.findings(facts, as_of):
        subject = cells["contract"] if code in BY_CONTRACT else subject
        currency = cells.get("currency") or next(
            a.currency for a in facts.agreements if subject.startswith(a.reference))
        shown = {name: coin(cells[name], currency) for name in ("expected", "billed", "variance")
                 if name in cells and known(cells[name])}
        if cells.get("optional"):
            shown[OPTIONAL] = True
        rows.append(((code, subject, cells.get("month"), cells.get("line")), shown))
    return {"rows": rows}, {"rows": ["code", "subject", "month", "line"]}


FILTERS = {"agenda": agenda_row, "audit": audit_row}


def group_tables(facts, as_of, dimension):
    """Obligations by provider, buyer or currency: what is known is added."""
    sums = {}
    for agreement in exits.listed(facts.agreements, as_of):
        if agreement.announced:
            continue
        who = () if dimension == "currency" else (agreement.text(dimension),)
        cell = sums.setdefault(who + (agreement.currency,), {"contracts": 0, "not_known": 0,
                                                             "years": [Fraction(0)] * 6})
        _, years = exits.ladder(agreement, as_of)
        cell["contracts"] += 1
        if known(years):
            parts, _ = exits.in_coins(years, agreement.currency)
            cell["years"] = [a + b for a, b in zip(cell["years"], parts)]
        else:
            cell["not_known"] += 1
    rows = []
    for key, cell in sums.items():
        cells = {"contracts": cell["contracts"], "not_known": cell["not_known"]}
        if cell["contracts"] > cell["not_known"]:
            cells |= {name: coin(value, key[-1]) for name, value in
                      zip(YEARS + ["total"], cell["years"] + [sum(cell["years"])])}
        rows.append((key, cells))
    return {"rows": rows}, {"rows": ([] if dimension == "currency" else [dimension]) + ["currency"]}


def group_family(dimension):
    @family(f"obligations-{dimension}", "report", "obligations", "--by", dimension)
    def tables(facts, as_of):
        return group_tables(facts, as_of, dimension)


for each in ("provider", "currency"):
    group_family(each)
