"""What is open and how long payments took (M20), as they are printed."""

from fractions import Fraction

from .. import payables
from ..money import Rounded
from .common import OWN, add_up, converted, family

# The columns of what is to be paid: from so many days after the due day on.
LATE = ((91, "overdue_over_90"), (61, "overdue_61_90"), (31, "overdue_31_60"), (1, "overdue_1_30"))
COLUMNS = ["not_due", *[name for _, name in LATE], "no_due_day"]


def column(invoice, as_of):
    """The column that what is to be paid of an invoice stands in."""
    if invoice.due is None:
        return "no_due_day"
    late = (as_of - invoice.due).days
    return next((name for days, name in LATE if late >= days), "not_due")


def since(invoice, as_of):
    """The day that an invoice is open from: of its receipt, else of its issue. A receipt after the
    as-of day is not there (ruling 16)."""
    there = invoice.received is not None and invoice.received <= as_of
    return invoice.received if there else invoice.issued


def days_from(invoice, until, as_of):
    """The days that an invoice is open until a day."""
    return (until - since(invoice, as_of)).days


@family("payables", "report", "payables")
def payables_tables(facts, as_of, coins=OWN):
    every = payables.invoices(facts, as_of)
    shown = shown_amounts([one for one in every if one.open > 0], coins)
    rows, totals = [], {}
    for invoice, (whole, paying, disputed) in shown.items():
        name, currency = column(invoice, as_of), coins.currency(invoice.currency)
        cells = {"due": invoice.due.isoformat() if invoice.due else None, "currency": currency,
                 "days_open": days_from(invoice, as_of, as_of),
                 "open": coins.text(whole, currency), **dict.fromkeys(COLUMNS),
                 name: coins.text(paying, currency),
                 "disputed": coins.text(disputed, currency) if invoice.disputed else None}
        rows.append(((invoice.provider, invoice.named, invoice.number), cells))
        sums = totals.setdefault(currency, {"open": 0, "disputed": 0})
        for key, value in (("open", whole), (name, paying), ("disputed", disputed)):
            sums[key] = sums.get(key, 0) + value
    return {"rows": rows, "days_payable": days_rows(every, shown, as_of, coins),
            "rows.totals": [((currency,), {
                **dict.fromkeys(COLUMNS),
                **{name: coins.text(value, currency) for name, value in sums.items()}})
                for currency, sums in totals.items()]}, {
        "rows": ["provider", "contract", "invoice"], "days_payable": ["provider", "currency"],
        "rows.totals": ["currency"]}


def shown_amounts(invoices, coins):
    """Of each invoice what is open, to be paid and disputed; converted, what is open of each is a
    piece of the total, and the other two are pieces of that."""
    exact = {one: (one.open, one.payable, min(one.open, one.disputed)) for one in invoices}
    if not coins.rates:
        return exact
    into = coins.rates.target
    exact = {one: [coins.of(one.contract).exact(value, one.currency) for value in values]
             for one, values in exact.items()}
    wholes = add_up({one: values[0] for one, values in exact.items()}, into,
                    lambda one: one.number)
    found = {}
    for one, (_, paying, disputed) in exact.items():
        parts = add_up({"paying": paying, "to be disputed": disputed}, into, whole=wholes[one])
        found[one] = (wholes[one], parts["paying"], parts["to be disputed"])
    return found


def days_rows(every, shown, as_of, coins):
    """How long payments took, and how long ago what is open was received, weighted by amounts."""
    groups = {}
    for one in every:
        if one.payments or one.open > 0:
            key = (one.provider, coins.currency(one.currency))
            groups.setdefault(key, []).append(one)
    return [(key, days_cells(invoices, shown, as_of, coins, key[1]))
            for key, invoices in groups.items()]


def days_cells(invoices, shown, as_of, coins, currency):
    paid = [(coins.of(one.contract).exact(amount, one.currency), days_from(one, day, as_of))
            for one in invoices for day, amount in one.payments]
    still = [(coins.of(one.contract).exact(one.open, one.currency), days_from(one, as_of, as_of))
             for one in invoices if one in shown]
    whole = sum((amount for amount, _ in paid), Fraction(0))
    return {"paid": coins.text(whole, currency), "days_payable": mean(paid),
            "open": coins.text(sum((shown[one][0] for one in invoices if one in shown),
                                   Fraction(0)), currency),
            "open_age": mean(still),
            "from_issue": sum(1 for one in invoices if one.received is None
                              or one.received > as_of)}


def mean(weighted):
    """The mean of days by amounts, to a tenth; None where there is none."""
    whole = sum(amount for amount, _ in weighted)
    return Rounded(sum(amount * days for amount, days in weighted) / whole, 1) if whole else None


converted("payables", payables_tables, "report", "payables")
