"""Budgets and forecasts, as they are printed."""

from .. import budgets
from ..days import month_text
from ..money import coin, combine, ratio
from .common import FAMILIES, OWN, TURNS, converted

GRAINS = {"month": (1, month_text), "quarter": (3, lambda n: f"{n // 4}Q{n % 4 + 1}"),
          "half": (6, lambda n: f"{n // 2}H{n % 2 + 1}"), "year": (12, str)}

AMOUNTS = ("run_rate", "by_run_rate", "run_rate_difference", "fees_to_come", "by_schedule",
           "schedule_difference")


def budget_tables(facts, as_of, grain, basis, pace_months, coins=OWN):
    size, text = GRAINS[grain]
    window = budgets.year_of(as_of)
    worth, tables = budgets.worth_in(coins, as_of), {"rows": [], "forecast": []}
    how = (worth, bool(coins.rates))
    for scope in budgets.scopes(facts, window, as_of, basis):
        currency = coins.currency(scope.currency)
        who = tuple(name or "(all)" for name in scope.key)
        for first in range(window[0], window[-1] + 1, size):
            months = range(first, first + size)
            if not any(month in scope.said for month in months):
                continue
            row = budgets.against(scope, months, *how)
            tables["rows"].append(((*who, text(first // size), currency), {
                "budget": combine(lambda value: coins.text(value, currency), row["budget"]),
                **{name: actual_text(row[name], currency, basis, coins)
                   for name in ("actual", "difference")},
                "difference_share": combine(ratio, row["difference_share"]),
                "missing_invoices": row["missing_invoices"]}))
        tables["forecast"].append(((*who, currency), forecast_cells(
            budgets.forecast(scope, window, *how, pace_months), currency, basis, coins)))
    names = ["buyer", "provider", "contract"]
    return tables, {"rows": [*names, "period", "currency"], "forecast": [*names, "currency"]}


def actual_text(value, currency, basis, coins):
    """What was spent: what was billed has all of its digits, a computed amount those of the coin.
    """
    write = coins.text if basis == "billed" else coin
    return combine(lambda value: write(value, currency), value)


def forecast_cells(row, currency, basis, coins):
    """Both forecasts of a scope, as they are printed."""
    return {**{name: combine(lambda value: coin(value, currency), row[name]) for name in AMOUNTS},
            "budget": combine(lambda value: coins.text(value, currency), row["budget"]),
            "actual": actual_text(row["actual"], currency, basis, coins),
            "actual_through": combine(month_text, row["actual_through"])
            if row["actual_through"] else None, "months_to_come": row["months_to_come"],
            "pace_months": ", ".join(map(month_text, row["pace_months"]))}


def budget_family(grain, basis, pace_months):
    def tables(facts, as_of, coins=OWN):
        return budget_tables(facts, as_of, grain, basis, pace_months, coins)

    name = "-".join(["budget", *[basis] * (basis != "billed"), grain])
    command = ["report", "budget", "--by", grain, *["--basis", basis] * (basis != "billed"),
               *["--pace-months", str(pace_months)] * (pace_months != 3)]
    FAMILIES[name] = (tables, command)
    TURNS.append(name)
    for rule in ("average", "closing"):
        converted(name, tables, *command, rule=rule)


for each, months in (("month", 3), ("quarter", 2), ("half", 3), ("year", 1)):
    for how in ("billed", "accrued", "paid"):
        budget_family(each, how, months)
