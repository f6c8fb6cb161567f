internal import Agenda
internal import Audit
package import Ledger
internal import Procurement
internal import Queries
internal import Rendering
internal import Reports

/// One page with what a board asks of a book: spend, obligations, decisions, capacity, invoices and deals.
package enum Brief {
  /// The page as HTML. It loads nothing, and every figure is one that a report has.
  /// - Throws: what the reports throw, such as `MissingRatesError` for a currency without rates.
  package static func page(_ question: BriefQuestion, in book: Book) throws -> String {
    let templates = try PageTemplates()
    let writer = try BriefWriter(BriefReports(question, in: book), in: book)
    return templates.page(try writer.model(style: templates.style, script: templates.script))
  }
}

/// Makes the page of the reports.
struct BriefWriter {
  let reports: BriefReports
  let book: Book
  /// The contracts that have a part: all of them, unless the book is large.
  let detailed: Book
  let parts: PartAddresses
  let sheets: SheetWriter
  let disclosure: Disclosure

  var question: BriefQuestion { reports.question }

  init(_ reports: BriefReports, in book: Book) throws {
    let parts = PartAddresses(reports)
    disclosure = Disclosure(hidesAmounts: reports.question.hidesAmounts)
    sheets = SheetWriter(disclosure: disclosure) { parts.address($0, $1, $2) }
    let isWhole = parts.contracts.count == reports.contracts.count
    detailed = isWhole ? book : book.narrowed(to: Set(parts.contracts.map(\.id)))
    (self.reports, self.book, self.parts) = (reports, book, parts)
  }

  func model(style: String, script: String) throws -> PageModel {
    let chapters = [
      try spending, try firm, try decisions, try capacity, try invoices, try deals, try contracts,
    ]
    let attention = attention
    return PageModel(
      title: "Compute procurement brief", subtitle: subtitle, colophon: colophon, style: style,
      script: script, policy: ContentPolicy.text(style: style, script: script),
      cards: cards, attention: Array(attention.prefix(BriefWriter.linesOfAttention)),
      attentionRest: attention.count > BriefWriter.linesOfAttention
        ? "\(attention.count - BriefWriter.linesOfAttention) more below, under decisions and invoices"
        : nil, chapters: chapters)
  }

  private static let linesOfAttention = 8

  private var subtitle: String {
    let scope = question.scope.isEmpty ? "" : ", \(EscapedText.text(question.scope))"
    let currency = question.currency.map { ", in \($0.code)" } ?? ""
    let hidden = question.hidesAmounts ? "; amounts are hidden" : ""
    return "As of \(question.asOf)\(scope)\(currency)\(hidden)"
  }

  private var colophon: String {
    "Made by Offtake \(question.version). A figure that is underlined opens to the rows and sources behind it; "
      + "“n/a” says that a figure is not known, which is not zero."
  }

  /// Lays out the sheets whose report has their table.
  func tables(_ sheets: Sheet...) throws -> [PageTable] { try sheets.compactMap(self.sheets.table) }
}

extension BriefWriter {
  /// The pictures of reports, those without a figure left out. Where amounts are hidden, so are pictures of them.
  func charts(_ reports: Report..., first count: Int = 2) -> [PageChart] {
    reports.flatMap { report in
      (report.charts?() ?? []).filter(mayBeShown).prefix(count).enumerated().map { number, chart in
        PageChart(
          svg: SVGText.inline(chart, prefix: "chart-\(report.name)-\(number + 1)"),
          name: EscapedText.text(chart.heading.title))
      }
    }
  }

  private func mayBeShown(_ chart: Chart) -> Bool {
    if disclosure.hidesAmounts, case .money = chart.measure { return false }
    return chart.series.contains { $0.values.contains(where: \.isNumeric) }
  }

  private var cards: [PageCard] {
    [spendCard, firmCard, decisionCard, capacityCard, invoiceCard, dealCard]
  }

  /// What is late and what is wrong, the gravest first. A missing invoice is on the agenda and a finding: it is told once.
  private var attention: [PageLine] {
    let (items, findings) = (reports.agenda.items, reports.audit.findings)
    let overdue = items.filter { $0.isOverdue(on: question.asOf) }
    let open = items.filter { $0.isOpen(on: question.asOf) }
    let wrong = findings.filter { $0.code != .missingMonth }
    return lines(overdue, "overdue since", "alarm")
      + lines(wrong.filter { $0.severity == .high }, "alarm")
      + lines(open, "open since", "caution")
      + lines(wrong.filter { $0.severity == .medium }, "caution")
  }
}
