"""What changed in a report between two times (`report diff`, M25): the figures by which two runs
of the report differ, row by row."""

from collections import Counter, defaultdict
from fractions import Fraction

from .days import last_day
from .money import write

# The reports that are set against themselves, by name, with their options.
REPORTS = {
    "spend": ["--by", "contract,month"], "ratio": ["--by", "quarter"], "exposure": [],
    "obligations": [], "commitments": [], "capacity": [], "unbilled": [], "accruals": [],
    "payables": [], "prices": [], "credits": [], "budget": [], "audit": [],
    "agenda": ["--within", "400d"], "concentration": [],
}

# Columns of words that tell something of a row, and not what it is about.
WORDS = {"severity", "found", "action", "dispute", "what", "state", "notice", "exit_kind", "reason",
         "headline_kind", "risk", "is_cheapest", "months", "late_unit", "revenue_basis", "level",
         "members", "pace_months", "lowest_at", "highest_at", "source", "site", "mw_basis"}
NUMBERS = ("money", "ratio", "decimal", "count", "days")


def months_of(section):
    """Whether the months of a section say what a row is about: not those beside it."""
    return [column["name"] for column in section["columns"] if column["type"] == "month"
            and column["name"] in ("month", "from_month")]


def identity(section):
    """The columns that say what a row is about."""
    words = [column["name"] for column in section["columns"]
             if column["type"] == "text" and column["name"] not in WORDS]
    dates = [column["name"] for column in section["columns"]
             if column["type"] == "date" and column["name"] == "from"]
    return words + months_of(section) + dates + [
        column["name"] for column in section["columns"] if column["name"] == "line"]


def rows_of(report):
    """All rows of a report by table, what they are about and how many such there were before:
    (table, key, place) to (row, columns)."""
    found = {}
    for section in report["sections"]:
        keys, seen = identity(section), Counter()
        figures = [column for column in section["columns"] if column["name"] not in keys]
        for row in [*section["rows"], *section["totals"]]:
            key = tuple(str(row[name]) for name in keys if row.get(name) is not None)
            found[section["name"], key, seen[key]] = (row, figures)
            seen[key] += 1
    return found


def changes(before, after):
    """The changed figures: a list of (table, key, column, change, before, after, difference, how
    far off it may be, as it is of figures that are not rounded). Of a row that was not there, or
    is not any more, all figures are told; of one without figures that alone."""
    old, new, found = rows_of(before), rows_of(after), []
    for place in dict.fromkeys([*old, *new]):
        (was, columns), (now, more) = old.get(place, ({}, [])), new.get(place, ({}, []))
        change = "changed" if was and now else "added" if now else "gone"
        told = []
        for column in {one["name"]: one for one in [*columns, *more]}.values():
            name, kind = column["name"], column["type"]
            values = was.get(name), now.get(name)
            whys = was.get(name + "_reason"), now.get(name + "_reason")
            if change == "changed" and (values != values[::-1] or whys != whys[::-1]) or (
                    change != "changed" and kind in NUMBERS
                    and (values != (None, None) or whys != (None, None))):
                told.append((place[0], place[1], name, change, *map(text, values),
                             difference(kind, *values), Fraction(1, 10**6) * (kind == "ratio")))
        if change != "changed" and not told:
            told = [(*place[:2], None, change, None, None, None, Fraction(0))]
        found += told
    return found


def text(value):
    return None if value is None else str(value)


def difference(kind, was, now):
    """The second less the first; of days, how many later; None without both."""
    if was is None or now is None or kind not in (*NUMBERS, "date"):
        return None
    if kind == "date":
        return Fraction((last_day(now) - last_day(was)).days)
    return Fraction(now) - Fraction(was)


def compare_changes(name, said, ours, report, outcome):
    """Hold what the program tells as changed against the differences of its two runs."""
    wanted = defaultdict(list)
    for table, key, column, change, was, now, *less in ours:
        words = {word for part in key for word in part.split(", ")}  # of several contracts, too
        wanted[table, column, change, was, now].append((words, *less))
    for row in report["sections"][0]["rows"] if report["sections"] else []:
        outcome.compared[name] += 1
        less = None if row.get("difference") is None else Fraction(row["difference"])
        figure = (row["table"], row["column"], row["change"], text(row.get("before")),
                  text(row.get("after")))
        words = set(row["row"].split(", "))
        match = next((one for one in wanted[figure] if one[0] <= words
                      and as_far(one[1], less, one[2])), None)
        if match is None and less == 0 and figure[3] == figure[4]:
            outcome.waiting["told as changed by 0, as it did before it was rounded"] += 1
        elif match is None:
            outcome.note(name, said, row["table"], row["row"], row["column"], "no such change",
                         spoken(figure, less))
        else:
            wanted[figure].remove(match)
    for figure, changed in wanted.items():
        for key, less, _ in changed:
            outcome.note(name, said, figure[0], ", ".join(sorted(key)), figure[1],
                         spoken(figure, less), "no such change")


def as_far(right, less, most):
    """Whether a difference is the right one, or at most so far off."""
    return right == less if None in (right, less) else abs(right - less) <= most


def spoken(figure, difference):
    """A change in words."""
    _, _, change, was, now = figure
    more = "" if difference is None else f" by {write(difference, 0)}"
    return f"{change} from {was} to {now}{more}"
