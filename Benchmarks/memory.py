#!/usr/bin/env python3
"""Measures the peak memory of the four reports that can be long.

    Benchmarks/memory.py [SHARE [REPORT...]]

SHARE is the part of the full size that the books have, 1 unless it is said otherwise: `history` of 1,000,000
events, `unbilled` of 20,000 contracts with 60 months, `prices` of 970,000 rows, `commitments` of 100,000
contracts. Each is written as a table, as CSV and as JSON. $OFFTAKE names the program, else .build/release/offtake.
"""

import csv
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("OFFTAKE", ".build/release/offtake")
AS_OF = ["--as-of", "2026-12-15"]


class Book:
    """A database with one buyer, 20 providers and contracts of five years."""

    def __init__(self, folder, contracts):
        self.folder, self.database = folder, folder / "book.sqlite"
        self.contracts = [f"C-{number:06}" for number in range(contracts)]
        self.run("init")
        self.write("providers", ["slug", "name", "kind"], [
            ["lab", "Lab", "buyer"], *[[f"cloud-{p}", f"Cloud {p}", "provider"] for p in range(20)]])
        self.write("contracts", ["provider", "reference", "buyer", "currency", "effective_on", "ends_on"], (
            [self.provider(c), c, "lab", "USD", "2022-01-01", "2026-12-31"] for c in self.contracts))

    def provider(self, contract):
        return f"cloud-{int(contract[2:]) % 20}"

    def run(self, *arguments):
        subprocess.run([PROGRAM, *arguments, "--db", self.database], check=True, capture_output=True)

    def write(self, kind, header, rows):
        path = self.folder / f"{kind}.csv"
        with open(path, "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(rows)
        self.run("import", kind, str(path))
        path.unlink()

    def measure(self, *report):
        """Seconds of processor time and MiB of peak memory, as a table, as CSV and as JSON."""
        figures = []
        for form in ["table", "csv", "json"]:
            result = subprocess.run(
                ["/usr/bin/time", "-f", "%U %S %M", PROGRAM, *report, "--format", form, "--db", self.database],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            user, system, kibibytes = result.stderr.split()[-3:]
            figures += [float(user) + float(system), int(kibibytes) / 1024]
        return figures


def history(folder, share):
    book = Book(folder, 10)
    book.write("events", ["contract", "occurred_on", "kind", "summary"], (
        [book.contracts[e % 10], f"{2022 + e % 5}-{e // 5 % 12 + 1:02}-{e // 60 % 28 + 1:02}", "statement", f"event {e}"]
        for e in range(int(1_000_000 * share))))
    return book.measure("history", "--buyer", "lab", *AS_OF)


def unbilled(folder, share):
    book = Book(folder, int(20_000 * share))
    book.write("fees", ["contract", "from_month", "to_month", "monthly_fee"], (
        [c, "2022-01", "2026-12", 1000] for c in book.contracts))
    return book.measure("report", "unbilled", *AS_OF)


def prices(folder, share):
    book = Book(folder, 200)
    skus = int(81 * share * 5)
    book.write("invoices", [
        "provider", "number", "contract", "currency", "billing_month", "issued_on", "line_no", "sku", "quantity",
        "unit", "amount", "charge_category"], (
        [book.provider(c), f"{c}-{m}", c, "USD", f"2026-{m + 1:02}", f"2026-{m + 1:02}-28", s + 1, f"sku-{s}",
         "2.5", "hour", s + m + 1, "Usage"]
        for c in book.contracts for m in range(12) for s in range(skus)))
    return book.measure("report", "prices", *AS_OF)


def commitments(folder, share):
    book = Book(folder, int(100_000 * share))
    book.write("commitments", ["contract", "from", "to", "kind", "minimum", "interval"], (
        [c, "2022-01-01", "2026-12-31", "spend", 1000, "quarter"] for c in book.contracts))
    return book.measure("report", "commitments", *AS_OF)


def main():
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1
    reports = {"history": history, "unbilled": unbilled, "prices": prices, "commitments": commitments}
    print("report        table CPU s    MiB    CSV CPU s    MiB   JSON CPU s    MiB")
    for name in sys.argv[2:] or reports:
        with tempfile.TemporaryDirectory() as folder:
            figures = reports[name](pathlib.Path(folder), share)
            print(f"{name:12}" + "".join(f"{f:13.1f}" if i % 2 == 0 else f"{f:7.0f}" for i, f in enumerate(figures)),
                  flush=True)


if __name__ == "__main__":
    main()
