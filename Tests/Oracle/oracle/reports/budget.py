"""Budgets and forecasts, as they are printed."""

from .. import budgets
from ..days import month_text
from ..money import Missing, Waits, coin, combine, known, ratio
from .common import FAMILIES, OWN, TURNS, converted

GRAINS = {"month": (1, month_text), "quarter": (3, lambda n: f"{n // 4}Q{n % 4 + 1}"),
          "half": (6, lambda n: f"{n // 2}H{n % 2 + 1}"), "year": (12, str)}
TOO_LARGE = "too large, of amounts that are not"

AMOUNTS = ("run_rate", "by_run_rate", "run_rate_difference", "fees_to_come", "by_schedule",
           "schedule_difference")


def budget_tables(facts, as_of, grain, pace_months, coins=OWN):
    size, text = GRAINS[grain]
    window = budgets.year_of(as_of)
    worth, tables = budgets.worth_in(coins, as_of), {"rows": [], "forecast": []}
    how = (worth, bool(coins.rates), budgets.may_need_in(coins, as_of))
    for scope in budgets.scopes(facts, window, as_of):
        currency = coins.currency(scope.currency)
        who = tuple(name or "(all)" for name in scope.key)
        for first in range(window[0], window[-1] + 1, size):
            months = range(first, first + size)
            if not any(month in scope.said for month in months):
                continue
            row = budgets.against(scope, months, *how)
            tables["rows"].append(((*who, text(first // size), currency), {
                **{name: combine(lambda value: coins.text(value, currency), row[name])
                   for name in ("budget", "actual", "difference")},
                "difference_share": combine(ratio, row["difference_share"]),
                "missing_invoices": row["missing_invoices"]}))
        cells, now = (forecast_cells(row, currency, coins) for row in either_way(
            coins, lambda notes: budgets.forecast(scope, window, *how, pace_months, notes)))
        tables["forecast"].append(((*who, currency), {
            name: cells[name] if repr(cells[name]) == repr(now[name])
            else Waits(cells[name], now[name], "a month that has a credit note alone counts")
            for name in cells}))
    names = ["buyer", "provider", "contract"]
    return tables, {"rows": [*names, "period", "currency"], "forecast": [*names, "currency"]}


def either_way(coins, forecast):
    """The forecast, and that in which months with a credit note alone count; a rate that only one
    of them needs may be asked for."""
    if not coins.rates:
        return forecast(False), forecast(True)
    before, rows, needs = set(coins.rates.missing), [], []
    for notes in (False, True):
        coins.rates.missing = set(before)
        rows.append(forecast(notes))
        needs.append(coins.rates.missing)
    coins.rates.missing = needs[0] & needs[1]
    coins.rates.optional |= needs[0] | needs[1]
    return rows


def forecast_cells(row, currency, coins):
    """Both forecasts of a scope, as they are printed."""
    return {**{name: forecast_cell(row[name], currency, coins) for name in AMOUNTS},
            **{name: combine(lambda value: coins.text(value, currency), row[name])
               for name in ("budget", "actual")},
            "actual_through": combine(month_text, row["actual_through"])
            if row["actual_through"] else None, "months_to_come": row["months_to_come"],
            "pace_months": ", ".join(map(month_text, row["pace_months"]))}


def forecast_cell(value, currency, coins):
    if not known(value):
        return Waits(value, Missing("too_large"), TOO_LARGE) if coins.rates else value
    shown = coin(value, currency)
    return Waits(shown, Missing("too_large"), TOO_LARGE) if coins.rates else shown


def budget_family(grain, pace_months):
    def tables(facts, as_of, coins=OWN):
        return budget_tables(facts, as_of, grain, pace_months, coins)

    name = f"budget-{grain}"
    command = ["report", "budget", "--by", grain,
               *["--pace-months", str(pace_months)] * (pace_months != 3)]
    FAMILIES[name] = (tables, command)
    TURNS.append(name)
    for rule in ("average", "closing"):
        converted(name, tables, *command, rule=rule)


for each in (("month", 3), ("quarter", 2), ("half", 3), ("year", 1)):
    budget_family(*each)
