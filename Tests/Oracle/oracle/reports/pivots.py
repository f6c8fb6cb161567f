"""Spend by two dimensions, and what may stand beside it: shares, sums so far, the largest, changes;
and the share of wallet (M3, rule 7), as they are printed."""

from fractions import Fraction
from itertools import product

from .. import spend
from ..compare import OPTIONAL
from ..money import (MINOR_DIGITS, Around, Either, Missing, coin, combine, known, ratio,
                     write)
from ..rates import Rates
from .common import FAMILIES, HELD, TURNS, add_up, stop_without, target
from .spending import SIZES, TEXTS, amounts, shown_amount



def register(name, make, command, basis, rule, held=None):
    """A report by a basis, converted by a rule or not; `make` gives its tables by a view."""
    def tables(facts, as_of):
        rates = Rates(facts, target(facts, as_of), rule, as_of) if rule else None
        found = make(facts, as_of, spend.View(basis, False, rates))
        if rates:
            stop_without(rates)
        return found

    def asked(facts, as_of):
        money = ["--currency", target(facts, as_of), "--rate", rule] if rule else []
        return [*command, "--basis", basis, *money]

    title = "-".join([name, basis, *[rule] * (rule != "")])
    FAMILIES[title] = (tables, (asked,))
    TURNS.append(title)
    if held:
        HELD[title] = held


def label(dimension, value):
    return TEXTS.get(dimension, str)(value)


def cells_of(facts, as_of, view, dimensions):
    """The pieces of spend by dimensions and currency, and the keys that only miss an invoice."""
    found, missing = {}, {}
    for piece in view.pieces(facts, as_of):
        key = tuple(spend.DIMENSIONS[one](piece) for one in dimensions)
        found.setdefault((*key, piece.currency), []).append(piece)
    for gap in view.gaps(facts, as_of):
        key = (*[spend.DIMENSIONS[one](gap) for one in dimensions], gap.currency)
        missing[key] = missing.get(key, 0) + 1
    return {key: view.use(pieces) for key, pieces in found.items()}, missing


def pivot_tables(facts, as_of, first, second, view):
    """A row of each of the first, a column of each of the second: cells are their exact amounts,
    rounded, or, converted, the amounts to the coin beside them, as they add up."""
    found, missing = cells_of(facts, as_of, view, (first, second))
    rows, sums = {}, {}
    for (a, b, currency), used in found.items():
        row = rows.setdefault((label(first, a), currency), {})
        row[label(second, b)] = (beside(used["amount"], currency) if view.rates
                                 else shown_amount(used["amount"], currency, view))
        cell = sums.setdefault((label(first, a), currency), {"amount": Fraction(0), "tax": 0})
        cell["amount"] += used["amount"]
        cell["tax"] += used["tax"]
    for a, b, currency in missing:
        row = rows.setdefault((label(first, a), currency), {})
        row.setdefault(label(second, b), Either(None, Missing("not_billed")))
    totals = {key: cell["amount"] for key, cell in sums.items()}
    taxes = {key: cell["tax"] for key, cell in sums.items()}
    if view.rates:
        totals, taxes = (add_up(values, view.rates.target, lambda key: key[0])
                         for values in (totals, taxes))
    table = []
    for key, row in rows.items():
        row["total"] = (shown_amount(totals[key], key[1], view) if key in totals
                        else Missing("not_billed"))
        if key in taxes:
            row["tax"] = shown_amount(taxes[key], key[1], view)
        table.append((key, row))
    return {"rows": table}, {"rows": [first, "currency"]}


def beside(value, currency):
    """An amount that is shown less than a coin off."""
    if value * 10 ** MINOR_DIGITS[currency] % 1 == 0:
        return coin(value, currency)
    return Around(value, Fraction(99999, 10**5 * 10 ** MINOR_DIGITS[currency]))


def adds_up(report, ask):
    """What a converted pivot says of itself: cells add up to the total of their row, and to that of
    their column."""
    section = report["sections"][0]
    columns = [one["name"] for one in section["columns"] if one["type"] == "money"
               and one["name"] not in ("tax",)]
    first = section["columns"][0]["name"]
    rows = []
    for row in section["rows"]:
        cells = [Fraction(row[name]) for name in columns if name != "total" and row[name]]
        rows.append(((row[first], row["currency"]), {
            "total": digits(sum(cells), row["currency"])} if row["total"] is not None else {}))
    totals = [((row["currency"],), {
        name: digits(sum(Fraction(one[name]) for one in section["rows"]
                         if one.get(name) and one["currency"] == row["currency"]),
                     row["currency"]) for name in columns if row.get(name) is not None})
        for row in section["totals"]]
    return {"rows": rows, "rows.totals": totals}, {"rows": [first, "currency"],
                                                   "rows.totals": ["currency"]}


def digits(value, currency):
    return write(value, MINOR_DIGITS[currency])


def rows_of(facts, as_of, dimension, view):
    """What is spent by one dimension: (exact amounts by key, how they are shown, the keys that only
    miss an invoice), and the sum of each currency."""
    found = spend.by(facts, dimension, as_of, view)
    exact = {key: cell["amount"] for key, cell in found.items() if cell["lines"] + cell["taxes"]}
    sums = {}
    for (_, currency), value in exact.items():
        sums[currency] = sums.get(currency, Fraction(0)) + value
    return exact, amounts(found, "amount", view, TEXTS.get(dimension, str)), [
        key for key in found if key not in exact], sums


def share_of(value, whole, view):
    if whole == 0:
        return Missing("zero")
    return Missing("negative") if whole < 0 else ratio(value / whole)


def share_tables(facts, as_of, dimension, view):
    """Shares of the total, and the sum so far, in the order of time."""
    exact, shown, without, sums = rows_of(facts, as_of, dimension, view)
    rows, so_far, told = [], {}, {}
    for value, currency in sorted(exact):
        so_far[currency] = so_far.get(currency, 0) + exact[value, currency]
        told[currency] = told.get(currency, 0) + Fraction(shown[value, currency])
        rows.append(((label(dimension, value), currency), {
            "amount": shown[value, currency],
            "share": share_of(exact[value, currency], sums[currency], view),
            "cumulated": digits(told[currency], currency) if view.rates
            else shown_amount(so_far[currency], currency, view)}))
    rows += [((label(dimension, value), currency), {
        "amount": Missing("not_billed"), "share": Missing("not_billed", "zero", "negative")})
        for value, currency in without]
    return {"rows": rows}, {"rows": [dimension, "currency"]}


def top_tables(facts, as_of, dimension, count, view):
    """The largest of each currency, and the sum of the rest; nothing is told of currencies in which
    it is not clear which are the largest."""
    exact, _, without, sums = rows_of(facts, as_of, dimension, view)
    rows, kept = [], {}
    for currency in {key[1] for key in [*exact, *without]}:
        mine = sorted([key for key in exact if key[1] == currency], key=lambda key: -exact[key])
        every = len(mine) + len([key for key in without if key[1] == currency])
        top, rest = mine[:count], mine[count:]
        unclear = rest and exact[top[-1]] == exact[rest[0]]
        for key in top:
            kept[key[0], currency] = exact[key]
        if every > count:
            name = f"rest of {every}"
            if rest:
                kept[name, currency] = sum(exact[key] for key in rest)
            else:
                rows.append(((name, currency), {OPTIONAL: True}))
                rows += [((key[0], currency), {OPTIONAL: True}) for key in without]
        else:
            rows += [((key[0], currency), {OPTIONAL: True}) for key in without]
        if unclear:
            return {}, {}
    shown = {key: shown_amount(value, key[1], view) for key, value in kept.items()}
    if view.rates:
        shown = {key: coin(value, key[1])
                 for key, value in add_up(kept, view.rates.target, lambda key: key[0]).items()}
    rows += [(key, {"amount": shown[key], "share": share_of(value, sums[key[1]], view)})
             for key, value in kept.items()]
    return {"rows": rows}, {"rows": [dimension, "currency"]}


def change_tables(facts, as_of, dimension, view):
    """Each period against the one before, and against that a year before (M3)."""
    exact, shown, without, _ = rows_of(facts, as_of, dimension, view)
    rows, year = [], 12 // SIZES[dimension]
    for value, currency in [*exact, *without]:
        now = exact.get((value, currency), Missing("not_billed"))
        cells = {"amount": shown.get((value, currency), Missing("not_billed"))}
        for back, before, change in ((1, "previous", "change"),
                                     (year, "year_before", "year_change")):
            was = exact.get((value - back, currency), Missing("not_billed"))
            cells[before] = combine(lambda amount: shown_amount(amount, currency, view), was)
            cells[change] = changed(now, was, (value - back, currency) in without, view)
        rows.append(((label(dimension, value), currency), cells))
    return {"rows": rows}, {"rows": [dimension, "currency"]}


def changed(now, was, missing, view):
    """(x − p) / p, or why there is none."""
    if not known(was):
        return Missing("not_billed") if missing else Missing("zero", *(
            [] if known(now) else ["not_billed"]))
    if not known(now):
        return Missing("not_billed")
    if was == 0:
        return Missing("zero")
    return Missing("negative") if was < 0 else ratio((now - was) / was)


def wallet_tables(facts, as_of, grain, view):
    """What one provider was paid of all that a buyer spent in the same months."""
    found, missing = cells_of(facts, as_of, view, ("buyer", "provider", grain))
    whole = {}
    for (buyer, _, period, currency), used in found.items():
        whole[buyer, period, currency] = whole.get((buyer, period, currency), 0) + used["amount"]
    def shown(value, currency):
        return (beside(value, currency) if view.rates else shown_amount(value, currency, view))

    rows = [((buyer, provider, label(grain, period), currency), {
        "spend": shown(used["amount"], currency),
        "buyer_spend": shown(whole[buyer, period, currency], currency),
        "share": share_of(used["amount"], whole[buyer, period, currency], view)})
        for (buyer, provider, period, currency), used in found.items()]
    told = {key for key, _ in rows}
    for buyer, provider, _, currency in {(*key[:2], 0, key[3]) for key in [*found, *missing]}:
        for period in range(2023 * 12 // SIZES[grain], 2029 * 12 // SIZES[grain]):
            key = (buyer, provider, label(grain, period), currency)
            if key not in told:
                rows.append((key, {OPTIONAL: True, "spend": Missing("not_billed")}))
    return {"rows": rows}, {"rows": ["buyer", "provider", "period", "currency"]}


def every_report(basis, rule, number):
    """The reports of one basis and rule; which dimensions they are of changes with its number."""
    pairs = [("contract", "month"), ("provider", "quarter"), ("buyer", "contract"),
             ("month", "provider"), ("year", "buyer")]
    for first, second in pairs:
        register(f"pivot-{first}-{second}",
                 lambda *ask, a=first, b=second: pivot_tables(*ask[:2], a, b, ask[2]),
                 ["report", "spend", "--by", f"{first},{second}"], basis, rule,
                 adds_up if rule else None)
    time = ("month", "quarter", "year")[number % 3]
    who = ("contract", "provider", "buyer")[number % 3]
    register(f"share-{time}", lambda *ask: share_tables(*ask[:2], time, ask[2]),
             ["report", "spend", "--by", time, "--share", "--cumulate"], basis, rule)
    register(f"top-{who}", lambda *ask: top_tables(*ask[:2], who, 1, ask[2]),
             ["report", "spend", "--by", who, "--share", "--top", "1"], basis, rule)
    register(f"change-{time}", lambda *ask: change_tables(*ask[:2], time, ask[2]),
             ["report", "spend", "--by", time, "--change"], basis, rule)
    register(f"wallet-{time}", lambda *ask: wallet_tables(*ask[:2], time, ask[2]),
             ["report", "ratio", "--of", "wallet", "--by", time], basis, rule)


for place, how in enumerate(product(("billed", "accrued", "paid"), ("", "average", "closing"))):
    every_report(*how, place + place // 3)
