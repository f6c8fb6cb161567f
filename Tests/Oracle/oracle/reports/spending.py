"""Spend and its ratios (M1, M2), as they are printed."""

from fractions import Fraction

from .. import revenue, spend, standing
from ..compare import LARGE, OPTIONAL
from ..days import month_text
from ..money import Either, Missing, coin, combine, first_missing, known, ratio, stored
from .common import add_up, family, money


def quarter_text(quarter):
    return f"{quarter // 4}Q{quarter % 4 + 1}"


def half_text(half):
    return f"{half // 2}H{half % 2 + 1}"


def fiscal(text, per_year):
    """How a period of a fiscal year is named: by the year in which that ends."""
    return lambda period: "FY" + text(period + per_year)


TEXTS = {"month": month_text, "quarter": quarter_text, "half": half_text, "year": str,
         "fiscal-quarter": fiscal(quarter_text, 4), "fiscal-half": fiscal(half_text, 2),
         "fiscal-year": fiscal(str, 1)}
SIZES = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def period_text(first, last):
    """How the months from one to another are named: as a period, else by both."""
    for grain, size in reversed(SIZES.items()):
        if last - first + 1 == size and first % size == 0:
            return TEXTS[grain](first // size)
    return f"{month_text(first)}..{month_text(last)}"


def spend_tables(facts, dimension, as_of, view):
    text, rows = TEXTS.get(dimension, lambda value: value), []
    found = spend.by(facts, dimension, as_of, view)
    shown = {column: amounts(found, column, view, text) for column in ("amount", "tax")}
    for (value, currency), cell in found.items():
        if cell["lines"] + cell["taxes"]:
            cells = {"amount": shown["amount"][value, currency],
                     "tax": shown["tax"][value, currency],
                     "lines": cell["lines"]}
        else:
            cells = {"amount": Missing("not_billed"), "lines": 0}
        rows.append(((text(value), currency), {**cells, "missing_invoices": cell["missing"]}))
    return {"rows": rows, "rows.totals": spend_totals(facts, as_of, view)}, {
        "rows": [dimension.removeprefix("fiscal-"), "currency"], "rows.totals": ["currency"]}


def amounts(found, column, view, text):
    """The amounts of all rows as they are shown: stored ones whole, computed ones rounded, and
    converted ones so that they add up (rule 7)."""
    values = {key: cell[column] for key, cell in found.items() if cell["lines"] + cell["taxes"]}
    if view.rates:
        values = add_up(values, view.rates.target, lambda key: text(key[0]))
    return {key: shown_amount(value, key[1], view) for key, value in values.items()}


def shown_amount(value, currency, view):
    plain = view.basis == "billed" and not view.rates
    return stored(value, currency) if plain else coin(value, currency)


def spend_totals(facts, as_of, view):
    """The sums of all rows, a currency each."""
    sums = {}
    for (_, currency), cell in spend.by(facts, "contract", as_of, view).items():
        mine = sums.setdefault(currency, dict.fromkeys(
            ("amount", "tax", "lines", "missing", "taxes"), 0))
        for name in mine:
            mine[name] += cell[name]
    return [((currency,), {
        **({column: shown_amount(Fraction(one[column]), currency, view)
            for column in ("amount", "tax")} if one["lines"] + one["taxes"] else
           {"amount": Missing("not_billed"), OPTIONAL: True}),
        "lines": one["lines"], "missing_invoices": one["missing"]})
            for currency, one in sums.items()]


def spend_family(dimension):
    @family(f"spend-{dimension}", "report", "spend", "--by", dimension)
    def tables(facts, as_of):
        return spend_tables(facts, dimension, as_of, spend.View())


for each in ("month", "contract", "provider", "buyer", "year"):
    spend_family(each)


def revenue_of(facts, view):
    """A function that tells the revenue of an organization's months, in a currency; it remembers
    what it told."""
    figures, told = revenue.figures(facts, bool(view.rates)), {}

    def tell(organization, months, currency):
        key = (organization, tuple(months), currency)
        if key not in told:
            told[key] = (revenue.converted(figures, organization, months, view.rates)
                         if view.rates else revenue.of(figures, organization, months, currency))
        return told[key]
    return tell


def ratio_tables(facts, as_of, grain, of, view):
    """Rows by buyer (or provider and buyer), period and currency."""
    size, text = SIZES[grain], TEXTS[grain]
    revenues, rows, seen = revenue_of(facts, view), [], {}
    for piece in view.pieces(facts, as_of):
        seen.setdefault(group(piece, of) + (piece.month // size, piece.currency), []).append(piece)
    for key, pieces in seen.items():
        *who, period, currency = key
        months = list(range(period * size, period * size + size))
        row = spend.over_revenue(pieces, revenues(who[0], months, currency), months, view)
        cells = {"spend": combine(lambda value: shown_amount(value, currency, view), row["spend"]),
                 "revenue": money(row["revenue"], currency), "share": combine(ratio, row["share"])}
        if known(row["revenue"], row["share"]) and abs(row["revenue"]) >= LARGE:
            cells["share"] = Either(cells["share"], Missing("too_large"))
        if row["tax"] is not None:
            cells["tax"] = shown_amount(row["tax"], currency, view)
        rows.append((tuple(who) + (text(period), currency), cells))
    listed = {key for key, _ in rows}
    for agreement in facts.agreements:
        for month in view.missing_months(agreement, as_of):
            who = ((agreement.text("buyer"),) if of == "buyer" else
                   (agreement.text("provider"), agreement.text("buyer")))
            months = list(range(month // size * size, month // size * size + size))
            currency = view.currency(agreement)
            key = who + (text(month // size), currency)
            if key not in listed:
                listed.add(key)
                value, *_ = revenues(who[0], months, currency)
                rows.append((key, {"spend": Missing("not_billed"),
                                   "revenue": money(value, currency),
                                   "share": first_missing(
                                       Missing("not_billed"), *[] if known(value) else [value],
                                       *[] if not known(value) or abs(value) < LARGE else
                                       [Missing("too_large")],
                                       *[] if not known(value) or value > 0 else
                                       [Missing("zero", "negative", "partial")])}))
    names = ["buyer"] if of == "buyer" else ["provider", "buyer"]
    for who in {key[:-2] + key[-1:] for key in listed}:
        periods = [part for part in range(2023 * 12 // size, 2029 * 12 // size)
                   if (*who[:-1], text(part), who[-1]) in listed]
        for part in range(min(periods), max(periods)):
            key = (*who[:-1], text(part), who[-1])
            if key not in listed:
                value, *_ = revenues(who[0], list(range(part * size, part * size + size)), who[-1])
                rows.append((key, {"spend": Missing("not_billed"),
                                   "revenue": money(value, who[-1])}))
    return {"rows": rows}, {"rows": names + ["period", "currency"]}


def group(piece, of):
    return (piece.buyer,) if of == "buyer" else (piece.provider, piece.buyer)


def ratio_family(grain, of):
    @family(f"ratio-{of}-{grain}", "report", "ratio", "--by", grain, "--of", of)
    def tables(facts, as_of):
        return ratio_tables(facts, as_of, grain, of, spend.View())


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
        value, _ = revenue.twelve_months(figures, agreement.text("buyer"), agreement.currency,
                                         as_of)
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
