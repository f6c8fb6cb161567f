// MARK: Pages about what figures mean

extension HelpTopic {
  static var moneyPage: String {
    """
    MONEY

    Amounts are exact: whole numbers of a unit four decimals below the minor unit
    of their currency, added and divided exactly, and rounded once, half to even,
    when they are shown. Amounts of several currencies are never added unless
    --currency converts them.

    \(list([
      ("--currency", "convert all amounts, at the rates imported by offtake import fx"),
      ("--rate", "average of each month, or closing: its last rate"),
      ("--tax", "exclude: spend is net of tax; include: tax is in it"),
      ("--basis", "billed: by billing month; accrued: by days of service; paid: by payment"),
      ("--unit", "amounts in thousands, millions or billions, in tables"),
      ("--exact", "amounts with all their digits, in tables"),
    ]))

    In a file an amount is digits with a point, -1234.50, without grouping or
    currency sign; a mapping reads others. Credit notes are negative. What is not
    known is n/a with its reason, and never 0.

    More: docs/metrics.md, docs/import.md, docs/reports.md

    """
  }

  static var periodPage: String {
    """
    PERIODS

    A period is whole months. --in takes one period; --from and --to take the
    first and the last, both included. Words count from the as-of day.

    \(list([
      ("2026", "a calendar year"),
      ("2026H1", "a half of one"),
      ("2026Q3", "a quarter, also 2026-Q3"),
      ("2026-08", "a month"),
      ("2026-02..2026-08", "a run of months, both ends included"),
      ("FY2026", "a fiscal year, named by the year in which it ends"),
      ("FY2026Q1", "a quarter of one"),
      ("ytd", "the year up to the as-of month"),
      ("yesterday", "the month of that day, as today"),
      ("-3 months", "the month of that day; also days, weeks, quarters, years"),
    ]))

    Also this or last, with month, quarter, half or year: "last quarter".

    \(list([
      ("--fiscal-year-start", "the month in which a fiscal year starts: 7 is July"),
      ("--by", "rows by month, quarter, half or year; ttm: for each month the twelve that end with it"),
      ("--as-of", "the as-of day of a figure: a day, yesterday, \"-3 months\""),
    ]))

    More: docs/metrics.md

    """
  }

  static var twoTimesPage: String {
    """
    TWO TIMES

    A report has two times: the as-of day of its figures, and the moment at
    which the records are read. Nothing that was stored is ever deleted: a row that
    is revised or undone ends, and stays in the history.

    \(list([
      ("--as-of", "the as-of day of a figure; what is issued, due or delivered later does not count"),
      ("--known-at", "only what had been recorded by then: the end of a day, a second (UTC), or an import's number"),
      ("report diff", "one report at two times of knowledge, with what caused each change"),
    ]))

    Examples

      offtake report spend --as-of 2026-09-30
      offtake report spend --as-of 2026-09-30 --known-at 2026-10-05
      offtake report diff spend --known-at 2026-10-05 --and 2026-11-05

    The first uses everything that is on record today about September; the second
    prints what the report said on 5 October; the third says what changed since.

    More: docs/metrics.md

    """
  }
}
