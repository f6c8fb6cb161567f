"""One case: a book of a seed, imported kind by kind, and every report of it."""

import collections
import csv
import io
import json
import os
import re
import shutil
import tempfile
import xml.etree.ElementTree

import extremes
import reports
from book import Maker
from program import TODAY

LIMIT_SECONDS = 10
Finding = collections.namedtuple("Finding", "seed command code words")


class Case:
    """A folder with a database of a book."""

    def __init__(self, program, empty, book):
        self.program, self.book = program, book
        self.folder = tempfile.mkdtemp(prefix="hunt-", dir=memory())
        shutil.copy(empty, self.path("book"))
        self.kept = collections.Counter()

    def path(self, name):
        return os.path.join(self.folder, name)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def imports(self):
        """Imports every kind; yields how each run ended."""
        for kind, rows in self.book.rows.items():
            if rows:
                yield self.take(kind, len(rows))

    def take(self, kind, count):
        with open(self.path(f"{kind}.csv"), "w", encoding="utf-8", newline="") as file:
            file.write(self.book.csv(kind))
        ended = self.run(["import", kind, f"{kind}.csv", "--keep-good", "--rejects", "rejects.csv",
                          "--format", "json"])
        if ended.code in (0, 1):
            self.kept[kind] += sum(row["new"] for row in ended.rows())
        self.kept["rows of " + kind] += count
        return ended

    def run(self, command):
        today = ["--today", TODAY] if takes_today(command) else []
        return self.program.run(*command, *today, "--db", "book", folder=self.folder)


def takes_today(command):
    return command[0] in ("report", "audit", "agenda", "compare", "history")


def memory():
    """A folder in memory, where the system has one."""
    return "/dev/shm" if os.path.isdir("/dev/shm") else None


def made(columns, seed):
    """The book of a seed."""
    return extremes.spoil(Maker(columns, seed).book(), seed)


def findings(program, empty, columns, seed):
    """The findings of one seed, how many runs it took, and how many rows were stored, by kind."""
    book = made(columns, seed)
    case = Case(program, empty, book)
    found, runs = [], 0
    try:
        for ended in case.imports():
            runs += 1
            found += [Finding(seed, ended.arguments[:2], ended.code, words)
                      for words in [fault(ended)] if words]
        for command in reports.commands(seed, book):
            runs += 1
            ended = case.run(command)
            found += [Finding(seed, command, ended.code, words) for words in [fault(ended)] if words]
    finally:
        case.remove()
    return found, runs, case.kept


def fault(ended):
    """What is wrong with how a run ended; `None` where nothing is."""
    first = next(iter(ended.errors.splitlines()), "")
    if ended.code == 124:
        return "does not end"
    if ended.code > 127 or ended.code == 70:
        return f"dies: {first}"
    if ended.seconds > LIMIT_SECONDS:
        return f"takes {ended.seconds:.0f} s"
    if ended.code not in allowed(ended):
        return f"ends: {first}"
    return misprint(ended)


def allowed(ended):
    """The exit codes that a command may have, whatever is stored."""
    command = ended.arguments
    if command[0] == "import":
        return 0, 1, 65
    if command[0] in ("audit", "agenda"):
        return (0, 1, 64) if names_something(ended) else (0, 1)
    return (0, 64) if names_something(ended) else (0,)


def names_something(ended):
    """Whether the command was refused for a name that is not stored, or that stands for several things."""
    return re.search(r'^offtake: (no |"|import |several |invoice ")', ended.errors) is not None


def misprint(ended):
    """Text that says to be JSON, CSV or XML, and is not."""
    command = " ".join(map(str, ended.arguments))
    if ended.code not in (0, 1) or not ended.output:
        return None
    try:
        if "--format jsonl" in command:
            for line in ended.output.strip("\n").split("\n"):
                json.loads(line)
        elif "--format json" in command:
            json.loads(ended.output)
        elif "--format fods" in command:
            xml.etree.ElementTree.fromstring(ended.output)
        elif "--format csv" in command:
            list(csv.reader(io.StringIO(ended.output), strict=True))
    except (ValueError, csv.Error, xml.etree.ElementTree.ParseError) as error:
        return f"prints what is not of its format: {error}"
    return None


def signature(finding):
    """What findings of one cause have in common, as far as can be told from outside."""
    words = [word for word in finding.command[:2] if not word.startswith("-")]
    return (*words, finding.code, re.sub(r'"[^"]*"|[-\d.,]+', "#", finding.words))
