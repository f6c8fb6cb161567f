import ArgumentParser
import Exports
import Ledger
import Procurement

/// `offtake export ledger`: a journal for hledger or beancount.
struct ExportLedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Write invoices, tax, payments and accruals as a journal for hledger or beancount.",
    examples: ["offtake export ledger --to hledger --month 2026-10 -o october.journal"],
    discussion: """
      Invoices are booked on their day of issue, payments on theirs, accruals at each month end and \
      reversed on the next day. Without --month: everything to date, and the accrual of the last ended month. What \
      is not known is not booked: a comment in the journal and standard error say so.
      """)

  @Option(help: "The program that reads it.")
  var to: JournalFormat

  @Option(
    name: [.customLong("month"), .customLong("in")], parsing: .unconditional,
    help: ArgumentHelp(
      "Only these months: 2026-10, 2026Q3, 2026-01..2026-10, \"last month\".", valueName: "period"))
  var period: String?

  @Flag(help: "Accrue fixed fees evenly over the term.")
  var straightLine = false

  @Flag(help: "Leave accruals out.")
  var noAccruals = false

  @Option(help: ArgumentHelp("Only what this organization buys.", valueName: "name"))
  var buyer: String?

  @Option(help: ArgumentHelp("Only what this organization sells.", valueName: "name"))
  var provider: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write to a file instead.", valueName: "file"))
  var output: String?

  @OptionGroup var accounts: AccountOptions
  @OptionGroup var fiscal: FiscalYearOption
  @OptionGroup var days: DayOptions
  @OptionGroup var database: DatabaseOption

  func validate() throws {
    guard !straightLine || !noAccruals else {
      throw ValidationError("--straight-line is of accruals, which --no-accruals leaves out")
    }
    _ = try months
  }

  func run() throws {
    var options = Journal.Options()
    options.chart = accounts.chart
    options.months = try months
    options.accrues = !noAccruals
    options.isStraightLine = straightLine
    var notes: [String] = []
    try Message.printStream(to: output) { take in
      try database.read(knownAt: days.knowledge.knownAt) { store in
        let journal = try Journal(of: Book(store, names), asOf: days.day, options)
        var text = JournalText(to)
        try take(text.opening("Offtake's journal for \(to.rawValue), as of \(days.day)"))
        try journal.forEachItem { item in
          switch item {
          case .entry(let entry): try take(text.text(of: entry))
          case .note(let note):
            notes.append(note)
            try take(text.comment(note) + "\n")
          }
        }
        try take(text.closing)
      }
    }
    let more = notes.count - ExportLedgerCommand.notesShown
    Message.printErrors(
      notes.prefix(ExportLedgerCommand.notesShown).map { "note: \($0)" }
        + (more > 0 ? ["note: \(more) more like these are comments of the journal"] : []))
  }

  /// How many notes are printed, beside the journal that has all of them.
  private static let notesShown = 20

  private var names: SelectionNames { SelectionNames(buyer: buyer, provider: provider) }

  private var months: MonthRange? {
    get throws {
      do {
        return try period.map {
          try PeriodWords(asOf: days.day, years: fiscal.years).meaning(of: $0).months
        }
      } catch {
        throw ValidationError("\(error)")
      }
    }
  }
}

/// The accounts of a journal.
struct AccountOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Costs, by provider below it. (default: Expenses:Compute)", valueName: "account"),
    transform: { try account($0) })
  var expenses: AccountName?

  @Option(
    help: ArgumentHelp(
      "Tax that is recovered. (default: Assets:Tax:Recoverable)", valueName: "account"),
    transform: { try account($0) })
  var taxAccount: AccountName?

  @Option(
    help: ArgumentHelp(
      "What invoices leave to be paid, by provider below it. (default: Liabilities:Payable)",
      valueName: "account"),
    transform: { try account($0) })
  var payable: AccountName?

  @Option(
    help: ArgumentHelp("What is paid from. (default: Assets:Bank)", valueName: "account"),
    transform: { try account($0) })
  var bank: AccountName?

  @Option(
    help: ArgumentHelp(
      "Delivered and not billed, by provider below it. (default: Liabilities:Accrued)",
      valueName: "account"),
    transform: { try account($0) })
  var accrued: AccountName?

  @Option(
    help: ArgumentHelp(
      "Billed and not delivered, by provider below it. (default: Assets:Prepaid)",
      valueName: "account"),
    transform: { try account($0) })
  var prepaid: AccountName?

  /// The usual accounts, with those that were given in their places.
  var chart: ChartOfAccounts {
    var chart = ChartOfAccounts()
    chart.expenses = expenses ?? chart.expenses
    chart.tax = taxAccount ?? chart.tax
    chart.payable = payable ?? chart.payable
    chart.bank = bank ?? chart.bank
    chart.accrued = accrued ?? chart.accrued
    chart.prepaid = prepaid ?? chart.prepaid
    return chart
  }

  private static func account(_ text: String) throws -> AccountName {
    guard let account = AccountName(parsing: text) else {
      throw ValidationError(
        "'\(text)' is not an account; write one such as Expenses:Cloud, that begins with Assets, Liabilities, "
          + "Equity, Income or Expenses, and whose parts begin with a capital letter or a digit")
    }
    return account
  }
}

extension JournalFormat: ExpressibleByArgument {}
