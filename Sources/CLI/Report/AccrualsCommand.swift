import ArgumentParser
import Ledger
import Procurement
import Queries
import Rendering
import Reports

/// `offtake report accruals`: what a close books.
struct AccrualsCommand: DatedReportCommand {
  static let reports = [ReportOutline.accruals]

  static let configuration = CommandConfiguration(
    commandName: "accruals",
    abstract: "What to accrue at the end of a month: unbilled, shortfalls, straight line.",
    examples: [
      "offtake report accruals --month 2026-10"
    ],
    discussion: """
      Balances at the end of the month, by contract, net of tax: reverse last month's accrual, then book \
      these. Invoices count that were issued by the as-of day, which is the last day of the month unless \
      --as-of says otherwise. Contracts are never netted, nor what is prepaid against what is accrued.
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The month to close: 2026-10, or \"last month\". (default: last month)", valueName: "month"))
  var month: String?

  @OptionGroup var currencies: BalanceCurrencyOption
  @OptionGroup var options: ReportOptions

  func validate() throws { _ = try closedMonth }

  /// The month that is closed; words count from today.
  private var closedMonth: Month {
    get throws {
      let words = PeriodWords(asOf: options.days.today ?? Clock.today)
      let text = month ?? "last month"
      let months = try words.months(of: text)
      guard months.monthCount == 1 else {
        throw ValidationError("--month is one month, such as 2026-10, not \(text)")
      }
      return months.from
    }
  }

  func run() throws { try options.print(report()) }

  func report() throws -> Report {
    let month = try closedMonth
    let asOf = options.days.asOf ?? month.lastDay
    return try options.read { book in
      let choice = try currencies.choice(in: book)
      let accruals = try Accrual.all(in: book, month: month, asOf: asOf)
      return try Report(
        book.converted(accruals, into: choice, asOf: asOf), isExplained: options.explain,
        in: choice,
        parameters: [Report.Parameter("month", "\(month)")] + options.parameters(asOf: asOf)
          + currencies.parameters)
    }
  }
}

extension PeriodWords {
  /// The months that a text means.
  /// - Throws: `ValidationError` for what is no period.
  fileprivate func months(of text: String) throws -> MonthRange {
    do {
      return try meaning(of: text).months
    } catch {
      throw ValidationError("\(error)")
    }
  }
}
