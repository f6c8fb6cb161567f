"""The facts of a book: typed rows as they were known at some import.

A book is a list of imports, each a kind of record, a list of rows (column to text) and whether it
revises. `known(book, number)` gives what all imports up to that number say.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache

from . import days

KEYS = {
    "providers": ["slug"],
    "contracts": ["provider", "reference"],
    "events": ["contract", "occurred_on", "kind", "summary"],
    "fees": ["contract", "tranche", "from_month"],
    "commitments": ["contract", "from", "kind"],
    "capacity": ["contract", "tranche"],
    "deliveries": ["provider", "contract", "tranche", "site", "delivered_on", "planned_on",
                   "accelerator"],
    "invoices": ["provider", "number", "line_no"],
    "payments": ["provider", "number", "reference"],
    "revenue": ["organization", "period_start", "period_end", "basis", "as_of"],
    "prices": ["contract", "sku", "from_month"],
    "termination-fees": ["contract", "from"],
    "sla": ["contract", "below"],
    "outages": ["contract", "tranche", "from"],
    "disputes": ["provider", "number", "opened_on"],
    "budgets": ["buyer", "provider", "contract", "month", "as_of"],
    "fx": ["day", "base", "quote"],
}


@dataclass
class Import:
    """One imported file: its kind, its rows, and whether it replaces rows of a known key; or, of
    kind `undo`, one that takes back the import of a number, perhaps with those that depend on it
    (which is then the last of its book: the program counts an undo for each)."""

    kind: str
    rows: list
    revise: bool = False
    undone: int = 0
    cascade: bool = False


@dataclass
class Fee:
    """A row of the fee schedule; a fee of None exists and is not known."""

    tranche: str
    first: int
    last: int | None
    fee: Fraction | None
    imported: int


@dataclass(eq=False)
class Line:
    """An invoice line with the days of its service; `assumed` where these are the billing month's.
    """

    provider: str
    buyer: str
    contract: str
    number: str
    credit_note: bool
    credits: str
    issued: object
    due: object
    received: object
    month: int
    currency: str
    amount: Fraction
    category: str
    sku: str
    quantity: Fraction | None
    unit: str
    unit_price: Fraction | None
    start: object
    end: object
    assumed: bool
    line_no: int
    imported: int


def remember(function):
    """Keep what a function gave for the same agreement and day: it will be asked for again."""
    return lru_cache(maxsize=20000)(function)


@dataclass(eq=False)
class Agreement:
    """A contract with all that is recorded of it."""

    row: dict
    events: list = field(default_factory=list)
    fees: list = field(default_factory=list)
    fee_history: list = field(default_factory=list)
    commitments: list = field(default_factory=list)
    capacity: list = field(default_factory=list)
    deliveries: list = field(default_factory=list)
    outages: list = field(default_factory=list)
    tiers: list = field(default_factory=list)
    prices: list = field(default_factory=list)
    termination_fees: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    def text(self, column):
        """A column's text, empty where there is none."""
        return self.row.get(column, "")

    def whole(self, column):
        """A column's whole number, or None."""
        return int(self.text(column)) if self.text(column) else None

    def number(self, column):
        """A column's number, or None."""
        return Fraction(self.text(column)) if self.text(column) else None

    @property
    def reference(self):
        return self.text("reference")

    @property
    def currency(self):
        return self.text("currency")

    @property
    def status(self):
        return self.text("status") or "active"

    @property
    def announced(self):
        """Whether the deal is only reported or announced, and binds nobody."""
        return self.status in ("reported", "announced")

    @property
    def start(self):
        """The day that the contract starts: effective, else signed, else not known (M0)."""
        return days.first_day(self.text("effective_on")) or days.first_day(self.text("signed_on"))

    @property
    def undisclosed(self):
        """The code of a fee that exists and is not known (ruling 3)."""
        return "not_disclosed" if self.announced else "not_recorded"


@dataclass
class Facts:
    """All that is known: contracts, invoice lines, payments, revenue."""

    organizations: list
    agreements: list
    lines: list
    payments: list
    revenue: list
    disputes: list
    rates: list
    budgets: list

    @cached_property
    def daily_rates(self):
        """The stored rates of each pair by day."""
        found = {}
        for row in self.rates:
            pair = found.setdefault((row["base"], row["quote"]), {})
            pair[days.first_day(row["day"])] = Fraction(row["rate"])
        return found

    def agreement(self, reference):
        return next(a for a in self.agreements if a.reference == reference)


def latest(imports, kind):
    """The rows of a kind as they stand: of each key the one said last, in order of the imports."""
    rows = {}
    for number, one in enumerate(imports, 1):
        if one.kind == kind:
            for line, row in enumerate(one.rows, 2):
                key = tuple(row.get(column, "") for column in KEYS[kind])
                rows[key] = dict(row, _import=number, _line=line)
    return list(rows.values())


def history(imports, kind):
    """Every row of a kind that was ever recorded, oldest first."""
    return [dict(row, _import=number, _line=line)
            for number, one in enumerate(imports, 1) if one.kind == kind
            for line, row in enumerate(one.rows, 2)]


def known(book, number=None):
    """The facts as they were known once the import of a number was in (all where it is None)."""
    imports = left(book[:number])
    agreements = [Agreement(row) for row in latest(imports, "contracts")]
    for agreement in agreements:
        attach(agreement, imports)
    lines = [line(row, agreements) for row in latest(imports, "invoices")]
    for agreement in agreements:
        agreement.lines = [one for one in lines if one.contract == agreement.reference]
    return Facts(latest(imports, "providers"), agreements, lines, latest(imports, "payments"),
                 latest(imports, "revenue"), latest(imports, "disputes"),
                 latest(imports, "fx"), latest(imports, "budgets"))


def left(imports):
    """The imports without what was taken back of them."""
    last = imports[-1] if imports else None
    gone = {one.undone for one in imports if not one.cascade}
    left = [Import("undone", []) if place in gone else one
            for place, one in enumerate(imports, 1)]
    if not last or not last.cascade:
        return left
    gone, invoices = dependents(left, last.undone)
    return [Import("undone", []) if place in gone else
            Import(one.kind, [row for row in one.rows
                              if (row["provider"], row["number"]) not in invoices], one.revise)
            if one.kind in ("payments", "disputes") else one
            for place, one in enumerate(left, 1)]


def dependents(imports, number):
    """The imports that go with one, itself included: those that revised a row of one that goes; and
    the invoices that go."""
    kind, rows, gone = imports[number - 1].kind, {}, {number}
    for place, one in enumerate(imports, 1):
        if one.kind != kind:
            continue
        for row in one.rows:
            key = tuple(row.get(column, "") for column in KEYS[kind])
            before = rows.get(key)
            if before and before[1] in gone and place > number and before[0] != row:
                gone.add(place)
            if not before or before[0] != row:
                rows[key] = (row, place)
    invoices = {(row["provider"], row["number"]) for place in gone
                for row in imports[place - 1].rows} if kind == "invoices" else set()
    return gone, invoices


def attach(agreement, imports):
    """Give a contract its own rows of every other kind."""
    def own(kind, rows=latest):
        return [row for row in rows(imports, kind) if row.get("contract") == agreement.reference]

    agreement.events = own("events")
    agreement.fees = [fee(row) for row in own("fees")]
    agreement.fee_history = [fee(row) for row in own("fees", history)]
    agreement.commitments = own("commitments")
    agreement.capacity = own("capacity")
    agreement.capacity_history = own("capacity", history)
    agreement.deliveries = own("deliveries")
    agreement.outages = own("outages")
    agreement.tiers = own("sla")
    agreement.prices = own("prices")
    agreement.termination_fees = own("termination-fees")


def fee(row):
    """A fee from its row."""
    return Fee(row.get("tranche", ""), days.parse_month(row["from_month"]),
               days.parse_month(row["to_month"]) if row.get("to_month") else None,
               Fraction(row["monthly_fee"]) if row.get("monthly_fee") else None, row["_import"])


def line(row, agreements):
    """An invoice line from its row: its category, its days of service, its billing month."""
    amount = Fraction(row.get("amount") or row["total"])
    start = days.first_day(row.get("service_from"))
    end = days.last_day(row.get("service_to") or row.get("service_from"))
    month = (days.parse_month(row["billing_month"]) if row.get("billing_month")
             else days.month_of(start))
    assumed = start is None
    if assumed:
        start, end = days.month_start(month), days.month_end(month)
    kind = row.get("kind") or ("credit_note" if Fraction(row["total"]) < 0 else "invoice")
    category = row.get("charge_category") or ("Adjustment" if amount < 0 else "Usage")
    buyer = row.get("buyer") or next(
        (a.text("buyer") for a in agreements if a.reference == row.get("contract")), "")
    def number(column):
        return Fraction(row[column]) if row.get(column) else None

    return Line(
        provider=row["provider"], buyer=buyer, contract=row.get("contract", ""),
        number=row["number"], credit_note=kind == "credit_note", credits=row.get("credits", ""),
        issued=days.last_day(row["issued_on"]), due=days.last_day(row.get("due_on")),
        received=days.last_day(row.get("received_on")), month=month, currency=row["currency"],
        amount=amount, category=category, sku=row.get("sku", ""), quantity=number("quantity"),
        unit=row.get("unit", ""), unit_price=number("unit_price"), start=start,
        end=end + days.ONE, assumed=assumed, line_no=int(row.get("line_no") or 1),
        imported=row["_import"])
