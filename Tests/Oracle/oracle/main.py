"""The command: make books, ask the program and the oracle, compare, shrink."""

import argparse
import os
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from . import facts
from .asking import check
from .examples import parsed
from .generator import Generator
from .money import Either, Missing
from .program import Refused, kinds
from .reports import FAMILIES, TURNS, VIEWS
from .shrink import shrink


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
            shrink(binary, seed, reports, options.column, options.strict)
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
