"""What all reports have in common: how a figure is written, and where a report is registered."""

from ..money import Missing, coin, first_missing, known, ratio

# The reports by name: a function that gives their tables, and the command that prints them.
FAMILIES = {}

# By name: what makes of a row of the program one that the oracle knows, or None.
FILTERS = {}


def family(name, *arguments):
    """Register a function that gives the tables of a report."""
    def register(function):
        FAMILIES[name] = (function, arguments)
        return function
    return register


def money(value, currency):
    """A computed amount, or why it is not there."""
    return value if value is None or isinstance(value, Missing) else coin(value, currency)


def share(value, whole):
    """A ratio of two figures, or why it is not there."""
    if not known(value, whole):
        return first_missing(value, whole)
    if whole == 0:
        return Missing("zero")
    return Missing("negative") if whole < 0 else ratio(value / whole)


def headline(agreement):
    value = agreement.number("headline_value")
    return value if value is not None else Missing("not_recorded", "not_disclosed")


def day_text(day):
    return day if isinstance(day, Missing) else day.isoformat() if day else None


def money_cells(row, columns, currency):
    return {column: money(row[column], currency) for column in columns}
