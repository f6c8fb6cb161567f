#!/usr/bin/env python3
"""Times `offtake import invoices` beside the yardstick and other programs, on synthetic lines.

    Benchmarks/import.py [LINES] [RUNS] [OPTION...]

Each program runs in turn, RUNS times, on a fresh copy of a database that has the providers and
contracts; what it stored is checked against the exact totals. Prints Markdown tables of medians.
Needs a release build of offtake (scripts/demo), cc, libsqlite3-dev and GNU time; of the others, it
runs those that are installed and says how to install the rest.
"""

import argparse
import contextlib
import dataclasses
import decimal
import json
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE / "peers"
MILLIONTHS = 10**6

# What to measure with --ways: options of the yardstick.
WAYS = [
    "", "--batch=256", "--batch=16384", "--insert=values --values=16", "--insert=values --values=32",
    "--insert=values --values=64", "--insert=values --values=32 --temp-store=default",
    "--insert=row", "--no-insert", "--checks=off", "--foreign-keys=off", "--autocheckpoint=100",
    "--autocheckpoint=8000", "--checkpoint", "--cache=4000", "--cache=8000", "--cache=16000",
    "--spill=off", "--locking=exclusive", "--synchronous=normal", "--journal=delete",
    "--journal=delete --synchronous=extra", "--journal=delete --cache=16000", "--journal=truncate",
    "--journal=off --synchronous=off",
]


@dataclasses.dataclass
class Program:
    """A program that imports; its command may use {csv}, {db} and {work}."""

    name: str
    command: list
    needs: object = None  # a file that must be there
    install: str = ""
    stores: str = "database"  # or "prints": it has tables of its own, and prints rows and total
    is_slow: bool = False


@dataclasses.dataclass
class Run:
    wall: float
    cpu: float
    kibibytes: int
    output: str


def measure(command, **options):
    """Runs a command to its end, under GNU time so that this program's memory is not counted."""
    started = time.perf_counter()
    done = subprocess.run(
        ["/usr/bin/time", "-q", "-f", "%U %S %M", *map(str, command)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, **options)
    wall = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    user, system, kibibytes = done.stderr.splitlines()[-1].split()
    return Run(wall, float(user) + float(system), int(kibibytes), done.stdout)


def quietly(command, **options):
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, **options)


class Bench:
    def __init__(self, arguments):
        self.arguments = arguments
        self.work = pathlib.Path(arguments.work).resolve()
        self.work.mkdir(parents=True, exist_ok=True)
        self.offtake = pathlib.Path(arguments.offtake).resolve()
        self.yardstick = self.work / "yardstick"

    # Files

    def generate(self, name, lines, seed=1, *options):
        path = self.work / name
        quietly([sys.executable, HERE / "generate_invoices.py", "--lines", lines, "--seed", seed,
                 "--out", path, *options])
        return path

    def truth(self, csv):
        total = json.loads(pathlib.Path(f"{csv}.total.json").read_text(encoding="utf-8"))
        return total["lines"], int(decimal.Decimal(total["total"]) * MILLIONTHS), total["invoices"]

    def prepare(self, csv):
        """Makes the database that every program starts from."""
        self.remove("empty.sqlite")
        self.run_offtake("init", "--db", self.work / "empty.sqlite")
        for kind in ("providers", "contracts"):
            self.run_offtake("import", kind, f"{csv}.{kind}.csv", "--db", self.work / "empty.sqlite")
        cc = ["cc", "-O2", "-Wall", "-Wextra", "-o", self.yardstick, HERE / "yardstick.c"]
        quietly([*cc, "-lsqlite3"])

    def run_offtake(self, *arguments):
        quietly([self.offtake, *arguments])

    def remove(self, name):
        for ending in ("", "-wal", "-shm", "-journal", ".wal"):
            (self.work / (name + ending)).unlink(missing_ok=True)

    def fresh(self, name="run.sqlite"):
        self.remove(name)
        shutil.copyfile(self.work / "empty.sqlite", self.work / name)
        os.sync()
        return self.work / name

    # Programs

    def programs(self):
        venv, grdb = self.work / "venv/bin", self.work / "grdb/release/grdb-import"
        pip = f"python3 -m venv {self.work}/venv && {venv}/pip install"
        swift = (f"swift build -c release --package-path {PEERS}/grdb"
                 f" --scratch-path {self.work}/grdb")
        duck = [venv / "python", PEERS / "duckdb_import.py"]
        shell = shutil.which("sqlite3")
        return [
            Program("yardstick", [self.yardstick, "{csv}", "{db}"]),
            Program("yardstick, journal DELETE",
                    [self.yardstick, "--journal=delete", "{csv}", "{db}"]),
            Program("offtake import invoices",
                    [self.offtake, "import", "invoices", "{csv}", "--db", "{db}"]),
            Program("sqlite3 .import, one typed table",
                    ["sqlite3", "{db}", f".read {PEERS}/sqlite3_import.sql"], shell,
                    "apt-get install sqlite3", "prints"),
            Program("sqlite3 .import, staged into the same tables",
                    ["sqlite3", "{db}", f".read {PEERS}/sqlite3_staged.sql"], shell,
                    "apt-get install sqlite3"),
            Program("DuckDB, one typed table", [*duck, "typed", "{csv}", "{db}"],
                    self.installed("duckdb"), f"{pip} duckdb", "prints"),
            Program("DuckDB, keys and foreign keys", [*duck, "constrained", "{csv}", "{db}"],
                    self.installed("duckdb"), f"{pip} duckdb", "prints"),
            Program("GRDB 7.10.0", [grdb, "{csv}", "{db}"], grdb, swift),
            Program("GRDB 7.10.0 with SwiftCSV 0.10.0", [grdb, "--swiftcsv", "{csv}", "{db}"],
                    grdb, swift, is_slow=True),
            Program("Python csv, Decimal, sqlite3",
                    [sys.executable, PEERS / "python_csv.py", "{csv}", "{db}"], is_slow=True),
            Program("sqlite-utils insert --csv, one table",
                    [venv / "sqlite-utils", "insert", "{db}", "line", "{csv}", "--csv"],
                    venv / "sqlite-utils", f"{pip} sqlite-utils", "utils", is_slow=True),
        ]

    def installed(self, package):
        return next((self.work / "venv").glob(f"lib/*/site-packages/{package}"), None)

    def chosen(self):
        for program in self.programs():
            if self.arguments.only and not any(w in program.name for w in self.arguments.only):
                continue
            if program.needs is not None or not program.install:
                if program.needs is None or pathlib.Path(program.needs).exists():
                    yield program
                    continue
            print(f"{program.name} is missing; to install it: {program.install}", file=sys.stderr)

    def time_once(self, program, csv):
        if program.stores == "database":
            database = self.fresh()
        else:
            self.remove("run.sqlite")
            database = self.work / "run.sqlite"
        # The shell's scripts read a file of this name.
        with contextlib.suppress(FileNotFoundError):
            (self.work / "lines.csv").unlink()
        (self.work / "lines.csv").symlink_to(csv)
        texts = {"csv": csv, "db": database, "work": self.work}
        run = measure([str(part).format(**texts) for part in program.command], cwd=self.work)
        self.check(program, database, csv, run.output)
        return run

    # Checks

    def check(self, program, database, csv, output=""):
        if program.stores == "prints":
            self.demand(program.name, tuple(map(int, output.split()[-2:])), self.truth(csv)[:2])
        elif program.stores == "utils":
            sql = "SELECT count(*), sum(CAST(round(amount * 1000000) AS INTEGER)) FROM line"
            self.demand(program.name, self.row(database, sql), self.truth(csv)[:2])
        else:
            self.check_ledger(program.name, database, csv)

    def check_ledger(self, name, database, *files):
        """The lines, invoices and roll-up each add up to all that the files hold."""
        lines, units, invoices = (sum(column) for column in zip(*map(self.truth, files)))
        for sql, expected in [
            ("SELECT count(*), sum(amount_units) FROM invoice_line", (lines, units)),
            ("SELECT count(*), sum(total_units) FROM invoice", (invoices, units)),
            ("SELECT sum(line_count), (sum(amount_high) << 32) + sum(amount_low) FROM charge",
             (lines, units)),
            ("SELECT sum(new_rows) FROM import WHERE kind = 'invoices'", (lines,)),
        ]:
            self.demand(name, self.row(database, sql), expected)

    def row(self, database, sql):
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            return db.execute(sql).fetchone()

    def demand(self, name, found, expected):
        if tuple(found) != tuple(expected):
            raise RuntimeError(f"{name} stored {found}, not {expected}")

    # Tables

    def compare(self, csv):
        """Every program, in turn."""
        programs = list(self.chosen())
        small = csv
        if self.arguments.slow_lines not in (None, self.arguments.lines):
            small = self.generate("slow.csv", self.arguments.slow_lines)
        runs = {program.name: [] for program in programs}
        for turn in range(self.arguments.runs):
            for program in programs:
                if program.is_slow and turn > 0:
                    continue
                print(f"run {turn + 1}: {program.name}", file=sys.stderr)
                file = small if program.is_slow else csv
                runs[program.name].append(self.time_once(program, file))
        if small != csv:
            yardstick = self.time_once(self.programs()[0], small)
        print(f"\n{self.arguments.lines:,} lines, {csv.stat().st_size / 1e6:.0f} MB,"
              f" medians of {self.arguments.runs}:\n")
        print("| program | seconds | of the yardstick | CPU seconds | peak memory |")
        print("|---|---:|---:|---:|---:|")
        base = statistics.median(run.wall for run in runs["yardstick"]) if runs.get(
            "yardstick") else None
        for program in programs:
            is_small = program.is_slow and small != csv
            note = f" ({self.arguments.slow_lines:,} lines)" if is_small else ""
            self.print_row(program.name + note, runs[program.name],
                           yardstick.wall if is_small else base)

    def print_row(self, name, runs, base):
        wall, cpu, memory = (statistics.median(values) for values in zip(
            *((run.wall, run.cpu, run.kibibytes) for run in runs)))
        ratio = f"{wall / base:.2f}" if base else ""
        print(f"| {name} | {wall:.2f} | {ratio} | {cpu:.2f} | {memory / 1024:.1f} MiB |", flush=True)

    def import_file(self, csv, database):
        return measure([self.offtake, "import", "invoices", csv, "--db", database])

    def first_imports(self, csv):
        """Imports into a fresh database, as often as there are runs; the last one stays."""
        runs = []
        for _ in range(self.arguments.runs):
            database = self.fresh()
            runs.append(self.import_file(csv, database))
        self.check_ledger("offtake", database, csv)
        return runs, database

    def scenarios(self, csv):
        """What else an import must be good at, each beside what it is compared with."""
        arguments = self.arguments
        table = []
        first, database = self.first_imports(csv)
        table.append(("first import", first, None))

        shuffled = self.generate("shuffled.csv", arguments.lines, 1, "--shuffle")
        again = [self.import_file(csv, database) for _ in range(arguments.runs)]
        hashed = [measure(["sh", "-c", 'cat "$1" | sha256sum', "sh", csv])
                  for _ in range(arguments.runs)]
        table.append(("`cat FILE \\| sha256sum`", hashed, None))
        table.append(("the same file again, beside that", again, hashed))
        same = [self.import_file(shuffled, database)]
        self.check_ledger("offtake", database, csv)
        table.append(("the same lines shuffled, under another name, beside the first", same, first))

        table.append(("shuffled lines first, beside sorted", self.first_imports(shuffled)[0], first))
        invoices = self.generate("shuffled-invoices.csv", arguments.lines, 1, "--shuffle-invoices")
        table.append(("shuffled invoices first, beside sorted", self.first_imports(invoices)[0],
                      first))
        for name in ("shuffled.csv", "shuffled-invoices.csv"):
            self.remove(name)

        if arguments.large:
            large = self.generate("large.csv", arguments.large)
            database = self.fresh()
            run = self.import_file(large, database)
            self.check_ledger("offtake", database, large)
            table.append((f"{arguments.large:,} lines, beside the first", [run], first))
            self.remove("large.csv")
        if arguments.files:
            table.append(self.growth())
        print("\n| offtake | seconds | ratio | CPU seconds | peak memory |")
        print("|---|---:|---:|---:|---:|")
        for name, runs, beside in table:
            base = statistics.median(run.wall for run in beside) if beside else None
            self.print_row(name, runs, base)

    def growth(self):
        """The last of several files of other invoices, beside the first, into one database."""
        database, runs, files = self.fresh("full.sqlite"), [], []
        for seed in range(1, self.arguments.files + 1):
            files.append(self.generate("file.csv", self.arguments.lines, seed))
            runs.append(self.import_file(files[-1], database))
            files[-1] = self.work / f"file-{seed}.csv"
            shutil.move(self.work / "file.csv.total.json", f"{files[-1]}.total.json")
        self.check_ledger("offtake", database, *files)
        self.remove("full.sqlite")
        return f"file {self.arguments.files} of other invoices, beside file 1", runs[-1:], runs[:1]

    def ways(self, csv):
        """The yardstick's ways of inserting and journals, with what each writes."""
        runs = {way: [] for way in WAYS}
        for _ in range(self.arguments.runs):
            for way, taken in runs.items():
                command = [self.yardstick, *way.split(), csv, self.fresh()]
                run = measure(["sh", "-c", '"$@" 2>&1', "sh", *command])
                taken.append((run, int(re.search(r"wrote (\d+) bytes", run.output)[1])))
        print("\n| yardstick | seconds | ratio | CPU seconds | ratio | peak memory | written |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        base = None
        for way, taken in runs.items():
            wall, cpu, memory, written = (statistics.median(values) for values in zip(
                *((run.wall, run.cpu, run.kibibytes, written) for run, written in taken)))
            base = base or (wall, cpu)
            print(f"| {f'`{way}`' if way else 'default'} | {wall:.2f} | {wall / base[0]:.2f} |"
                  f" {cpu:.2f} | {cpu / base[1]:.2f} | {memory / 1024:.1f} MiB |"
                  f" {written / 1e6:.0f} MB |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lines", type=int, nargs="?", default=1_000_000)
    parser.add_argument("runs", type=int, nargs="?", default=3)
    parser.add_argument("--offtake", default=HERE / "../.build/release/offtake")
    parser.add_argument("--work", default=HERE / "../.build/benchmarks",
                        help="folder of files and of installed programs")
    parser.add_argument("--slow-lines", type=int, help="lines for the programs that run once only")
    parser.add_argument("--only", nargs="+", help="parts of names of programs to run")
    parser.add_argument("--scenarios", action="store_true",
                        help="print the second table too: repeated, shuffled and further files")
    parser.add_argument("--large", type=int, default=5_000_000, metavar="LINES",
                        help="lines of the large file among the scenarios; 0 for none")
    parser.add_argument("--files", type=int, default=10, metavar="N",
                        help="files of LINES lines into one database; 0 for none")
    parser.add_argument("--rich", action="store_true",
                        help="lines of a book rich in SKUs: about one of each SKU and month")
    parser.add_argument("--ways", action="store_true",
                        help="print only the yardstick's ways of inserting and journals")
    arguments = parser.parse_args()
    bench = Bench(arguments)
    csv = bench.generate("sorted.csv", arguments.lines, 1, *(["--rich"] if arguments.rich else []))
    bench.prepare(csv)
    if arguments.ways:
        bench.ways(csv)
        return
    bench.compare(csv)
    if arguments.scenarios:
        bench.scenarios(csv)


if __name__ == "__main__":
    main()
