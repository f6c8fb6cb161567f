"""What a book is asked for: reports on its days, as they were known at its imports, and what
changed between two of these; each answer is held against the oracle."""

import shutil
import tempfile
from collections import Counter

from . import diffs, facts
from .compare import Outcome, compare, compare_missing
from .program import Program, Stopped
from .rates import Unclear
from .reports import FAMILIES, FILTERS, HELD, TURNS, NoRates

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


def now(book, time):
    """Whether a time is that of all imports, where the last of them may have several numbers."""
    return time == len(book) and book[-1].cascade


def ask_diff(program, book, day, name, times, outcome):
    """Hold what a report tells as changed against two runs of it, and each run against the
    oracle."""
    of = name.removeprefix(DIFF)
    command = [*(["report"] if of not in ("audit", "agenda") else []), of, *diffs.REPORTS[of]]
    options, runs = ["--as-of", day.isoformat()], []
    for time in times:
        known_at = [] if now(book, time) else ["--known-at", str(time)]
        runs.append(program.report(*command, *options, *known_at))
        if of in FAMILIES:
            ask(program, facts.known(book, time), day, [of], known_at, outcome)
    said = f"{day} {times[0]} and {times[1]}"
    report = program.report("report", "diff", of, *diffs.REPORTS[of], *options, "--known-at",
                            str(times[0]),
                            *[] if now(book, times[1]) else ["--and", str(times[1])])
    diffs.compare_changes(name, said, diffs.changes(*runs), report, outcome)
    imports = [row["number"] for section in report["sections"] if section["name"] == "imports"
               for row in section["rows"]]
    outcome.compared[name] += 1
    if imports != list(range(times[0] + 1, times[1] + 1)) and report["sections"][0]["rows"] \
            and not now(book, times[1]):
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
