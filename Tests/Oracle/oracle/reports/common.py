"""What all reports have in common: how a figure is written, and where a report is registered."""

from fractions import Fraction

from ..money import MINOR_DIGITS, Missing, coin, first_missing, known, ratio, stored, to_minor
from ..rates import Rates

# The reports by name: a function that gives their tables, and the command that prints them.
FAMILIES = {}

# By name: what makes of a row of the program one that the oracle knows, or None.
FILTERS = {}

# By name: what a report of the program must say by itself, or by other reports: a function of the
# report and of one that asks for another, which gives tables as the oracle does.
HELD = {}

# The names of the reports of which a book is asked for some, so that all come round.
TURNS = []


def family(name, *arguments):
    """Register a function that gives the tables of a report."""
    def register(function):
        FAMILIES[name] = (function, arguments)
        return function
    return register


def turn(name, *arguments):
    """Register a report of which a book is asked for some."""
    TURNS.append(name)
    return family(name, *arguments)


class NoRates(Exception):
    """The report stops: `missing` are the pairs and months, or days, without a rate; it may ask for
    those that are `optional`, too."""

    def __init__(self, missing, optional=frozenset()):
        super().__init__(f"no rates: {sorted(missing)}")
        self.missing, self.optional = missing, optional


def target(facts, as_of):
    """The currency that a book's amounts are converted into: one of its own, or another."""
    codes = sorted({agreement.currency for agreement in facts.agreements} | {"EUR", "GBP", "USD"})
    return codes[(len(facts.agreements) + as_of.toordinal()) % len(codes)]


class Coins:
    """How a report writes amounts: each in its own currency, or all converted into one (rule 7), a
    balance at the last rate on or before a day, a flow at that of its month; those of a contract
    that fixes its rate at that."""

    def __init__(self, rates=None, day=None, contract=None):
        self.rates, self.day, self.contract = rates, day, contract

    def of(self, contract):
        """How amounts of a contract are written."""
        return Coins(self.rates, self.day, contract)

    def currency(self, own):
        """The currency in which amounts of one are written."""
        return self.rates.target if self.rates else own

    def exact(self, value, own, month=None):
        """An amount as it is written, but for its rounding; what needs a rate and has none is
        remembered. Nothing is nothing in any currency, and needs no rate."""
        if value is None or not known(value) or not self.rates:
            return value
        rate, lacks = self.rate(own, month)
        if value:
            self.rates.missing.update(lacks)
        return value * rate

    def rate(self, own, month):
        """The rate of a month, or of the day, and what is missing of it."""
        return (self.rates.on_day(own, self.day, self.contract) if month is None
                else self.rates.of_month(own, month, self.contract))

    def computed(self, value, own, month=None):
        """A computed amount, or why it is not there."""
        value = self.exact(value, own, month)
        return value if value is None or not known(value) else coin(value, self.currency(own))

    def may_need(self, own, month=None):
        """Amounts that the report may show, or may leave out, may need a rate."""
        if self.rates:
            self.rates.optional.update(self.rate(own, month)[1])

    def stored(self, value, own, month=None):
        """A stored amount, with all of its digits where it is not converted."""
        if not known(value) or self.rates and self.rates.target != own:
            return self.computed(value, own, month)
        return stored(value, own)

    def text(self, value, currency):
        """An amount that is in the currency in which it is written."""
        return (coin if self.rates else stored)(value, currency)

    def cells(self, row, columns, own, month=None):
        return {column: self.computed(row[column], own, month) for column in columns}


OWN = Coins()


def stop_without(rates):
    """Stop where a report needs rates that are not there."""
    if rates.missing:
        raise NoRates(rates.missing, rates.optional)


def converted(name, function, *command, rule=None):
    """Register a report that is asked for in one currency: balances at the as-of day's rate, or
    flows by a rule; `function` gives its tables by the way in which amounts are written."""
    def tables(facts, as_of):
        rates = Rates(facts, target(facts, as_of), rule or "closing", as_of)
        found = function(facts, as_of, Coins(rates, as_of))
        stop_without(rates)
        return *found, rates.optional

    def asked(facts, as_of):
        told = command[0](facts, as_of) if callable(command[0]) else command
        if told is None:
            return None
        return [*told, "--currency", target(facts, as_of), *["--rate", rule] * (rule is not None)]

    title = f"{name}-{rule or 'converted'}"
    FAMILIES[title] = (tables, (asked,))
    TURNS.append(title)
    return title


def add_up(values, currency, name=str, whole=None):
    """Amounts to the coin that add up to their rounded sum, or to a given one: each is rounded
    down, and those that lost the most get one more, of equal ones the first by name."""
    unit = 10 ** MINOR_DIGITS[currency]
    if whole is None:
        whole = to_minor(sum(values.values(), Fraction(0)), currency)
    whole *= unit
    low = {key: value * unit // 1 for key, value in values.items()}
    order = sorted(values, key=lambda key: (low[key] - values[key] * unit, name(key)))
    for key in order[:int(whole - sum(low.values()))]:
        low[key] += 1
    return {key: Fraction(value, unit) for key, value in low.items()}


def money(value, currency):
    """A computed amount, or why it is not there."""
    return OWN.computed(value, currency)


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
    return OWN.cells(row, columns, currency)
