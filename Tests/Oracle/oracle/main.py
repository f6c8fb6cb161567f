"""The command: make books, ask the program and the oracle, compare, shrink."""

import argparse
import os
import shutil
import tempfile
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date

from . import diffs, facts
from .compare import Outcome, compare, compare_missing
from .examples import parsed
from .reports import FAMILIES, FILTERS, HELD, TURNS, VIEWS, NoRates
from .generator import Generator
from .money import Either, Missing
from .program import Program, Refused, Stopped, kinds, to_csv
from .rates import Unclear


def arguments():
    parser = argparse.ArgumentParser(description="Compute every figure twice.")
    parser.add_argument("--books", type=int, default=25, help="how many books (25)")
    parser.add_argument("--seed", type=int, default=1, help="the first book's seed (1)")
    parser.add_argument("--offtake", default=os.environ.get("OFFTAKE", ".build/release/offtake"))
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time (1)")
    parser.add_argument("--reports", default="", help="only these, with commas")
    parser.add_argument("--thorough", action="store_true",
                        help="ask for all reports on the second day, too, not for half of them")
    parser.add_argument("--show", type=int, default=3, help="differences shown of each kind (3)")
    parser.add_argument("--examples", action="store_true",
                        help="hold oracle and program to the examples, too")
    parser.add_argument("--strict", action="store_true",
                        help="differences that wait for the program are differences, too")
    parser.add_argument("--shrink", action="store_true",
                        help="print the smallest book that still differs, for each seed")
    parser.add_argument("--column", default="", help="with --shrink: only of this column")
    parser.add_argument("--views", type=int,
                        help="how many of the views of spend to ask a book for, and how many of"
                             " those of other reports (5)")
    return parser.parse_args()


# Between two views that one book is asked for stand so many others; it divides no number of them.
STEP = 89

KNOWN_AT = ("exposure", "obligations", "commitments", "unbilled", "spend-contract", "capacity",
            "credits", "agenda")


def check(binary, book, days, reports, first=None, later=None, views=(), turns=(), strict=False):
    """Import a book, ask for every report on every day, and compare; and for some of them as they
    were known after the first imports, where more came later. `later` are the reports of the second
    day, where these are not all; `views` those that are asked for once, and at every import since
    the first ones; `turns` those that are asked for once, on one of the days."""
    outcome = Outcome([], Counter(), Counter(), strict=strict)
    folder = tempfile.mkdtemp(prefix="oracle-")
    try:
        program = Program(binary, folder)
        program.take(book)
        known = facts.known(book)
        for place, name in enumerate([one for one in reports if one.startswith(DIFF)] * 4):
            ask_diff(program, book, days[place % len(days)], name, times(book, first, place // 2),
                     outcome)
        reports = [one for one in reports if not one.startswith(DIFF)]
        ask(program, known, days[0], reports, [], outcome)
        for day in days[1:]:
            ask(program, known, day, reports if later is None else later, [], outcome)
        if first and first < len(book):
            again = [name for name in reports if name in KNOWN_AT]
            ask(program, facts.known(book, first), days[0], again, ["--known-at", str(first)],
                outcome)
        ask(program, known, days[0], views, [], outcome)
        for place, name in enumerate(turns):
            day = days[place % len(days)]
            if name.startswith(DIFF):
                ask_diff(program, book, day, name, times(book, first, place), outcome)
            else:
                ask(program, known, day, [name], [], outcome)
        for number in range(first or len(book), len(book)) if views else []:
            restated(program, book, number, days[0], views, outcome)
    finally:
        shutil.rmtree(folder)
    return outcome


def restated(program, book, number, day, views, outcome):
    """Hold views as they were known at an import against the oracle: one of them each time, that
    has changed since where there is such a one (M25)."""
    before, now = facts.known(book, number), facts.known(book)
    changed = [name for name in views if figures(name, before, day) != figures(name, now, day)]
    name = (changed or list(views))[number % len(changed or views)]
    outcome.restated += bool(changed)
    ask(program, before, day, [name], ["--known-at", str(number)], outcome)


# How the name of a report begins that is set against itself at two times.
DIFF = "diff-"
TURNS.extend(DIFF + name for name in diffs.REPORTS)


def times(book, first, place):
    """Two times of a book, as numbers of imports: some since the first ones, some before."""
    last, first = len(book), first or len(book)
    return [(first, last), (max(2, last - 1), last), (first // 2 + 1, first),
            (first - 1, last)][place % 4]


def ask_diff(program, book, day, name, times, outcome):
    """Hold what a report tells as changed against two runs of it, and each run against the
    oracle."""
    of = name.removeprefix(DIFF)
    command = [*(["report"] if of not in ("audit", "agenda") else []), of, *diffs.REPORTS[of]]
    options, runs = ["--as-of", day.isoformat()], []
    for time in times:
        runs.append(program.report(*command, *options, "--known-at", str(time)))
        if of in FAMILIES:
            ask(program, facts.known(book, time), day, [of], ["--known-at", str(time)], outcome)
    said = f"{day} {times[0]} and {times[1]}"
    report = program.report("report", "diff", of, *diffs.REPORTS[of], *options, "--known-at",
                            str(times[0]), "--and", str(times[1]))
    diffs.compare_changes(name, said, diffs.changes(*runs), report, outcome)
    imports = [row["number"] for section in report["sections"] if section["name"] == "imports"
               for row in section["rows"]]
    outcome.compared[name] += 1
    if imports != list(range(times[0] + 1, times[1] + 1)) and report["sections"][0]["rows"]:
        outcome.note(name, said, "imports", "", "number", f"{times[0] + 1} to {times[1]}",
                     str(imports))


def figures(name, known, day):
    """The oracle's tables of a report, as text, to see whether two are the same."""
    try:
        return repr(FAMILIES[name][0](known, day))
    except (NoRates, Unclear) as stop:
        return repr(stop)


def ask(program, known, day, reports, options, outcome):
    """Hold reports of one day against the oracle."""
    for name in reports:
        function, command = FAMILIES[name]
        if callable(command[0]):
            command = command[0](known, day)
        if command is None:
            continue
        said = " ".join([day.isoformat(), *options])
        tables, needs, may, report, lacks = {}, set(), set(), None, set()
        try:
            tables, keys, *more = function(known, day)
            may = set().union(*more)
        except Unclear:
            continue
        except NoRates as stop:
            needs, may = stop.missing, stop.optional
        try:
            report = program.report(*command, "--as-of", day.isoformat(), *options)
        except Stopped as stop:
            lacks = stop.missing
        if needs or lacks:
            compare_missing(name, said, needs, lacks - (may - needs), outcome)
            continue
        compare(name, said, tables, keys, report, outcome, FILTERS.get(name))
        if name in HELD:
            more = HELD[name](report, lambda *asked: program.report(
                *asked, "--as-of", day.isoformat(), *options))
            compare(name, said, *more, report, outcome)


def some(every, seed, count):
    """Those of many reports that a book is asked for."""
    return [every[(seed * count + place) * STEP % len(every)] for place in range(count)]


def one(task):
    """Check the book of one seed; errors are told as what they are."""
    binary, seed, reports, known_kinds, thorough, more, strict = task
    later = None if thorough else reports[seed % 2::2]
    views, turns = (some(every, seed, more) for every in (VIEWS, TURNS))
    try:
        book, days, first = Generator(seed, known_kinds).book()
        return seed, check(binary, book, days, reports, first, later, views, turns,
                           strict), None
    except Refused as refusal:
        return seed, None, f"refused: {refusal}"
    except Exception:
        return seed, None, traceback.format_exc()


def main():
    options = arguments()
    plain = [name for name in FAMILIES if name not in VIEWS and name not in TURNS]
    reports = options.reports.split(",") if options.reports else plain
    binary = os.path.abspath(options.offtake)
    more = kinds(binary)
    thorough = options.thorough or len(reports) < len(plain)
    views = options.views if options.views is not None else 0 if options.reports else 5
    tasks = [(binary, seed, [one for one in reports if one], more, thorough, views,
              options.strict)
             for seed in range(options.seed, options.seed + options.books)]
    compared, absent, waiting, alike = Counter(), Counter(), Counter(), {}
    failed, changed = 0, 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for seed, outcome, error in pool.map(one, tasks):
            if error:
                failed += 1
                print(f"book {seed}: {error}")
                continue
            compared += outcome.compared
            absent += outcome.absent
            waiting += outcome.waiting
            changed += outcome.restated
            for difference in outcome.differences:
                alike.setdefault(difference.kind, []).append((seed, difference))
    for kind, found in sorted(alike.items()):
        print(f"\n{' '.join(kind)}: {len(found)} differences")
        for seed, difference in found[:options.show]:
            print(f"  book {seed}: {difference}")
    summary(compared, absent, alike, changed, waiting)
    if options.examples:
        failed += examples(binary)
    if options.shrink:
        for seed in sorted({seed for found in alike.values() for seed, _ in found})[:options.show]:
            shrink(binary, seed, reports, options.column)
    return 1 if alike or failed else 0


def examples(binary):
    """Hold the oracle to the examples, and the program to the oracle; how many of the first fail.
    """
    failed = 0
    for name, book, day, report, table, key, cells in parsed():
        function, _ = FAMILIES[report]
        row = dict(function(facts.known(book), day)[0][table]).get(key, {})
        for column, right in cells.items():
            ours = row.get(column)
            answers = ours.answers if isinstance(ours, Either) else [ours]
            if right in answers or right is None and any(
                    isinstance(one, Missing) for one in answers):
                continue
            failed += 1
            print(f"example, {name}: {column} is {right}, the oracle says {ours}")
        try:
            for difference in check(binary, book, [day], [report]).differences:
                if not difference.column.endswith("(digits)"):
                    print(f"example, {name}: {difference}")
        except Refused as refusal:
            print(f"example, {name}: {refusal}")
    return failed


def summary(compared, absent, alike, changed, waiting):
    """The table of what was compared."""
    print(f"\n{'report':22} {'compared':>8} {'differ':>8}")
    lines, differ = Counter(), Counter()
    for name, count in compared.items():
        lines[name.partition(":")[0]] += count
    for kind, found in alike.items():
        differ[kind[0].partition(":")[0]] += len(found)
    for name in sorted(lines | differ):
        print(f"{name:22} {lines[name]:>8} {differ[name]:>8}")
    print(f"{'total':22} {sum(compared.values()):>8} {sum(map(len, alike.values())):>8}")
    print(f"figures that later imports restated: asked for {changed} times as they were before")
    for what, count in sorted(waiting.items()):
        print(f"waits for the program, {count} times: {what}")
    for (name, table, column), count in sorted(absent.items()):
        print(f"not in the program: {name} {table} {column}")


def shrink(binary, seed, reports, column):
    """Print the smallest book of a seed that still differs in the same way."""
    book, days, _ = Generator(seed, kinds(binary)).book()

    def differs(book, days):
        try:
            found = check(binary, book, days, reports).differences
        except Exception:
            return None
        found = [d for d in found if "(digits)" not in d.column and column in ("", d.column)]
        return found[0] if found else None

    first = differs(book, days)
    if first is None:
        return
    reports = [first.report]
    days = [date.fromisoformat(first.as_of)]
    column = first.column
    book = drop_rows(book, lambda smaller: (d := differs(smaller, days)) and d.kind == first.kind)
    book = drop_cells(book, lambda smaller: (d := differs(smaller, days)) and d.kind == first.kind)
    print(f"\nbook {seed}, smallest: {differs(book, days)}")
    for part in book:
        print(f"--- {part.kind}.csv\n{to_csv(part.rows)}", end="")


def drop_rows(book, still):
    """Take rows away as long as the difference stays, halves first."""
    for i in range(len(book) - 1, -1, -1):
        size = max(1, len(book[i].rows) // 2)
        while size:
            at = 0
            while at < len(book[i].rows):
                rows = book[i].rows[:at] + book[i].rows[at + size:]
                smaller = with_rows(book, i, rows)
                if still(smaller):
                    book = smaller
                else:
                    at += size
            size //= 2
    return [part for part in book if part.rows or part.undone]


def drop_cells(book, still):
    """Take cells away as long as the difference stays."""
    for i, part in enumerate(book):
        for k in range(len(part.rows)):
            for column in list(book[i].rows[k]):
                rows = [dict(row) for row in book[i].rows]
                del rows[k][column]
                smaller = with_rows(book, i, rows)
                if still(smaller):
                    book = smaller
    return book


def with_rows(book, index, rows):
    """The book with other rows in one of its files; a file without rows is not imported."""
    return [facts.Import(part.kind, rows if i == index else part.rows, part.revise,
                         part.undone)
            for i, part in enumerate(book)]
