"""The program under test, as a black box: books in as CSV, reports out as JSON."""

import csv
import io
import json
import os
import subprocess


# How many seconds the program may take for one command.
PATIENCE = 60

# How a line begins that tells of a missing rate, and how one of a closing rate ends.
NO_RATE = "no rate "
OR_BEFORE = " or the 7 days before it"


class Refused(Exception):
    """The program did not do what it was asked; the text is what it said."""


def kinds(binary):
    """Those kinds of record that the program knows and older ones did not."""
    return [kind for kind in ("disputes", "budgets") if subprocess.run(
        [binary, "template", kind], capture_output=True).returncode == 0]


class Stopped(Exception):
    """The program needs rates that are not there; `missing` is what it lists."""

    def __init__(self, missing):
        super().__init__(f"missing: {missing}")
        self.missing = missing


class Program:
    """One database that a book was imported into."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.database = os.path.join(folder, "book.sqlite")
        self.run(["init"])

    def run(self, arguments, allowed=(0,)):
        try:
            done = subprocess.run([self.binary, *arguments, "--db", self.database],
                                  capture_output=True, text=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise Refused(f"{' '.join(arguments)}: no answer in {PATIENCE} seconds") from None
        missing = {line.removeprefix(NO_RATE).removesuffix(OR_BEFORE)
                   for line in done.stderr.splitlines() if line.startswith(NO_RATE)}
        if done.returncode == 65 and missing:
            raise Stopped(missing)
        if done.returncode not in allowed:
            raise Refused(f"{' '.join(arguments)}: exit {done.returncode}\n{done.stdout[-500:]}"
                          f"{done.stderr[-1500:]}")
        return done.stdout

    def take(self, book):
        """Import a book, file by file. A revision has the columns of the files before it, since a row keeps
        what a file without the column does not say."""
        columns = {}
        for number, one in enumerate(book, 1):
            if one.kind == "undo":
                self.run(["undo", str(one.undone), *["--cascade"] * one.cascade])
            if not one.rows:
                continue
            path = os.path.join(self.folder, f"{number:02d}-{one.kind}.csv")
            with open(path, "w", encoding="utf-8") as file:
                file.write(to_csv(one.rows, columns.get(one.kind, []) if one.revise else []))
            columns.setdefault(one.kind, []).extend(name for row in one.rows for name in row)
            self.run(["import", one.kind, path] + (["--revise"] if one.revise else []))

    def report(self, *arguments):
        """A report as JSON; exit code 1 only says that something was found."""
        return json.loads(self.run([*arguments, "--format", "json"], allowed=(0, 1)))


def to_csv(rows, others=()):
    """Rows as CSV, with every column that one of them has, and others."""
    columns = list(dict.fromkeys([*(name for row in rows for name in row), *others]))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
