"""Exchange rates (rule 7, ruling 35): what one unit of a currency is worth in another, of a month
or of the days of a figure, and what is missing.

A rate is that of the pair as it is stored, else one over it, else a cross through the first
currency by code. The mean is of the daily rates in the direction in which they are stored; what is
inverse or a cross is taken of means. A contract may fix the rate of its own currency.
"""

from datetime import timedelta
from fractions import Fraction

from .days import ONE, month_end, month_of, month_start, month_text, months

# How many days a closing rate may be older than the day that it stands for.
OLDEST = 7


class Unclear(Exception):
    """The definitions do not say which rate holds: nothing is compared."""


class Rates:
    """The rates of a book as they were known, into one currency, by one rule, on an as-of day.

    `missing` are those that a report needs: not those of amounts that it leaves out; `optional`
    those that it may ask for all the same.
    """

    def __init__(self, facts, target, rule, as_of):
        self.target, self.rule, self.as_of = target, rule, as_of
        self.daily, self.found, self.missing, self.optional = {}, {}, set(), set()
        for pair, rates in facts.daily_rates.items():
            past = {day: rate for day, rate in rates.items() if day <= as_of}
            if past:
                self.daily[pair] = past
        self.codes = sorted({code for pair in self.daily for code in pair})
        self.fixed = {one.reference: (one.currency, one.text("fx_quote"),
                                      one.number("fx_rate_fixed"))
                      for one in facts.agreements if one.text("fx_quote")}

    def of_month(self, currency, month, contract=None):
        """The rate of a month for an amount of a contract or of none, and what is missing of it."""
        factor, currency = self.fixing(currency, contract)
        rate, lacks = self.of_days(currency, month_start(month), month_start(month + 1))
        return factor * rate, lacks

    def on_day(self, currency, day, contract=None):
        """The last rate on or before a day for an amount of a contract or of none, and what is
        missing of it."""
        factor, currency = self.fixing(currency, contract)
        if currency == self.target:
            return factor, frozenset()
        rate, lacks = self.closing(currency, day, day + ONE)
        return factor * rate, lacks

    def fixing(self, currency, contract):
        """What one unit of a currency is worth by the rate that a contract fixes, and the currency
        from which stored rates lead on; of an amount in another currency it fixes nothing, and in
        its own nothing is converted."""
        own, quote, rate = self.fixed.get(contract, (None, None, None))
        fixes = currency == own != self.target
        return (rate, quote) if fixes else (Fraction(1), currency)

    def of_days(self, currency, start, end):
        """The rate of the days of a figure, the same for all months that it reaches over, and what
        is missing of it; the rate is 0 where something is."""
        if currency == self.target:
            return Fraction(1), frozenset()
        key = (currency, start, end)
        if key not in self.found:
            take = self.closing if self.rule == "closing" else self.average
            self.found[key] = take(currency, start, end)
        return self.found[key]

    def closing(self, currency, start, end):
        day = min(end - ONE, self.as_of)
        value = self.way(currency, lambda pair: self.last(pair, day))
        return value or 0, self.lacking(currency, [day.isoformat()] if value is None else [])

    def lacking(self, currency, when):
        return frozenset(f"{currency}/{self.target} for {each}" for each in when)

    def last(self, pair, day):
        """The last rate of a pair on or before a day, where it is not too old."""
        for back in range(OLDEST + 1):
            value = self.daily.get(pair, {}).get(day - timedelta(days=back))
            if value is not None:
                return value
        return None

    def average(self, currency, start, end):
        empty = [month for month in months(start, end) if self.way(
            currency, lambda pair: self.mean(pair, month_start(month), month_end(month))) is None]
        if empty:
            return 0, self.lacking(currency, map(month_text, empty))
        value = self.way(currency, lambda pair: self.throughout(pair, start, end))
        if value is None:
            raise Unclear(f"{currency}/{self.target} is stored in several ways")
        return value, frozenset()

    def throughout(self, pair, start, end):
        """The mean of a pair over days of which every month has a rate; None where one has none."""
        if not all(any(month_of(day) == month for day in self.daily.get(pair, {}))
                   for month in months(start, end)):
            return None
        return self.mean(pair, start, end - ONE)

    def mean(self, pair, first, last):
        values = [rate for day, rate in self.daily.get(pair, {}).items() if first <= day <= last]
        return sum(values) / len(values) if values else None

    def way(self, currency, rate):
        """A pair's rate, direct, inverse or through the first currency with both; None if none."""
        value = self.leg(currency, self.target, rate)
        if value is not None:
            return value
        for code in self.codes:
            if code not in (currency, self.target):
                there, on = self.leg(currency, code, rate), self.leg(code, self.target, rate)
                if there is not None and on is not None:
                    return there * on
        return None

    def leg(self, base, quote, rate):
        value = rate((base, quote))
        if value is None:
            inverse = rate((quote, base))
            value = None if inverse is None else 1 / inverse
        return value
