"""Unit prices (`report prices`, M3): amounts over quantities, by SKU, contract, unit and billing
month."""

import re
from fractions import Fraction

from . import charges
from .days import parse_month
from .money import Missing, known


def canonical(unit):
    """A unit without case, plural, abbreviation of the hour, or a leading 1 (ruling 8)."""
    text = re.sub(r"^1\s*", "", unit.strip().lower())
    words = re.split(r"[\s_-]+", text)
    words = ["hour" if re.fullmatch(r"h|hrs?|hours?", word) else re.sub(r"(?<!s)s$", "", word)
             for word in words]
    return "-".join(words)


def rows(facts, as_of):
    """A row for each SKU, provider, contract, unit, currency and month."""
    found = {}
    for line in charges.issued(facts.lines, as_of):
        if line.category in ("Usage", "Purchase") and line.sku and line.quantity is not None:
            key = (line.sku, line.provider, line.contract, canonical(line.unit), line.currency)
            cell = found.setdefault(key, {}).setdefault(line.month, [Fraction(0), Fraction(0)])
            cell[0] += line.amount
            cell[1] += line.quantity
    result = []
    for key, months in sorted(found.items()):
        before = None
        for month in sorted(months):
            amount, quantity = months[month]
            price = amount / quantity if quantity else Missing("zero", "not_applicable")
            result.append({"key": key, "month": month, "amount": amount, "quantity": quantity,
                           "unit_price": price, "previous": before,
                           "change": change(price, before[1] if before else None),
                           "fixed": fixed(facts, key, month)})
            before = (month, price)
    return result


def by_provider(facts, as_of):
    """A row for each SKU, unit, month and currency: the prices of its providers, and the mean."""
    found = {}
    for row in rows(facts, as_of):
        sku, provider, _, unit, currency = row["key"]
        cell = found.setdefault((sku.lower(), unit, row["month"], currency), {})
        mine = cell.setdefault(provider, [Fraction(0), Fraction(0)])
        mine[0] += row["amount"]
        mine[1] += row["quantity"]
    return found


def change(price, before):
    """The change of a price (M3)."""
    if before is None:
        return Missing("not_applicable")
    if not known(price, before):
        return Missing("not_applicable", "zero")
    if before <= 0:
        return Missing("zero", "negative", "not_applicable")
    return (price - before) / before


def fixed(facts, key, month):
    """The price that the contract fixes for a month: of the rows that cover it the latest."""
    agreement = next((a for a in facts.agreements if a.reference == key[2]), None)
    rows = [row for row in (agreement.prices if agreement else []) if row["sku"] == key[0]
            and parse_month(row["from_month"]) <= month
            and (not row.get("to_month") or month <= parse_month(row["to_month"]))]
    if not rows:
        return Missing("not_recorded")
    row = max(rows, key=lambda one: parse_month(one["from_month"]))
    if canonical(row["unit"]) != key[3]:
        return Missing("measures_differ", "not_recorded")
    return Fraction(row["unit_price"])
