"""What random books get beside their contracts: exchange rates, and imports that come later, which
revise what was said, add to it, or take an import back."""

from datetime import timedelta
from fractions import Fraction

from .days import month_end, month_length, month_of, month_start, month_text
from .facts import Import
from .money import MINOR_DIGITS, half_even, write

FIRST, LAST = 12 * 2023 + 7, 12 * 2026 + 11
WORTH = {"USD": Fraction(1), "EUR": Fraction("1.08"), "GBP": Fraction("1.27"),
         "JPY": Fraction("0.0067"), "KRW": Fraction("0.00073"), "BHD": Fraction("2.65")}


def rates(chance, currencies, as_of):
    """Rates of the pairs of a hub, in either direction, some of other pairs or both directions,
    mostly of weekdays; in some books with months that have few or none."""
    hub = chance.choice(["EUR", "EUR", "USD", "GBP"])
    codes = sorted(set(currencies) | {"EUR", "GBP", "USD"})
    pairs = [chance.choice([(hub, code), (code, hub)]) for code in codes if code != hub]
    if chance.random() < 0.4:
        pairs.append(tuple(chance.sample(codes, 2)))
    if chance.random() < 0.3:
        pairs.append(chance.choice(pairs)[::-1])
    gaps, turn = chance.random() < 0.3, chance.random() < 0.1
    rows = {}
    for number, (base, quote) in enumerate(dict.fromkeys(pairs)):
        every, turned = chance.random() < 0.1, turn and number == 0
        for month in range(FIRST, LAST + 1):
            if gaps and chance.random() < 0.08:
                continue
            pair = (quote, base) if turned and month > FIRST + 18 else (base, quote)
            for day in rate_days(chance, month, every, gaps, as_of):
                rows[(day, *pair)] = rate_text(chance, *pair)
    return [dict(day=day.isoformat(), base=base, quote=quote, rate=rate)
            for (day, base, quote), rate in rows.items()]


def rate_days(chance, month, every, gaps, as_of):
    """The days of a month that have a rate."""
    weekdays = [month_start(month) + timedelta(days=k) for k in range(month_length(month))]
    weekdays = [day for day in weekdays if day.weekday() < 5]
    if every:
        return weekdays
    found = set(chance.sample(weekdays, chance.choice([1, 1, 2, 3, 5])))
    if not gaps:
        found.add(chance.choice(weekdays[-4:]))
        found |= {day for day in weekdays[:1] if month == month_of(as_of)}
        found |= {day for day in weekdays if timedelta(0) <= as_of - day <= timedelta(days=3)}
    return sorted(found)


def rate_text(chance, base, quote):
    """A rate about what the currencies are worth."""
    value = WORTH[base] / WORTH[quote] * chance.randrange(900, 1100) / 1000
    return write(half_even(value, chance.choice([4, 5, 6, 9])) or Fraction(1, 1000), 0)


def odd_invoices(chance, rows):
    """In some books an invoice comes to nothing, or is divided among two contracts; it is paid, or
    half of it."""
    alike = [(one, two) for one in rows["contracts"] for two in rows["contracts"] if one is not two
             and all(one[name] == two[name] for name in ("provider", "buyer", "currency"))]
    if chance.random() < 0.15:
        row, amount = chance.choice(rows["contracts"]), chance.randrange(100, 900)
        last = chance.choice(["Usage", "Adjustment", "", "Tax"])
        odd_invoice(chance, rows, "Z-1", [(row, amount, "Usage"), (row, -amount, last)])
    if alike and chance.random() < 0.6:
        one, two = chance.choice(alike)
        odd_invoice(chance, rows, "Z-2", [(one, chance.randrange(100, 900), "Usage"),
                                          (two, chance.randrange(100, 900), ""),
                                          (two, 50, chance.choice(["Tax", "Usage"]))])


def odd_invoice(chance, rows, number, lines):
    """An invoice with a line for each contract, amount and category, and a payment of it."""
    month = chance.randrange(12 * 2024, 12 * 2026)
    total, issued = sum(amount for _, amount, _ in lines), month_end(month)
    provider, currency = (lines[0][0][name] for name in ("provider", "currency"))
    for place, (row, amount, category) in enumerate(lines, 1):
        line = dict(provider=provider, number=number, contract=row["reference"],
                    billing_month=month_text(month), issued_on=issued.isoformat(),
                    currency=currency, total=str(total), line_no=str(place), kind="invoice",
                    amount=str(amount), charge_category=category)
        rows.setdefault("invoices", []).append({k: v for k, v in line.items() if v})
    paid = chance.choice([total // 2, total, 40]) or 40
    rows.setdefault("payments", []).append(dict(
        provider=provider, number=number, reference="W-" + number, amount=str(paid),
        paid_on=(issued + timedelta(days=chance.randrange(1, 50))).isoformat()))


def fix(chance, row):
    """Let a contract fix its rate, or fix none: of its currency in another, far enough from what it
    is worth that one rate is not taken for the other."""
    quote = chance.choice([code for code in ("USD", "USD", "EUR", "GBP", "JPY", "BHD")
                           if code != row["currency"]])
    value = WORTH[row["currency"]] / WORTH[quote] * chance.randrange(1200, 1900) / 1000
    row["fx_rate_fixed"] = write(half_even(value, chance.choice([6, 6, 9])), 0)
    row["fx_quote"] = quote


def contracts_again(chance, rows):
    """A contract fixes its rate, another one, or none any more."""
    row = dict(chance.choice(rows["contracts"]))
    if "fx_quote" in row and chance.random() < 0.4:
        row["fx_rate_fixed"] = row["fx_quote"] = ""  # without its columns it would keep its rate
    else:
        fix(chance, row)
    return revision("contracts", {"contracts": rows["contracts"]}, [row])


def budgets(chance, contracts):
    """Budgets of some scopes, by month, with gaps; some are said again later."""
    scopes = []
    for row in contracts:
        scopes += [(row["buyer"], "", ""), (row["buyer"], row["provider"], ""),
                   (row["buyer"], row["provider"], row["reference"])]
    scopes, rows = list(dict.fromkeys(scopes)), []
    for scope in chance.sample(scopes, chance.randrange(min(4, len(scopes)) + 1)):
        mine = [row["currency"] for row in contracts if scope[0] == row["buyer"]
                and scope[1] in ("", row["provider"]) and scope[2] in ("", row["reference"])]
        currency = chance.choice([*mine, *mine, *mine, "EUR"])
        first = 12 * chance.choice([2024, 2025, 2025, 2026]) + chance.choice([0, 0, 0, 3, 6])
        amount = chance.randrange(100, 5000)
        for month in range(first, min(first + chance.choice([6, 12, 12, 24]), LAST + 12)):
            if chance.random() < 0.04:
                continue
            said = month_start(first - chance.randrange(1, 3)).isoformat()
            said = "" if chance.random() < 0.3 else said
            rows.append(budget(scope, month, currency, amount, said))
            if chance.random() < 0.15:
                said = month_start(month + chance.randrange(-2, 3)) + timedelta(
                    days=chance.randrange(28))
                rows.append(budget(scope, month, currency, amount + chance.randrange(-90, 400),
                                   said.isoformat()))
    return list({tuple(row.get(name) for name in row if name != "amount"): row
                 for row in rows}.values())


def budget(scope, month, currency, amount, said):
    row = dict(zip(("buyer", "provider", "contract"), scope), month=month_text(month),
               currency=currency, amount=str(amount), as_of=said)
    return {name: value for name, value in row.items() if value}


def budgets_again(chance, rows):
    """Some budgets were of another amount."""
    changed = some(chance, rows.get("budgets", []), 3)
    for row in changed:
        row["amount"] = chance.choice(["0", str(int(row["amount"]) + 50), row["amount"] + ".5"])
    return revision("budgets", rows, changed)


def imports(chance, rows, place, late):
    """Imports that come after the first `place` ones: each kind is revised at most once, and then
    perhaps one of them is taken back, and perhaps imported again. `late` is the number of an import
    of invoices that nothing depends on, or None."""
    if chance.random() < 0.35:
        return []
    makers = [rates_again, payments_again, invoices_again, revenue_again]
    chance.shuffle(makers)
    found = [one for one in (make(chance, rows) for make in makers[:chance.choice([1, 2, 3])])
             if one]
    numbers = [place + k for k in range(1, len(found) + 1)] + ([late] if late else [])
    if numbers and chance.random() < 0.5:
        number = chance.choice(numbers)
        found.append(Import("undo", [], undone=number))
        if number > place and chance.random() < 0.3:
            found.append(found[number - place - 1])
    return found


def cascade(chance, book):
    """In some books an import is taken back at last, with all that depends on it."""
    undone = {one.undone for one in book}
    first = {}
    for number, one in enumerate(book, 1):
        if one.kind in ("invoices", "capacity", "payments", "fx", "revenue", "budgets"):
            first.setdefault(one.kind, number)
    numbers = [number for number in first.values() if number not in undone]
    if not numbers or chance.random() > 0.2:
        return []
    return [Import("undo", [], undone=chance.choice(numbers), cascade=True)]


def some(chance, rows, count):
    return [dict(row) for row in chance.sample(rows, min(len(rows), count))]


def revision(kind, rows, changed):
    """The import that revises rows; None where they say what was said: that has no number."""
    return Import(kind, changed, True) if any(row not in rows[kind] for row in changed) else None


def rates_again(chance, rows):
    """Some rates were others, and some are of days that had none."""
    changed = some(chance, rows.get("fx", []), 12)
    for row in changed:
        row["rate"] = rate_text(chance, row["base"], row["quote"])
    return revision("fx", rows, changed)


def payments_again(chance, rows):
    """Some payments were of another amount or day, some of which only the month is known."""
    changed = some(chance, rows.get("payments", []), chance.choice([1, 3]))
    for row in changed:
        if chance.random() < 0.5:
            row["amount"] = write(Fraction(row["amount"]) * 2, 0)
        if chance.random() < 0.5:
            row["paid_on"] = row["paid_on"][:7]
        if chance.random() < 0.3:
            row["paid_on"] = month_end(month_of_text(row["paid_on"]) + 2).isoformat()
    return revision("payments", rows, changed)


def month_of_text(text):
    return 12 * int(text[:4]) + int(text[5:7]) - 1


def invoices_again(chance, rows):
    """An invoice was of another amount, or a line of several was tax."""
    held = {row["number"] for row in rows.get("disputes", [])}
    held |= {row["credits"] for row in rows.get("invoices", []) if row.get("credits")}
    mine = {}
    for row in rows.get("invoices", []):
        if row["number"] not in held and not row.get("credits") and row["kind"] == "invoice":
            mine.setdefault(row["number"], []).append(dict(row))
    if not mine:
        return None
    lines = chance.choice(list(mine.values()))
    if len(lines) > 1:
        lines[-1]["charge_category"] = "Tax" if Fraction(lines[-1]["amount"]) > 0 else "Credit"
    else:
        digits = MINOR_DIGITS[lines[0]["currency"]]
        value = half_even(Fraction(lines[0]["amount"]) * Fraction(4, 3), digits)
        lines[0]["amount"] = lines[0]["total"] = write(value, 0)
    return revision("invoices", rows, lines)


def revenue_again(chance, rows):
    """Revenue was said to be less."""
    changed = some(chance, rows.get("revenue", []), chance.choice([1, 4]))
    for row in changed:
        row["amount"] = write(half_even(Fraction(row["amount"]) * Fraction(7, 8), 0), 0)
    return revision("revenue", rows, changed)
