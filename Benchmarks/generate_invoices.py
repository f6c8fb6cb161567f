#!/usr/bin/env python3
"""Writes synthetic invoice lines for benchmarks; the same arguments give the same bytes.

    python3 Benchmarks/generate_invoices.py --lines 1000000 --seed 1 --out FILE

FILE                the invoice lines, by invoice; with --shuffle in random order, with
                    --shuffle-invoices the invoices in random order, each with its lines together
FILE.providers.csv  24 providers and the buyer
FILE.contracts.csv  100 contracts
FILE.total.json     what a correct import must add up to

Each contract buys 20 of the 150 SKUs, at prices that do not depend on the seed; another seed gives
other invoices, with other numbers, of the same contracts. With --rich it buys 300 of 480, one after
the other: about one line of each SKU and month.
Nothing grows with the number of lines: shuffling goes through temporary files beside FILE.
Amounts are whole millionths of a dollar, quantities and unit prices whole thousandths.
"""

import argparse
import calendar
import csv
import datetime
import itertools
import json
import os
import random
import tempfile

BUYER = "bench-lab"
PROVIDERS = 24
CONTRACTS = 100
SKUS = 150
SKUS_PER_CONTRACT = 20
RICH_SKUS = 480
RICH_SKUS_PER_CONTRACT = 300
LINES_PER_INVOICE = 42
# How far the first line of an invoice may move, at most; so an invoice has 2 to 82 lines.
JITTER = 20
LINES_PER_SHUFFLED_PART = 200_000
HEADER = (
    "provider,number,contract,billing_month,issued_on,due_on,currency,line_no,sku,description,"
    "quantity,unit,unit_price,amount,service_from,service_to,charge_category"
)

# Family, unit, lowest and highest unit price in thousandths, highest quantity in thousandths.
FAMILIES = [
    ("gpu-h100", "GPU-hour", 1_800, 4_200, 6_000_000),
    ("gpu-h200", "GPU-hour", 2_200, 5_000, 6_000_000),
    ("gpu-gb200", "GPU-hour", 3_500, 9_000, 6_000_000),
    ("gpu-gb300", "GPU-hour", 4_500, 11_500, 6_000_000),
    ("tpu", "chip-hour", 900, 4_500, 8_000_000),
    ("trainium", "chip-hour", 700, 2_400, 8_000_000),
    ("cpu", "vCPU-hour", 8, 60, 90_000_000),
    ("storage", "GB-month", 12, 120, 90_000_000),
    ("egress", "GB", 1, 90, 90_000_000),
    ("support", "month", 5_000_000, 90_000_000, 1_000),
]


def months():
    """The billing months, 2024-01 to 2026-10, as pairs of year and month."""
    return [(2024 + i // 12, i % 12 + 1) for i in range(34)]


def decimal_text(value, digits):
    """A whole number of 10^-digits as exact decimal text without trailing zeros."""
    whole, part = divmod(value, 10**digits)
    return f"{whole}.{part:0{digits}d}".rstrip("0") if part else str(whole)


def skus(rng, count):
    """All that can be bought, as pieces of a line."""
    listed = []
    for i in range(count):
        family, unit, low, high, most = FAMILIES[i % len(FAMILIES)]
        name = f"{family}-{i // len(FAMILIES) + 1:02d}"
        description = f"{family} class {i // len(FAMILIES) + 1}"
        if i % 7 == 0:
            description = f'"{description}, per {unit}"'
        price = rng.randrange(low, high)
        category = "Purchase" if family == "support" else "Usage"
        middle = f",{name},{description},"
        listed.append((middle, f",{unit},{decimal_text(price, 3)},", price, most, f",{category}\n"))
    return listed


def price_lists(rich):
    """For each contract, what its invoice lines choose from; the same for every seed."""
    rng = random.Random("price lists")
    listed = skus(rng, RICH_SKUS if rich else SKUS)
    count = RICH_SKUS_PER_CONTRACT if rich else SKUS_PER_CONTRACT
    return [rng.sample(listed, count) for _ in range(CONTRACTS)]


def service_periods(year, month):
    """Eight periods of the month, most of them all of it: text with the commas around."""
    last = calendar.monthrange(year, month)[1]
    spans = [(1, last)] * 5 + [(1, 15), (16, last), (10, 10)]
    return [f",{year}-{month:02d}-{a:02d},{year}-{month:02d}-{b:02d}" for a, b in spans]


def invoice_ends(lines, rng):
    """For each invoice, the number of lines up to its end; the last is `lines`."""
    invoices = max(1, round(lines / LINES_PER_INVOICE))
    jitter = max(0, min(JITTER, (lines // invoices - 1) // 2))
    for i in range(1, invoices):
        yield i * lines // invoices + rng.randrange(-jitter, jitter + 1)
    yield lines


def invoice_lines(lines, seed, total, rich=False):
    """The text of each invoice, in the order of months and contracts; adds up `total`."""
    rng = random.Random(seed)
    bits = rng.getrandbits
    lists = price_lists(rich)
    # What comes next in a rich list, over the invoices of a cell.
    turn = 0
    invoices = max(1, round(lines / LINES_PER_INVOICE))
    calendar_months = months()
    cells = len(calendar_months) * CONTRACTS
    at_cell = -1
    start = 0
    for i, end in enumerate(invoice_ends(lines, random.Random(seed + 1))):
        cell = i * cells // invoices
        if cell != at_cell:
            at_cell, turn = cell, 0
            (year, month), contract = calendar_months[cell // CONTRACTS], cell % CONTRACTS
            billing_month = f"{year}-{month:02d}"
            issued = datetime.date(year + month // 12, month % 12 + 1, 3)
            due = issued + datetime.timedelta(days=30)
            provider, listed = contract % PROVIDERS, lists[contract]
            periods = service_periods(year, month)
            tally = total["months"].setdefault(billing_month, [0, 0, 0])
        head = (
            f"provider-{provider + 1:02d},P{provider + 1:02d}-{year}{month:02d}-{seed}-{i + 1:07d},"
            f"contract-{contract + 1:03d},{billing_month},{issued},{due},USD,"
        )
        texts = []
        sum_of_amounts = 0
        for line in range(1, end - start + 1):
            draw = bits(64)
            place = turn % len(listed) if rich else (draw & 0xFFFF) * len(listed) >> 16
            sku, unit_and_price, price, most, category = listed[place]
            turn += 1
            quantity = ((draw >> 16 & 0xFFFFFFFF) * most >> 32) + 1
            if draw >> 48 & 3:
                quantity += -quantity % 1_000
            amount = quantity * price
            sum_of_amounts += amount
            texts.append(
                f"{head}{line}{sku}{decimal_text(quantity, 3)}{unit_and_price}"
                f"{decimal_text(amount, 6)}{periods[draw >> 50 & 7]}{category}"
            )
        tally[0] += end - start
        tally[1] += 1
        tally[2] += sum_of_amounts
        start = end
        yield texts


def invoice_number(line):
    return line.split(",", 2)[1]


def write_in_order(invoices, out):
    for texts in invoices:
        out.write("".join(texts))


def write_shuffled(pieces, lines, seed, out, folder, key=None):
    """Deals the pieces at random to parts that fit in memory, then shuffles each part.

    A piece is a line, or with `key` the lines in turn that have the same key.
    """
    rng = random.Random(seed + 2)
    parts = min(500, -(-lines // LINES_PER_SHUFFLED_PART))
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        names = [os.path.join(temporary, str(i)) for i in range(parts)]
        files = [open(name, "w", encoding="utf-8", newline="") for name in names]
        for text in pieces:
            files[rng.getrandbits(32) * parts >> 32].write(text)
        for file in files:
            file.close()
        for name in names:
            with open(name, encoding="utf-8", newline="") as file:
                part = file.readlines()
            if key:
                part = ["".join(piece) for _, piece in itertools.groupby(part, key)]
            rng.shuffle(part)
            out.writelines(part)


def write_table(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def write_providers(path):
    rows = [(f"provider-{i:02d}", f"Provider {i:02d}", "provider") for i in range(1, PROVIDERS + 1)]
    write_table(path, ("slug", "name", "kind"), rows + [(BUYER, "Bench Lab", "buyer")])


def write_contracts(path):
    rows = [
        (f"provider-{i % PROVIDERS + 1:02d}", f"contract-{i + 1:03d}", BUYER, "USD", "active")
        for i in range(CONTRACTS)
    ]
    write_table(path, ("provider", "reference", "buyer", "currency", "status"), rows)


def write_total(path, arguments, tallies):
    lines, invoices, amount = (sum(column) for column in zip(*tallies.values()))
    total = {
        "seed": arguments.seed,
        "shuffled": arguments.shuffle or arguments.shuffle_invoices,
        "lines": lines,
        "invoices": invoices,
        "currency": "USD",
        "total": decimal_text(amount, 6),
        "months": {
            month: {"lines": n, "invoices": m, "total": decimal_text(a, 6)}
            for month, (n, m, a) in tallies.items()
        },
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(total, file, indent=2)
        file.write("\n")


def whole_number(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=whole_number, required=True, help="lines to write")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other lines")
    parser.add_argument("--out", required=True, help="file to write")
    parser.add_argument("--rich", action="store_true",
                        help="about one line of each SKU and month")
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--shuffle", action="store_true", help="lines in random order")
    order.add_argument("--shuffle-invoices", action="store_true", help="invoices in random order")
    arguments = parser.parse_args()

    total = {"months": {}}
    invoices = invoice_lines(arguments.lines, arguments.seed, total, arguments.rich)
    with open(arguments.out, "w", encoding="utf-8", newline="", buffering=1 << 20) as out:
        out.write(HEADER + "\n")
        folder = os.path.dirname(os.path.abspath(arguments.out))
        if arguments.shuffle:
            texts = itertools.chain.from_iterable(invoices)
            write_shuffled(texts, arguments.lines, arguments.seed, out, folder)
        elif arguments.shuffle_invoices:
            texts = map("".join, invoices)
            write_shuffled(texts, arguments.lines, arguments.seed, out, folder, invoice_number)
        else:
            write_in_order(invoices, out)
    write_providers(f"{arguments.out}.providers.csv")
    write_contracts(f"{arguments.out}.contracts.csv")
    write_total(f"{arguments.out}.total.json", arguments, total["months"])


if __name__ == "__main__":
    main()
