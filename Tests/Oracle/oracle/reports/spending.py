"""Spend and its ratios (M1, M2), as they are printed."""

from .. import charges, revenue, spend, standing
from ..compare import OPTIONAL
from ..days import month_text, months
from ..money import Missing, combine, first_missing, known, ratio, stored
from .common import family, money


def quarter_text(quarter):
    return f"{quarter // 4}Q{quarter % 4 + 1}"


def spend_tables(facts, dimension, as_of):
    texts = {"month": month_text, "quarter": quarter_text, "year": str}
    text, rows = texts.get(dimension, lambda value: value), []
    for (value, currency), cell in spend.by(facts, dimension, as_of).items():
        if cell["lines"] + cell["taxes"]:
            cells = {"amount": stored(cell["amount"], currency),
                     "tax": stored(cell["tax"], currency),
                     "lines": cell["lines"]}
        else:
            cells = {"amount": Missing("not_billed"), "lines": 0}
        rows.append(((text(value), currency), {**cells, "missing_invoices": cell["missing"]}))
    return {"rows": rows, "rows.totals": spend_totals(facts, as_of)}, {
        "rows": [dimension, "currency"], "rows.totals": ["currency"]}


def spend_totals(facts, as_of):
    """The sums of all rows, a currency each."""
    sums = {}
    for (_, currency), cell in spend.by(facts, "contract", as_of).items():
        mine = sums.setdefault(currency, dict.fromkeys(("amount", "lines", "missing", "taxes"), 0))
        for name in mine:
            mine[name] += cell[name]
    return [((currency,), {
        "amount": stored(one["amount"], currency) if one["lines"] + one["taxes"] else Missing(
            "not_billed"),
        "lines": one["lines"], "missing_invoices": one["missing"],
        **({} if one["lines"] + one["taxes"] else {OPTIONAL: True})})
            for currency, one in sums.items()]


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
        cells = {"spend": combine(lambda value: stored(value, currency), row["spend"]),
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
