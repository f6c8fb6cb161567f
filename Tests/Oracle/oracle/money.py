"""Exact amounts: rounding once, splitting without a rest, and writing.

Amounts are `Fraction`s of a currency's main unit. What cannot be told is a `Missing`, which carries
the codes that would be right answers to the question why.
"""

from fractions import Fraction
from math import floor

MINOR_DIGITS = {"USD": 2, "EUR": 2, "GBP": 2, "JPY": 0, "KRW": 0, "BHD": 3}


class Missing:
    """A figure that is not there, with the codes of docs/json.md that say why; any of them is
    right."""

    def __init__(self, *codes):
        self.codes = frozenset(codes)

    def __repr__(self):
        return "n/a(" + "|".join(sorted(self.codes)) + ")"

    def __eq__(self, other):
        return isinstance(other, Missing) and self.codes == other.codes

    def __hash__(self):
        return hash(self.codes)


class Rounded:
    """A decimal number that is shown rounded to so many decimals."""

    def __init__(self, value, digits):
        self.value = half_even(value, digits)

    def __repr__(self):
        return write(self.value, 0)


class Around:
    """An amount that is shown at most so much off an exact one."""

    def __init__(self, value, most):
        self.value, self.most = value, most

    def __repr__(self):
        return f"about {float(self.value)}"


class Either:
    """A cell for which two answers are right."""

    def __init__(self, *answers):
        self.answers = answers

    def __repr__(self):
        return " or ".join("nothing" if one is None else str(one) for one in self.answers)


class Waits(Either):
    """A cell of which the first answer is right, and the program still gives the second."""

    def __init__(self, right, now, why):
        super().__init__(right, now)
        self.why = why


def known(*values):
    """Whether all of the values are figures."""
    return not any(isinstance(value, Missing) for value in values)


def first_missing(*values):
    """One `Missing` that stands for all of those among the values: any of their codes is right."""
    codes = [code for value in values if isinstance(value, Missing) for code in value.codes]
    return Missing(*codes)


def total(values):
    """The sum of figures, or why it is not known."""
    values = list(values)
    return sum(values, Fraction(0)) if known(*values) else first_missing(*values)


def combine(function, *values):
    """A function of figures, or why it is not known."""
    return function(*values) if known(*values) else first_missing(*values)


def half_even(value, digits):
    """A fraction rounded to so many decimals, half to even."""
    return Fraction(round(Fraction(value) * 10**digits), 10**digits)


def to_minor(value, currency):
    """An amount rounded to the currency's coin."""
    return half_even(value, MINOR_DIGITS[currency])


def write(value, least_digits):
    """A decimal number, exactly, with at least so many decimals."""
    digits = least_digits
    while (value * 10**digits).denominator != 1:
        digits += 1
        if digits > 60:
            raise ValueError(f"{value} has no end")
    units = int(value * 10**digits)
    sign, text = "-" if units < 0 else "", str(abs(units)).rjust(digits + 1, "0")
    return sign + (text[:-digits] + "." + text[-digits:] if digits else text)


def coin(value, currency):
    """A computed amount, as the reports write it: rounded once, to the coin."""
    return write(to_minor(value, currency), MINOR_DIGITS[currency])


def stored(value, currency):
    """A stored amount, as the reports write it: with all of its digits."""
    return write(value, MINOR_DIGITS[currency])


def ratio(value):
    """A ratio, as JSON has it: six decimals."""
    return write(half_even(value, 6), 6)


def split(amount, weights, currency):
    """An amount in parts by weight, in stored units, which add up to it (rule 5).

    Each part gets the floor of its share; what is left goes unit by unit to those with the largest
    rest, of which the earlier first (ruling 28). What is taken off is split as what is charged.
    """
    if amount < 0:
        return [-part for part in split(-amount, weights, currency)]
    unit = 10 ** (MINOR_DIGITS[currency] + 4)
    units, whole = amount * unit, sum(weights)
    shares = [units * weight / whole for weight in weights]
    parts = [floor(share) for share in shares]
    by_rest = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
    for i in by_rest[: int(units) - sum(parts)]:
        parts[i] += 1
    return [Fraction(part, unit) for part in parts]
