import Agenda
import ArgumentParser
import Ledger
import Procurement
import Rendering
import Reports

/// `offtake agenda`: deadlines.
struct AgendaCommand: DatedReportCommand {
  static let reports = [ReportOutline.agenda]

  static let configuration = CommandConfiguration(
    commandName: "agenda",
    abstract: "Deadlines: notice, renewals, claims, payments, deliveries.",
    examples: [
      "offtake agenda --within 6m",
      "offtake agenda --ics deadlines.ics",
    ],
    discussion: """
      From the data alone: last days for notice, automatic renewals, ends of lock-ins and terms, \
      rights to terminate for late delivery, minimums that are assessed, claims of service credits, \
      invoices and capacity that are due, months without an invoice, open disputes. Exit code 1 where \
      something is overdue. With --ics it is written as a calendar, with alarms 90, 60 \
      and 30 days before.
      """)

  @Option(
    help: ArgumentHelp(
      "How far ahead: 90d, 12w, 6m, 1y or \"3 months\". (default: 90d; 400d with --ics)",
      valueName: "duration"),
    transform: { text in
      guard let horizon = Horizon(parsing: text) else {
        throw ValidationError("'\(text)' is not a duration; write 90d, 12w, 6m, 1y or \"3 months\"")
      }
      return horizon
    })
  var within: Horizon?

  @Option(help: ArgumentHelp("Only items of this kind, such as invoice_due.", valueName: "kind"))
  var kind: [AgendaItem.Kind] = []

  @Option(
    help: ArgumentHelp("Write a calendar (RFC 5545); - is standard output.", valueName: "file"))
  var ics: String?

  @Flag(help: "Show the row and the source behind each item.")
  var explain = false

  @OptionGroup var currencies: BalanceCurrencyOption
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let (agenda, choice) = try agenda()
    if let ics {
      try write(agenda, to: ics)
    } else if agenda.items.isEmpty, output.isPlainTable {
      try output.print(
        ["\(database.path): no deadlines through \(end)"]
          + agenda.notes.map { "Note: \($0)" })
    } else {
      try output.print(report(of: agenda, choice))
    }
    if agenda.isOverdue { throw ExitCode(ExitStatus.findings) }
  }

  func report() throws -> Report {
    let (agenda, choice) = try agenda()
    return report(of: agenda, choice)
  }

  private func report(of agenda: Agenda, _ choice: CurrencyChoice?) -> Report {
    Report(
      agenda, isExplained: explain, in: choice,
      parameters: days.parameters + selection.parameters + currencies.parameters
        + [Report.Parameter("through", "\(end)")])
  }

  private func agenda() throws -> (Agenda, CurrencyChoice?) {
    try database.readBook(of: selection.names, knownAt: days.knowledge.knownAt) { book in
      let choice = try currencies.choice(in: book)
      let agenda = try Agenda(in: book, kinds: kind, asOf: days.day, through: end)
      return (try agenda.shown(in: choice, book), choice)
    }
  }

  /// The last day that is looked at.
  private var end: Day {
    (within ?? Horizon(days: ics == nil ? 90 : 400)).end(from: days.day)
  }

  private func write(_ agenda: Agenda, to path: String) throws {
    // Of a day that was asked for, the same calendar comes out every time.
    let stamp = days.asOf ?? days.today
    let text = CalendarText.text(
      agenda.events, stampedAt: stamp.map { Moment(startOf: $0) } ?? Clock.moment)
    guard path != "-" else { return try Message.printText(text) }
    try Message.printText(text, to: path)
    let count = agenda.items.count
    try Message.print(
      ["\(path): \(count) event\(count == 1 ? "" : "s")"] + agenda.notes.map { "Note: \($0)" })
  }
}

extension AgendaItem.Kind: ExpressibleByArgument {}

/// A duration from a day on.
struct Horizon {
  private var days = 0
  private var months = 0

  init(days: Int) { self.days = days }

  /// Reads `90d`, `12w`, `6m`, `1y` and `3 months`; at most four digits.
  init?(parsing text: String) {
    let digits = text.utf8.prefix(while: \.isDigit)
    guard 1...4 ~= digits.count, let count = Int(String(Substring(digits))) else { return nil }
    switch String(text.dropFirst(digits.count).drop { $0 == " " }).lowercased() {
    case "d", "day", "days": days = count
    case "w", "week", "weeks": days = 7 * count
    case "m", "month", "months": months = count
    case "y", "year", "years": months = 12 * count
    default: return nil
    }
  }

  func end(from day: Day) -> Day { day.adding(months: months).adding(days: days) }
}
