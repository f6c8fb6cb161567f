"""A book that is exported and imported into a new database is the same book."""

import json
import re
import subprocess
from pathlib import Path

LOOP = """
for file in "$1"/*.csv; do
  kind=${file##*/??-}
  "$OFFTAKE" import "${kind%.csv}" "$file" --db "$2" || exit
done
"""

REPORTS = [
    "report spend --by provider,month", "report spend --by contract --basis accrued --explain",
    "report spend --by buyer --basis paid", "report spend --by sku --tax include",
    "report ratio --of buyer", "report ratio --of provider --explain", "report ratio --annualised --of provider",
    "report concentration --by year", "report exposure --explain", "report obligations --explain", "report commitments",
    "report capacity --explain", "report unbilled --explain", "report accruals --month 2026-09", "report payables --explain",
    "report prices", "report credits", "report budget", "audit --explain", "audit --accepted", "agenda",
]

# What says where a row stands in which file, or that it was imported then.
PLACES = {"import", "import_number", "file", "line", "recorded_by", "recorded_at"}
PLACE = re.compile(r"[^ ;,]*:\d+ \(import \d+\)|\(import \d+\)|imports? \d+")


def faults(book, offtake, folder):
    """What is not the same after the round trip, in words."""
    program = Copy(offtake, book, folder)
    first, second = Path(folder, "first"), Path(folder, "second")
    program.run(["export", "csv", first, "--db", book.path])
    taken = subprocess.run(
        ["sh", "-c", LOOP, "loop", first, program.path], capture_output=True, text=True, env={"OFFTAKE": offtake})
    if taken.returncode != 0:
        return [f"the import of the export: {taken.stderr}"]
    program.run(["export", "csv", second, "--db", program.path])
    found = []
    names = sorted({path.name for path in [*first.iterdir(), *second.iterdir()]})
    for name in names:
        if not (second / name).exists() or (first / name).read_bytes() != (second / name).read_bytes():
            found.append(f"{name} is another in the second export")
        kind = name[3:-4]
        alone = program.run(["export", kind, "--db", book.path])
        if alone.stdout.encode() != (first / name).read_bytes():
            found.append(f"export {kind} is not {name}")
        found += program.differences(f"list {kind} --wide")
    for report in REPORTS:
        found += program.differences(f"{report} --as-of {book.day}")
    found += program.differences("check")
    return found


class Copy:
    """A book, and the database that its export was imported into."""

    def __init__(self, offtake, book, folder):
        self.offtake, self.book, self.path = offtake, book, Path(folder, "copy.sqlite")
        self.run(["init", "--db", self.path])

    def run(self, arguments):
        done = subprocess.run([self.offtake, *arguments], capture_output=True, text=True, encoding="utf-8")
        assert done.returncode in (0, 1, 65), f"{arguments}: {done.stderr}"
        return done

    def differences(self, command):
        """Where the two books answer a command otherwise."""
        form = [] if command == "check" else ["--format", "json"]
        answers = [self.run([*command.split(), *form, "--db", path]) for path in (self.book.path, self.path)]
        if command == "check" or answers[0].returncode == 65:
            answers = [(one.returncode, [] if command == "check" else one.stderr) for one in answers]
        else:
            answers = [plain(json.loads(one.stdout)) for one in answers]
        return [f"{command}: {where}" for where in differences(*answers)][:5]


def plain(value):
    """A report without the places of rows and the numbers of imports."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items() if name not in PLACES}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return PLACE.sub("…", value) if isinstance(value, str) else value


def differences(left, right, where=""):
    """The paths at which two values differ."""
    if type(left) is not type(right):
        yield f"{where}: {left!r}, then {right!r}"
    elif isinstance(left, dict):
        for name in sorted(left.keys() | right.keys()):
            yield from differences(left.get(name), right.get(name), f"{where}/{name}")
    elif isinstance(left, (list, tuple)):
        if len(left) != len(right):
            yield f"{where}: {len(left)} of them, then {len(right)}"
        for place, pair in enumerate(zip(left, right)):
            yield from differences(*pair, f"{where}/{place}")
    elif left != right:
        yield f"{where}: {left!r}, then {right!r}"
