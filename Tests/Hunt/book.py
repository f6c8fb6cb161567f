"""Random books: a row of every kind that the program has, most of them such as a firm would keep."""

import calendar
import csv
import datetime
import io
import random

CURRENCIES = ["USD"] * 8 + ["EUR", "JPY", "KRW", "BHD"]
WORDS = {
    "sku": ["gpu-h", "gpu-m", "power"],
    "unit": ["hour", "month", "accelerator-hour", "kWh"],
    "tranche": ["A", "B", "total"],
    "site": ["Hall 1", "Hall 2"],
    "accelerator": ["GB300", "H200"],
}
# Columns of which the first is not after the second.
PAIRS = [
    ("from", "to"), ("from_month", "to_month"), ("service_from", "service_to"),
    ("period_start", "period_end"), ("effective_on", "ends_on"), ("delivered_on", "withdrawn_on"),
    ("delivered_on", "accepted_on"), ("issued_on", "received_on"), ("issued_on", "due_on"),
    ("opened_on", "resolved_on"),
]
# Columns of which a row has one at most.
CHOICES = [
    ("notice_days", "notice_months"), ("renewal_notice_days", "renewal_notice_months"),
    ("lock_in_months", "lock_in_until"),
]


class Book:
    """Rows by kind, in the order in which the kinds are imported."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows

    @property
    def count(self):
        return sum(len(rows) for rows in self.rows.values())

    def csv(self, kind):
        return text_of([column["column"] for column in self.columns[kind]], self.rows[kind])

    def replacing(self, kind, rows):
        return Book(self.columns, {**self.rows, kind: rows})


def text_of(columns, rows):
    """A file of the columns that a row of it has something in, the required ones first of all."""
    used = [name for name in columns if any(row.get(name) for row in rows)]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(used)
    writer.writerows([row.get(name, "") for name in used] for row in rows)
    return file.getvalue()


class Maker:
    """Makes one book of a seed."""

    def __init__(self, columns, seed):
        self.columns, self.random = columns, random.Random(seed)
        self.contracts, self.invoices = [], []

    def book(self):
        rows = {kind: self.rows(kind) for kind in self.columns}
        return Book(self.columns, rows)

    def rows(self, kind):
        if kind == "providers":
            return [self.organization(slug) for slug in ("north", "south", "lumen", "delta")]
        if kind != "contracts" and self.random.random() < 0.2:
            return []
        if kind == "invoices":
            return [row for number in range(self.random.randint(2, 8)) for row in self.invoice(number)]
        rows = [self.row(kind) for _ in range(self.random.randint(2, 5))]
        for number, row in enumerate(rows):
            if "reference" in row:
                row["reference"] = f"{kind[0].upper()}-{number}"
            if kind == "capacity":
                row["tranche"] = WORDS["tranche"][number % 3]
        if kind == "contracts":
            self.contracts = rows
        return rows

    # Rows

    def organization(self, slug):
        row = self.row("providers")
        row.update(slug=slug, name=f"{slug.title()} Inc.", kind="both", aliases="")
        row["parent"] = self.random.choice(["", "", "north"]) if slug != "north" else ""
        return row

    def invoice(self, number):
        """The lines of one invoice, of which most have one."""
        first = self.row("invoices")
        first["number"] = f"I-{number}"
        first["line_no"] = first["total"] = ""
        if not first["kind"] == "credit_note":
            first["credits"] = ""
        elif self.invoices:
            first["credits"] = self.random.choice(self.invoices)["number"]
        if first["kind"]:
            first["kind"] = "credit_note" if first["amount"].startswith("-") else "invoice"
        self.invoices.append(first)
        shared = ("provider number contract buyer billing_month issued_on received_on due_on currency"
                  " kind credits source confidence notes").split()
        lines = [first]
        for _ in range(self.random.choice([0, 0, 1, 2])):
            line = self.row("invoices")
            line.update({name: first[name] for name in shared}, line_no="", total="")
            lines.append(line)
        return lines

    def row(self, kind):
        names = {column["column"] for column in self.columns[kind]}
        row = {}
        for column in self.columns[kind]:
            is_wanted = column["required"] or self.random.random() < 0.55
            row[column["column"]] = self.cell(kind, column) if is_wanted else ""
        self.refer(kind, names, row)
        self.mend(kind, names, row)
        return row

    def refer(self, kind, names, row):
        """Lets a row name a contract, or an invoice, that there is."""
        contract = self.random.choice(self.contracts) if self.contracts else None
        if "contract" in names and contract:
            row["contract"] = contract["reference"]
            if "provider" in names:
                row["provider"] = contract["provider"]
            if "buyer" in names:
                row["buyer"] = contract["buyer"]
            if "currency" in names:
                row["currency"] = contract["currency"]
        for name in ("number", "invoice"):
            if kind != "invoices" and name in names and self.invoices:
                invoice = self.random.choice(self.invoices)
                row.update({name: invoice["number"], "provider": invoice["provider"]})
                if "currency" in names:
                    row["currency"] = invoice["currency"]
        if "issued_year" in names:
            row["issued_year"] = ""

    def mend(self, kind, names, row):
        """Keeps the rules that join two columns, in most rows."""
        for first, second in PAIRS:
            if {first, second} <= names and row[first] and row[second]:
                row[first], row[second] = sorted((row[first], row[second]))
                if row[second].startswith(row[first]):
                    row[second] = row[first]
        for first, second in CHOICES:
            if {first, second} <= names and row[first] and row[second]:
                row[self.random.choice([first, second])] = ""
        mend = getattr(self, "mend_" + kind.replace("-", "_"), None)
        if mend:
            mend(row)

    def mend_contracts(self, row):
        row["provider"], row["buyer"] = self.random.choice(["north", "south"]), "lumen"
        row["status"] = self.random.choice(["", "active", "active", "signed", row["status"]])
        if not row["effective_on"]:
            row["effective_on"], row["ends_on"] = "2025-01", ""
        is_other = row["fx_quote"].upper() != row["currency"].upper()
        if not row["fx_rate_fixed"] or not row["fx_quote"] or not is_other:
            row["fx_rate_fixed"] = row["fx_quote"] = ""

    def mend_events(self, row):
        if row["kind"] == "dispute":
            row.update(subject="fee", figure="100", other_figure="90")
        else:
            row["subject"] = row["figure"] = row["other_figure"] = ""

    def mend_commitments(self, row):
        if row["kind"] == "spend":
            row["unit"] = ""
        else:
            row["unit"] = row["unit"] or "hour"
        if row["draw"] == "burn_down":
            row["carry_forward"] = ""
        if row["carry_forward"] != "yes":
            row["carry_forward_cap"] = ""

    def mend_deliveries(self, row):
        row["tranche"] = row["tranche"] or self.random.choice(WORDS["tranche"])
        if row["status"] == "delivered":
            row["delivered_on"] = row["delivered_on"] or self.date()
        else:
            row["delivered_on"] = row["accepted_on"] = row["withdrawn_on"] = ""
            row["planned_on"] = row["planned_on"] or self.date()

    def mend_invoices(self, row):
        row["amount"] = row["amount"] or self.amount()
        row["billing_month"] = row["billing_month"] or self.month()
        if not row["service_from"] or not row["service_to"]:
            row["service_from"], row["service_to"] = (row["service_from"] or row["service_to"])[:7], ""

    def mend_sla(self, row):
        row["below"] = self.random.choice(["99.9", "99.5", "99", "95"])

    def mend_termination_fees(self, row):
        row["remaining_percent" if row["fee"] else "fee"] = ""
        if not row["fee"] and not row["remaining_percent"]:
            row["fee"] = "500"

    def mend_fx(self, row):
        row["base"], row["quote"] = self.random.sample(["USD", "EUR", "JPY", "BHD"], 2)

    # Cells

    def cell(self, kind, column):
        name, what = column["column"], column["type"]
        if name in WORDS:
            return self.random.choice(WORDS[name])
        if what.startswith("one of"):
            return self.random.choice(words_of(column))
        for start, make in self.MAKERS.items():
            if what.startswith(start):
                return make(self, name)
        return (column["example"] or f"some {name}") if kind != "events" else f"{name} {self.day()}"

    def organization_cell(self, name):
        return self.random.choice(["lumen", "delta"] if name == "buyer" else ["north", "south"])

    def whole(self, name):
        if "months" in name:
            return str(self.random.choice([1, 3, 6, 12, 36]))
        if "days" in name:
            return str(self.random.choice([0, 30, 45, 60, 90]))
        return str(self.random.choice([1, 8, 100, 110_000]))

    def decimal(self, name):
        if name.endswith("_mw"):
            return self.random.choice(["0.125", "20", "300"])
        if "percent" in name or name in ("below", "credit"):
            return self.random.choice(["0", "1", "10", "99.5", "33.333", "100"])
        return self.random.choice(["1", "3", "24.5", "720", "0.125", "250000", "1200", "2.345678"])

    def amount(self, name=""):
        sign = "-" if name in ("amount", "value_change") and self.random.random() < 0.15 else ""
        return sign + self.random.choice(["100", "33.34", "1200", "100000", "1250000000", "0.01", "0", "99999.99"])

    def day(self, name=""):
        month = self.random.randint(2024 * 12 + 6, 2028 * 12)
        year, month = month // 12, month % 12 + 1
        last = calendar.monthrange(year, month)[1]
        day = self.random.choice([1, 1, 15, last, last, self.random.randint(1, last)])
        return datetime.date(year, month, day).isoformat()

    def month(self, name=""):
        return self.day()[:7]

    def date(self, name=""):
        return self.day()[: self.random.choice([4, 7, 7, 10, 10, 10, 10, 10])]

    def time(self, name=""):
        return self.day() + self.random.choice(["", "T00:00Z", "T14:30Z", "T23:59Z"])

    MAKERS = {
        "organization": organization_cell,
        "contract reference": lambda self, name: "C-0",
        "currency": lambda self, name: self.random.choice(CURRENCIES),
        "country": lambda self, name: self.random.choice(["US", "NL", "JP"]),
        "date": date, "day": day, "month": month, "time": time,
        "whole number": whole, "decimal number": decimal, "amount": amount,
        "yes or no": lambda self, name: self.random.choice(["yes", "no"]),
    }


def words_of(column):
    """The words of a column that takes one of some; those of a long list stand in its description."""
    return column["type"].removeprefix("one of ").split(", ")
