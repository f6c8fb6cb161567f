"""Hold a report of the program against the oracle's tables, cell by cell, to the last digit."""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from .money import Around, Either, Missing, Rounded, Waits, half_even


# From here on a sum may be more than can be kept exactly in a currency with three decimals.
LARGE = Fraction(2**63, 10**7)

# A cell of this name says that the report may leave the row out.
OPTIONAL = "(optional)"


@dataclass(frozen=True)
class Difference:
    """One cell in which the two do not agree."""

    report: str
    as_of: str
    table: str
    row: tuple
    column: str
    oracle: str
    program: str

    @property
    def kind(self):
        """What makes differences alike: the report, the table and the column."""
        return (self.report, self.table, self.column)

    def __str__(self):
        name = " ".join(str(part) for part in self.row if part is not None)
        return (f"{self.report} {self.as_of} {self.table} [{name}] {self.column}: "
                f"oracle {self.oracle}, program {self.program}")


@dataclass
class Outcome:
    """What a comparison found, how much it compared, which columns the program does not have, how
    often figures were asked for that a later import changed, and which differences are known; of a
    `strict` one these are differences like any other."""

    differences: list
    compared: Counter
    absent: Counter
    restated: int = 0
    waiting: Counter = field(default_factory=Counter)
    strict: bool = False

    def note(self, *difference):
        """Note that something differs: a report, day, table, row and column, what the oracle says
        and what the program says."""
        report, day, table, row, *rest = map(str, difference)
        self.differences.append(Difference(report, day, table, (row,), *rest))


def compare(name, as_of, tables, keys, report, outcome, choose=None):
    """Compare all tables of a report."""
    sections = {section["name"]: section for section in report["sections"]}
    for table, rows in tables.items():
        name_of, _, part = table.partition(".")
        section = sections.get(name_of, {"rows": [], "columns": [], "totals": []})
        section = dict(section, rows=section["totals"]) if part else section
        columns = {column["name"] for column in section["columns"]}
        theirs = {}
        for row in section["rows"]:
            row = choose(row) if choose else row
            if row is None:
                continue
            theirs.setdefault(tuple(row.get(key) for key in keys[table]), row)
        ours = dict(rows)
        for key in dict.fromkeys([*ours, *theirs]):
            at = (name, as_of, table, key)
            if key not in theirs and OPTIONAL in ours.get(key, {}):
                continue
            if key not in theirs:
                outcome.differences.append(
                    Difference(*at, "(row)", brief(ours[key]), "no such row"))
            elif key not in ours:
                outcome.differences.append(
                    Difference(*at, "(row)", "no such row", brief_row(theirs[key])))
            else:
                cells(at, ours[key], theirs[key], columns, outcome)


def compare_missing(name, as_of, ours, theirs, outcome):
    """Compare which rates a report needs and does not have."""
    for one in sorted(ours | theirs):
        outcome.compared[name] += 1
        if one not in theirs or one not in ours:
            outcome.differences.append(Difference(
                name, as_of, "rates", (one,), "missing",
                *["missing" if one in said else "not missing" for said in (ours, theirs)]))


def cells(at, ours, theirs, columns, outcome):
    """Compare the cells of one row."""
    for column, right in ours.items():
        if column == OPTIONAL:
            continue
        if column not in columns and column not in theirs:
            outcome.absent[(at[0], at[2], column)] += 1
            continue
        outcome.compared[at[0]] += 1
        if isinstance(right, Waits):
            right = waited(right, theirs, column, outcome)
        if not same(right, theirs, column):
            if only_digits(right, theirs.get(column)):
                column += " (digits)"
            outcome.differences.append(Difference(*at, column, text(right),
                                                  said(theirs, column.removesuffix(" (digits)"))))


def waited(right, theirs, column, outcome):
    """What a cell must say that the program does not yet say right; told as such, not as a
    difference, unless the run is strict."""
    if not same(right.answers[0], theirs, column) and same(right.answers[1], theirs, column):
        outcome.waiting[right.why] += 1
        return right.answers[0] if outcome.strict else right.answers[1]
    return right.answers[0]


def as_shown(right, value):
    """Whether a decimal number is a figure, rounded half to even to as many decimals as it has, of
    which trailing zeros are left out."""
    digits = len(value.partition(".")[2]) if isinstance(value, str) else 0
    return any(half_even(right, more) == Fraction(value) for more in range(max(2, digits), 10))


def only_digits(right, value):
    """Whether a figure is the same, but is written with more digits than it must be."""
    if isinstance(right, Either):
        return any(only_digits(one, value) for one in right.answers)
    try:
        digits = len(right.partition(".")[2])
        return half_even(Fraction(value), digits) == Fraction(right)
    except (AttributeError, TypeError, ValueError):
        return False


def same(right, row, column):
    """Whether a cell says what it must."""
    value, code = row.get(column), row.get(column + "_code")
    if isinstance(right, Either):
        return any(same(one, row, column) for one in right.answers)
    if isinstance(right, Missing):
        return value is None and code in right.codes
    if code == "too_large":
        return isinstance(right, str) and abs(Fraction(right)) >= LARGE
    if isinstance(right, Rounded):
        return value is not None and Fraction(value) == right.value
    if isinstance(right, Around):
        return value is not None and abs(Fraction(value) - right.value) <= right.most
    if isinstance(right, Fraction):
        return value is not None and as_shown(right, value)
    if isinstance(right, int):
        return value is not None and int(value) == right
    return value == right and (right is None or code is None)


def said(row, column):
    """What the program says in a cell."""
    if row.get(column) is not None:
        return str(row[column])
    code = row.get(column + "_code")
    return f"n/a({code}: {row.get(column + '_reason')})" if code else "nothing"


def text(right):
    return "nothing" if right is None else str(right)


def brief(row):
    return ", ".join(f"{k} {text(v)}" for k, v in row.items() if v is not None)[:300]


def brief_row(row):
    return ", ".join(f"{k} {v}" for k, v in row.items()
                     if v is not None and not k.endswith(("_currency", "_reason")))[:300]
