#!/usr/bin/env python3
"""Times reports over a large book, and how that grows from a tenth of its lines.

    Benchmarks/reports.py [LINES [CONTRACTS [RUNS]]]

1,000,000 lines of 2,000 contracts, three runs, unless it is said otherwise. Prints the median time, the
peak memory, the time over that of a plain scan of the same lines by the sqlite3 shell in the same run, and
how the time grew from a tenth of the lines (of the same number of contracts).
$OFFTAKE names the program, else .build/release/offtake.
"""

import csv
import datetime
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ.get("OFFTAKE", ".build/release/offtake")
SCAN = "SELECT count(quantity), sum(amount_units), max(service_to) FROM invoice_line"
REPORTS = {
    "audit": ["audit"],
    "report unbilled": ["report", "unbilled"],
    "report capacity": ["report", "capacity"],
    "report commitments": ["report", "commitments"],
    "report obligations": ["report", "obligations"],
    "report exposure": ["report", "exposure"],
    "report credits": ["report", "credits"],
    "report prices": ["report", "prices"],
    "agenda": ["agenda"],
    "report spend": ["report", "spend"],
}


class Book:
    """Contracts billed by the hour at fixed prices, half of them with a monthly fee besides."""

    def __init__(self, folder, lines, contracts):
        self.folder, self.database = folder, folder / f"{lines}.sqlite"
        self.contracts = [f"C-{number:05}" for number in range(contracts)]
        self.per_invoice = max(1, lines // (12 * contracts))
        self.random = random.Random(20261124)
        self.run("init")
        self.write("providers", ["slug", "name", "kind"], [
            ["lab", "Lab", "buyer"], *[[f"cloud-{p}", f"Cloud {p}", "provider"] for p in range(20)]])
        self.write("contracts", [
            "provider", "reference", "buyer", "currency", "effective_on", "ends_on",
            "payment_terms_days", "notice_days", "notice_by", "sla_claim_days"], [
            [self.provider(c), c, "lab", "USD", "2026-01-01", "2027-12-31", 30, 90, "either", 30]
            for c in self.contracts])
        self.write("fees", ["contract", "from_month", "to_month", "monthly_fee"], [
            [c, "2026-01", "2027-12", 100000] for c in self.contracts[::2]])
        self.write("capacity", ["contract", "tranche", "accelerator", "accelerator_count", "due_on"], [
            [c, "total", "H200", 100000, "2026-01-01"] for c in self.contracts])
        self.write("deliveries", [
            "contract", "tranche", "accelerator", "accelerator_count", "delivered_on", "accepted_on",
            "status"], [
            [c, "total", "H200", 100000, "2026-01-01", "2026-01-01", "delivered"]
            for c in self.contracts])
        self.write("prices", ["contract", "sku", "from_month", "unit", "unit_price"], [
            [c, f"sku-{s}", "2026-01", "accelerator-hour", "2.5"]
            for c in self.contracts for s in range(5)])
        self.write("commitments", ["contract", "from", "to", "kind", "minimum", "interval"], [
            [c, "2026-01", "2027-12", "spend", 1000, "quarter"] for c in self.contracts])
        self.write("sla", ["contract", "below", "credit"], [[c, 99, 10] for c in self.contracts])
        self.write("invoices", [
            "provider", "number", "contract", "currency", "billing_month", "issued_on", "due_on",
            "line_no", "sku", "quantity", "unit", "unit_price", "amount", "charge_category",
            "service_from", "service_to"], self.lines())
        self.write("payments", ["provider", "number", "reference", "paid_on", "amount"], self.paid)

    def provider(self, contract):
        return f"cloud-{int(contract[2:]) % 20}"

    def lines(self):
        self.paid = []
        for contract in self.contracts:
            for month in range(1, 13):
                yield from self.invoice(contract, month)

    def invoice(self, contract, month):
        first = datetime.date(2026, month, 1)
        issued = datetime.date(2026 + month // 12, month % 12 + 1, 1)
        due, number, total = issued + datetime.timedelta(30), f"{contract}-{month:02}", 0
        head = [self.provider(contract), number, contract, "USD", f"2026-{month:02}", issued, due]
        days = [first, issued - datetime.timedelta(1)]
        has_fee = int(contract[2:]) % 2 == 0
        for line in range(1, self.per_invoice + 1):
            if line == 1 and has_fee:
                cents = 100000_00
                yield [*head, line, "fee", "", "", "", "100000.00", "Purchase", *days]
            else:
                hours = self.random.randrange(2, 200000, 2)
                cents = hours * 250
                sku = f"sku-{line % 40}"
                yield [*head, line, sku, hours, "accelerator-hour", "2.5",
                       f"{cents // 100}.{cents % 100:02}", "Usage", *days]
            total += cents
        self.paid.append([head[0], number, "W", due, f"{total // 100}.{total % 100:02}"])

    def write(self, kind, columns, rows):
        path = self.folder / f"{kind}.csv"
        with open(path, "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)
        self.run("import", kind, str(path))
        path.unlink()

    def run(self, *arguments):
        return timed([PROGRAM, *arguments, "--db", str(self.database)])


def timed(command):
    """Seconds and peak MiB of a command whose output is thrown away."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{' '.join(command)}: {errors.decode()}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def measure(book, runs):
    commands = {"scan": ["sqlite3", str(book.database), SCAN]}
    as_of = ["--as-of", "2027-01-15", "--db", str(book.database)]
    for name, arguments in REPORTS.items():
        commands[name] = [PROGRAM, *arguments, *as_of, "--format", "csv"]
    results = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            results[name].append(timed(command))
    return {
        name: (statistics.median(t for t, _ in found), max(m for _, m in found))
        for name, found in results.items()}


def main():
    given = [int(argument) for argument in sys.argv[1:]]
    lines, contracts, runs = given + [1_000_000, 2_000, 3][len(given):]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        small = measure(Book(folder, lines // 10, contracts), runs)
        large = measure(Book(folder, lines, contracts), runs)
    print(f"{'':20} {'seconds':>8} {'MiB':>6} {'of a scan':>9} {'of a tenth':>10}")
    for name, (seconds, mebibytes) in large.items():
        print(f"{name:20} {seconds:8.2f} {mebibytes:6.0f} {seconds / large['scan'][0]:9.2f} "
              f"{seconds / small[name][0]:10.2f}")


main()
