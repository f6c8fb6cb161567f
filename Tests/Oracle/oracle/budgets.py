"""Budgets against what was billed, accrued or paid, and two forecasts (`report budget`)."""

from fractions import Fraction

from . import bases, fees, spend, standing
from .charges import issued
from .compare import LARGE
from .days import ONE, first_day, month_of, month_over, month_start, parse_month
from .money import Missing, combine, first_missing, known


# A month that is to come on any day.
LATE = 12 * 3000


class Scope:
    """What a budget is of: a buyer's spend with all providers, with one, or under one contract."""

    def __init__(self, facts, key, as_of, basis):
        self.key, self.as_of, self.basis = key, as_of, basis
        self.agreements = [one for one in facts.agreements if self.has(
            one.text("buyer"), one.text("provider"), one.reference)]
        self.lines = [line for line in issued(facts.lines, as_of)
                      if self.has(line.buyer, line.provider, line.contract)]
        self.pieces = [piece for piece in bases.pieces(facts, basis, as_of)
                       if self.has(piece.buyer, piece.provider, piece.contract)]
        self.said = {}

    def with_spend(self):
        """The months that are over and have an invoice; a credit note is none (M0). Of what is
        accrued or paid, those that have an amount above zero."""
        found = {line.month for line in self.lines if not line.credit_note}
        if self.basis != "billed":
            found = {piece.month for piece in self.pieces if not piece.tax and piece.amount > 0}
        return sorted(month for month in found if month_over(month, self.as_of))

    def has(self, buyer, provider, contract):
        return all(own in ("", value) for own, value in zip(self.key, (buyer, provider, contract)))

    @property
    def currency(self):
        """The currency of its budgets."""
        return next(iter(self.said.values()))[1]

    def budget(self, months, worth):
        """The budget of months, all of which must have one."""
        if any(month not in self.said for month in months):
            return Missing("partial", "not_recorded")
        return sum((worth(*self.said[month], month, self.key[-1]) for month in months),
                   Fraction(0))

    def actual(self, months, worth, mixed):
        """What was billed, accrued or paid in months; None where nothing was. Of another currency
        than the budget it is not compared, unless all are converted (`mixed`)."""
        mine = [piece for piece in self.pieces if piece.month in months]
        if not mine:
            return None
        if not mixed and any(piece.currency != self.currency for piece in mine):
            return Missing("currencies_differ")
        return self.sum(months, worth)

    def sum(self, months, worth):
        """The sum of the pieces of months, without taxes."""
        sums = {}
        for piece in self.pieces:
            if piece.month in months and not piece.tax:
                key = (piece.provider, piece.currency, piece.month, piece.contract)
                sums[key] = sums.get(key, Fraction(0)) + piece.amount
        return sum((worth(amount, *key[1:]) for key, amount in sums.items()), Fraction(0))

    def missing(self, months):
        view = spend.View(self.basis)
        return sum(1 for agreement in self.agreements
                   for month in view.missing_months(agreement, self.as_of) if month in months)

    def fees_to_come(self, months, worth, mixed):
        """The fees of months, up to the exits of the contracts, at the as-of day's worth; of what
        is paid they say nothing."""
        mine = [one for one in self.agreements if not one.announced]
        if self.basis == "paid":
            return Missing("not_applicable")
        if not months:
            return Fraction(0)
        if not mine:
            return Missing("not_applicable")
        coming = [(fee_of(agreement, month, self.as_of), agreement.currency, LATE,
                   agreement.reference)
                  for agreement in mine for month in months
                  if standing.contract_days(agreement, month, self.as_of)]
        values = [value for value, *_ in coming]
        if not mixed and any(one.currency != self.currency and goes_on(one, months[0], self.as_of)
                             for one in mine):
            return Missing("currencies_differ", *[code for value in values if not known(value)
                                                  for code in value.codes])
        if not known(*values):  # what is known of it needs no rate
            return first_missing(*values)
        return sum((worth(*one) for one in coming), Fraction(0))


def goes_on(agreement, month, as_of):
    """Whether a contract is not over by a month; it may not have begun."""
    end = standing.exit_day(agreement, as_of)
    return agreement.status not in standing.OVER if end is None else end > month_start(month)


def fee_of(agreement, month, as_of):
    """A month's fee of a contract, by its days."""
    if not agreement.fees:
        return Missing("usage_based")
    own = standing.contract_days(agreement, month, as_of)
    return fees.cost(agreement, own[0], own[-1] + ONE)


def scopes(facts, months, as_of, basis):
    """The scopes that have a budget for some of the months, said by the as-of day; of each month
    the one said last."""
    found = {}
    rows = [row for row in facts.budgets if not row.get("as_of")
            or first_day(row["as_of"]) <= as_of]
    for row in sorted(rows, key=lambda row: (row.get("as_of", ""), row["_import"], row["_line"])):
        month = parse_month(row["month"])
        if month in months:
            key = tuple(row.get(name, "") for name in ("buyer", "provider", "contract"))
            if key not in found:
                found[key] = Scope(facts, key, as_of, basis)
            found[key].said[month] = (Fraction(row["amount"]), row["currency"])
    return list(found.values())


def against(scope, months, worth, mixed):
    """The row of a period: budget, what was spent, the difference once the period is over."""
    months, as_of = list(months), scope.as_of
    budget = scope.budget(months, worth)
    actual = scope.actual(months, worth, mixed)
    if actual is None:
        actual = Missing("not_yet" if month_start(months[0]) > as_of else "not_billed")
    difference = combine(lambda a, b: a - b, actual, budget)
    share = difference
    if not month_over(months[-1], as_of):
        difference = share = Missing("not_yet")
    elif known(difference):
        share = (Missing("zero" if budget == 0 else "negative") if budget <= 0
                 else difference / budget)
    return {"budget": budget, "actual": actual, "difference": difference,
            "difference_share": share, "missing_invoices": scope.missing(months)}


def forecast(scope, months, worth, mixed, pace_months=3):
    """Both forecasts to the end of the months: by run rate and by the schedules of fees."""
    months, spent = list(months), scope.with_spend()
    budget = scope.budget(months, worth)
    through = min(spent[-1], months[-1]) if spent else None
    if through is not None and through < months[0]:
        through = None
    before = [month for month in months if through is not None and month <= through]
    after = [month for month in months if month not in before]
    actual = scope.actual(before, worth, mixed)
    actual = Fraction(0) if actual is None else actual
    pace = spent[-pace_months:]
    whole = scope.actual(pace, worth, mixed) if pace else Missing("not_billed")
    rate = combine(lambda value: value / len(pace), whole)
    by_rate = combine(lambda sure, mean: sure + mean * len(after), actual, rate)
    coming = scope.fees_to_come(after, worth, mixed)
    by_schedule = combine(lambda sure, more: sure + more, actual, coming)
    return {"budget": budget, "actual_through": through, "actual": actual,
            "months_to_come": len(after), "pace_months": pace, "run_rate": rate,
            "by_run_rate": by_rate, "fees_to_come": coming, "by_schedule": by_schedule,
            "run_rate_difference": less(by_rate, budget),
            "schedule_difference": less(by_schedule, budget)}


def less(value, budget):
    """A forecast less the budget, and why there is no such difference."""
    if known(value, budget):
        return value - budget
    large = known(value) and abs(value) >= LARGE
    return Missing(*first_missing(value, budget).codes, *["too_large"] * large)


def worth_in(coins, as_of):
    """What amounts of a month come to: of a month to come at the last rate by the as-of day."""
    return lambda amount, currency, month, contract: coins.of(contract).exact(
        amount, currency, None if month_start(month) > as_of else month)


def year_of(as_of):
    """The months of the year that has a day."""
    start = month_of(as_of) // 12 * 12
    return range(start, start + 12)
