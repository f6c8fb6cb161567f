"""Capacity, unit prices and deals side by side (M3, M11 to M13), as they are printed."""

from .. import capacity, delivery, exits, prices, spend, standing
from ..compare import OPTIONAL
from ..days import month_text, months
from ..money import MINOR_DIGITS, Either, Missing, Rounded, coin, combine, known, ratio, stored
from .common import FILTERS, OWN, converted, family, headline, money, share, turn
from .spending import SIZES, period_text


@family("capacity", "report", "capacity")
def capacity_tables(facts, as_of, coins=OWN):
    tables = {"rows": [], "slip": [], "cost": []}
    for agreement in facts.agreements:
        for promise in delivery.promises(agreement):
            row = capacity.sums(agreement, promise, as_of)
            cells = {name: value for name, value in row.items() if name != "due_on"}
            cells["due_on"] = due_text(agreement, promise)
            tables["rows"].append(((agreement.reference, promise.tranche,
                                    promise.accelerator or None), cells))
            tables["slip"].append(slip_row(agreement, promise, as_of))
        promised = {promise.tranche for promise in delivery.promises(agreement)}
        tables["rows"] += [((agreement.reference, part.tranche, part.accelerator or None),
                            {OPTIONAL: True}) for part in map(delivery.Part, agreement.deliveries)
                           if part.tranche not in promised]  # its promise was taken back
        months = capacity.window(agreement, as_of)
        if months:
            tables["cost"].append(((agreement.reference,), cost_cells(
                agreement, months[0], months[-1], as_of, coins)))
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
                  "weighted_days": row["weighted_days"],
                  "on_time_share": ratio(row["on_time_share"])}
    return (agreement.reference, promise.tranche), cells


def cost_cells(agreement, first, last, as_of, coins=OWN, tax=False):
    """The cost of months: each month's at its rate, the fee at that of the last."""
    mine, currency = coins.of(agreement.reference), coins.currency(agreement.currency)
    row = capacity.cost(agreement, first, last, as_of, tax, mine.exact)
    digits, fee = MINOR_DIGITS[currency] + 4, row["fee_per_accelerator_month"]

    def shown(value, whole):
        return combine(lambda amount: (mine.text if whole else coin)(amount, currency), value)
    more = {} if fee is None else {"fee_per_accelerator_month": per_month(
        mine.exact(fee, agreement.currency, last), currency)}
    return {**more, "currency": currency, "cost": shown(row["cost"], row["whole_lines"]),
            "accelerator_hours": row["accelerator_hours"], "mw_months": row["mw_months"],
            "cost_per_accelerator_hour": combine(lambda value: Rounded(value, digits),
                                                 row["cost_per_accelerator_hour"]),
            "tax": None if row["tax"] is None else shown(row["tax"], row["whole_taxes"]),
            "cost_per_mw_month": money(row["cost_per_mw_month"], currency)}


def per_month(fee, currency):
    """The fee per accelerator; one of 0, after the last row of a schedule, may be left out."""
    return Either(money(fee, currency), Missing("not_recorded")) if fee == 0 else money(
        fee, currency)


@family("capacity-month", "report", "capacity", "--by", "month")
def capacity_months(facts, as_of, coins=OWN, tax=False, grain="month"):
    rows, size = [], SIZES[grain]
    for agreement in facts.agreements:
        window = capacity.window(agreement, as_of)
        for period in dict.fromkeys(month // size for month in window):
            first = max(period * size, window[0])
            last = min(period * size + size - 1, window[-1])
            row = capacity.cost(agreement, first, last, as_of)
            if row["accelerator_hours"] == 0 and not known(row["cost"]):
                coins.of(agreement.reference).may_need(agreement.currency, last)
                cells = {OPTIONAL: True}
            else:
                cells = cost_cells(agreement, first, last, as_of, coins, tax)
            rows.append(((agreement.reference, period_text(first, last)), cells))
    return {"rows": rows}, {"rows": ["contract", "months"]}


def taxed(facts, as_of, coins=OWN):
    """The cost of each month with its taxes."""
    return capacity_months(facts, as_of, coins, True)


def capacity_periods(grain):
    """The cost of quarters, halves or years, converted by a rule or not."""
    def tables(facts, as_of, coins=OWN):
        return capacity_months(facts, as_of, coins, False, grain)

    name, command = f"capacity-{grain}", ("report", "capacity", "--by", grain)
    turn(name, *command)(tables)
    for rule in ("average", "closing"):
        converted(name, tables, *command, rule=rule)


for each in ("quarter", "half", "year"):
    capacity_periods(each)

TAXED = ("report", "capacity", "--by", "month", "--tax", "include")
turn("capacity-month-tax", *TAXED)(taxed)
for rule in ("average", "closing"):
    converted("capacity", capacity_tables, "report", "capacity", rule=rule)
    converted("capacity-month", capacity_months, "report", "capacity", "--by", "month", rule=rule)
    converted("capacity-month-tax", taxed, *TAXED, rule=rule)


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


@family("prices-provider", "report", "prices", "--by", "provider")
def prices_by_provider(facts, as_of):
    rows = []
    for (sku, unit, month, currency), cell in prices.by_provider(facts, as_of).items():
        each = [amount / quantity for amount, quantity in cell.values() if quantity]
        whole = [sum(column) for column in zip(*cell.values())]
        rows.append(((sku, month_text(month), unit, currency), {
            "providers": len(cell), "lowest": six(min(each)), "highest": six(max(each)),
            "mean": six(whole[0] / whole[1])}))
    return {"rows": rows}, {"rows": ["sku", "month", "unit", "currency"]}


def spelled_alike(row):
    """A row with its SKU and unit as the oracle spells them."""
    return dict(row, sku=row["sku"].lower(), unit=prices.canonical(row["unit"]))


FILTERS["prices-provider"] = spelled_alike


def six(value):
    """A unit price: six decimals, trailing zeros left out."""
    return Rounded(value, 6)


def running(facts, as_of):
    """The command that compares all contracts that are not over; None where there are none."""
    names = [a.reference for a in facts.agreements if not standing.over(a, as_of)]
    return ["compare", *names] if names else None


@family("compare", running)
def compare_tables(facts, as_of, coins=OWN):
    rows = []
    for agreement in facts.agreements:
        if standing.over(agreement, as_of):
            rows.append(((agreement.reference,), {OPTIONAL: True}))
            continue
        _, least = exits.exposure(agreement, as_of)
        mine = coins.of(agreement.reference)
        fee, fee_from = spend.in_force_or_first(agreement, as_of)
        currency = agreement.currency
        cells = {
            "currency": coins.currency(currency),
            "headline": mine.stored(headline(agreement), currency),
            "monthly_fee": mine.stored(fee, currency),
            "fee_from": month_text(fee_from) if fee_from else None,
            "annualised": mine.computed(combine(lambda f: 12 * f, fee), currency),
            "cost_to_leave": (mine.computed(least["amount"], currency) if least
                              else Missing("not_recorded")),
            "share_of_headline": share(least["amount"], headline(agreement))
            if least else Missing("not_recorded"),
            "fee_per_accelerator_month": mine.computed(combine(
                lambda f, n: f / n, fee, capacity.promised_count(agreement)), currency),
            "fee_per_mw_year": mine.computed(combine(
                lambda f, mw: 12 * f / mw, fee, capacity.promised_mw(agreement)), currency),
            "delivered_share": combine(ratio, capacity.delivered_share(agreement, as_of)),
        }
        rows.append(((agreement.reference,), cells))
    return {"rows": rows}, {"rows": ["contract"]}


converted("compare", compare_tables, running)
