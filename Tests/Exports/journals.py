"""hledger and beancount read a journal, and say the totals that the reports say."""

import calendar
import csv
import io
import json
import subprocess
import threading
import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal, getcontext
from pathlib import Path

from books import HOSTILE

getcontext().prec = 60

# What ends a tag of hledger, or is a date there, and what is written for it.
WIDE = str.maketrans(",[]", "，［］")
# What ends the payee in a description, and what is written for it.
BAR = str.maketrans("|", "｜")

PLAIN = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}


class Tools:
    """The programs that read journals. Each thread has a beancount of its own, since its start takes longer than most
    journals."""

    def __init__(self, hledger, python):
        self.hledger, self.python = hledger, python
        self.own, self.started = threading.local(), []

    def close(self):
        """Ends every beancount."""
        for process in self.started:
            process.communicate()

    def hledger_totals(self, path, day):
        """By account and currency, at the end of a day; and what its strict check says."""
        check = run([self.hledger, "-f", path, "check", "--strict"])
        table = run([self.hledger, "-f", path, "balance", "--flat", "-N", "--layout", "bare", "-O", "csv",
                     "-e", next_day(day)])
        totals = defaultdict(Decimal)
        for row in list(csv.reader(io.StringIO(table.stdout)))[1:]:
            if Decimal(row[2]):
                totals[row[0], row[1]] += Decimal(row[2])
        return dict(totals), check.stderr + table.stderr

    def hledger_entries(self, path):
        """The description and the tags of each transaction."""
        done = run([self.hledger, "-f", path, "print", "-O", "json"])
        assert done.returncode == 0, f"hledger: {done.stderr}"
        found = json.loads(done.stdout)
        return [(one["tdescription"], dict(one["ttags"])) for one in found]

    def beancount(self, path, day):
        """What beancount reads."""
        process = self.own_beancount()
        process.stdin.write(json.dumps([str(path), day]) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        assert answer, f"beancount ended with {process.wait()}"
        read = json.loads(answer)
        totals = {(account, currency): Decimal(number) for account, currency, number in read["totals"] if Decimal(number)}
        return totals, read["errors"], read["entries"]

    def own_beancount(self):
        if not hasattr(self.own, "process"):
            self.own.process = subprocess.Popen(
                [self.python, Path(__file__).with_name("read_beancount.py")], text=True, encoding="utf-8",
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=PLAIN)
            self.started.append(self.own.process)
        return self.own.process


def run(arguments):
    return subprocess.run([str(one) for one in arguments], capture_output=True, text=True, encoding="utf-8", env=PLAIN)


def next_day(day):
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def faults(book, offtake, folder, tools):
    """Where a program refuses the journal, or says other totals than the reports, in words."""
    ask = Reports(offtake, book)
    found = []
    for options, day, expected in [
        (["--no-accruals"], book.day, ask.billed()),
        (["--month", ask.month], ask.month_end, None),
        (["--month", ask.month, "--straight-line"], ask.month_end, None),
    ]:
        totals = {}
        for form in ("hledger", "beancount"):
            path = Path(folder, f"journal.{form}")
            done = subprocess.run([offtake, "export", "ledger", "--to", form, "--as-of", book.day, *options, "-o", path,
                                   "--db", book.path], capture_output=True, text=True, encoding="utf-8")
            if done.returncode != 0:
                return [f"export ledger: {done.stderr}"]
            if form == "hledger":
                totals[form], errors = tools.hledger_totals(path, day)
                found += [f"hledger: {errors}"] * bool(errors)
            else:
                totals[form], errors, _ = tools.beancount(path, day)
                found += [f"beancount: {error}" for error in errors]
        found += compare(f"{options}: hledger, beancount", totals["hledger"], totals["beancount"])
        if expected is not None:
            found += compare(f"{options}: journal, reports", totals["hledger"], expected)
        else:
            own = {key: value for key, value in totals["hledger"].items()
                   if key[0].startswith(("Liabilities:Accrued", "Assets:Prepaid"))}
            found += compare(f"{options}: journal, accruals", own, ask.accrued("--straight-line" in options))
    return found


def compare(what, left, right):
    """The keys for which two sets of totals differ."""
    return [f"{what}: {key}: {left.get(key, 0)}, {right.get(key, 0)}"
            for key in sorted(left.keys() | right.keys()) if left.get(key, 0) != right.get(key, 0)]


class Reports:
    """What the program's own reports say of a book."""

    def __init__(self, offtake, book):
        self.offtake, self.book = offtake, book
        year, month, _ = map(int, book.day.split("-"))
        month = 12 * year + month - 2
        self.month = f"{month // 12}-{month % 12 + 1:02}"
        after = month + 1
        self.month_end = (date(after // 12, after % 12 + 1, 1) - timedelta(days=1)).isoformat()

    def rows(self, *arguments):
        done = subprocess.run([self.offtake, *arguments, "--format", "json", "--db", self.book.path],
                              capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["sections"][0]["rows"]

    def billed(self):
        """Costs and tax as `report spend` has them; payments of the table of payments; the rest is owed."""
        totals = defaultdict(Decimal)
        for row in self.rows("report", "spend", "--by", "provider", "--as-of", self.book.day):
            owed = account("Liabilities:Payable", row["provider"])
            for name, amount in ((account("Expenses:Compute", row["provider"]), row["amount"]),
                                 ("Assets:Tax:Recoverable", row["tax"])):
                totals[name, row["currency"]] += Decimal(amount or 0)
                totals[owed, row["currency"]] -= Decimal(amount or 0)
        for row in self.rows("list", "payments", "--wide"):
            paid_on = last_day(row["paid_on"])
            if paid_on <= self.book.day:
                totals[account("Liabilities:Payable", row["provider"]), row["currency"]] += Decimal(row["amount"])
                totals["Assets:Bank", row["currency"]] -= Decimal(row["amount"])
        return {key: value for key, value in totals.items() if value}

    def accrued(self, is_straight_line):
        """What `report accruals` has for the last month that is over: the accrual, or what is known of it."""
        column = "accrued_straight_line" if is_straight_line else "accrued"
        parts = ["unbilled", "shortfall"] + (["straight_line_difference"] if is_straight_line else [])
        totals = defaultdict(Decimal)
        for row in self.rows("report", "accruals", "--month", self.month):
            accrued = Decimal(row[column]) if row[column] else sum(Decimal(row[part]) for part in parts if row[part])
            for name, amount in (("Liabilities:Accrued", -accrued),
                                 ("Assets:Prepaid", row["prepaid"] and Decimal(row["prepaid"]))):
                totals[account(name, row["provider"]), row["currency"]] += amount or 0
        return {key: value for key, value in totals.items() if value}

    def open(self):
        """What `report payables` has open."""
        totals = defaultdict(Decimal)
        for row in self.rows("report", "payables", "--as-of", self.book.day):
            totals[account("Liabilities:Payable", row["provider"]), row["currency"]] -= Decimal(row["open"])
        return {key: value for key, value in totals.items() if value}


def last_day(text):
    """A date without a day means its last (METRICS, ruling 17)."""
    parts = text.split("-") + ["12"] * (3 - len(text.split("-")))
    if len(text) == 10:
        return text
    year, month = int(parts[0]), int(parts[1])
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def account(name, slug):
    """As docs/exports.md says it: the slug as a part of an account."""
    part = "".join(
        one if one in "0123456789-" or unicodedata.category(one) in ("Ll", "Lo") else f"-X{ord(one):X}-" for one in slug)
    if "a" <= part[0] <= "z":
        return f"{name}:{part[0].upper()}{part[1:]}"
    return f"{name}:{part}" if part[0].isdigit() else f"{name}:XN-{part}"


def name_faults(book, offtake, folder, tools):
    """Where the name of a provider, an invoice or a contract does not come through as it is."""
    for form in ("hledger", "beancount"):
        path = Path(folder, f"names.{form}")
        subprocess.run([offtake, "export", "ledger", "--to", form, "--as-of", book.day, "--no-accruals", "-o", path,
                        "--db", book.path], check=True, capture_output=True)
    invoices = [(escaped(name), escaped(f"{name} {month}")) for name in HOSTILE for month in (7, 8)]
    right = {(name, f"invoice {invoice}", invoice, name) for name, invoice in invoices}
    read = {(payee, text, meta["invoice"], meta["contract"])
            for payee, text, meta in tools.beancount(Path(folder, "names.beancount"), book.day)[2]
            if text.startswith("invoice ")}
    found = [f"beancount: {entry!r}" for entry in read ^ right]
    right = {(described(f"{name.translate(BAR)} | invoice {invoice.translate(BAR)}"), invoice.translate(WIDE), name.translate(WIDE))
             for name, invoice in invoices}
    read = {(text, tags["invoice"], tags["contract"])
            for text, tags in tools.hledger_entries(Path(folder, "names.hledger")) if " | invoice " in text}
    return found + [f"hledger: {entry!r}" for entry in read ^ right]


def described(text):
    """The description of a transaction of hledger, in which a semicolon begins a comment and a parenthesis a code."""
    return ("（" + text[1:] if text.startswith("(") else text).replace(";", "；")


def escaped(text):
    """Control and format characters by their escapes, as the program shows them."""
    names = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "".join(
        names.get(one, f"\\u{{{ord(one):X}}}") if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp") else one
        for one in text)
