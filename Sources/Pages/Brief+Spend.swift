internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

// MARK: What do we spend, on what, against what revenue?

extension BriefWriter {
  var spendCard: PageCard {
    let missing = missingInvoices
    return PageCard(
      chapter: "spend", label: "Billed to date", figure: billed,
      detail: missing == 0
        ? "no invoice is missing" : "\(missing.of("month")) with a fee and no invoice",
      tone: missing == 0 ? nil : "caution")
  }

  var spending: PageChapter {
    get throws {
      PageChapter(
        id: "spend", name: "Spend", question: "What do we spend, on what, against what revenue?",
        answer: spendAnswer, charts: charts(reports.spendOverTime, reports.ratio),
        tables: try tables(
          Sheet(
            id: "spend-by-provider", title: "Spend by provider", report: reports.spendByProvider,
            leading: "amount", explanation: try spendExplanation,
            command: question.command("report spend --share")),
          Sheet(
            id: "spend-by-contract", title: "Spend by contract", report: reports.spendByContract,
            leading: "amount", command: question.command("report spend --by contract --share"),
            hasNotes: false),
          Sheet(
            id: "spend-by-sku", title: "Spend by SKU", report: reports.spendBySKU,
            leading: "amount", command: question.command("report spend --by sku --share"),
            hasNotes: false),
          Sheet(
            id: "spend-by-month", title: "Spend by month", report: reports.spendByMonth,
            isLatestFirst: true, first: 12,
            command: question.command("report spend --by month --share"), hasNotes: false),
          Sheet(
            id: "ratio", title: "Spend over the buyer’s revenue, by quarter", report: reports.ratio,
            isLatestFirst: true, explanation: try ratioExplanation,
            command: question.command("report ratio")),
          Sheet(
            id: "annualised", title: "Annualised fees over the buyer’s revenue",
            report: reports.annualised, leading: "share",
            explanation: { [fees = reports.fees] in fees[$0].explanation },
            command: question.command("report ratio --annualised"))))
    }
  }

  private var spendTotals: [Cell] {
    guard let table = reports.spendByProvider.table() else { return [] }
    return table.totals.map { table.cell($0, "amount") }
  }

  private var billed: String {
    let amounts = spendTotals.compactMap(\.money).map(disclosure.words)
    return amounts.isEmpty ? "nothing" : amounts.joined(separator: " + ")
  }

  private var missingInvoices: Int {
    guard let table = reports.spendByProvider.table() else { return 0 }
    return table.cells("missing_invoices").compactMap(\.number).reduce(0, +)
  }

  private var spendAnswer: String {
    let providers = Set(reports.spend.groups.filter { $0.sum != nil }.map { $0.keys[0] }).count
    let missing = missingInvoices
    return [
      "\(billed) billed to \(question.asOf) by \(providers.of("provider")), net of tax",
      latestShare.map { "\($0.text) of revenue in \($0.period)" }
        ?? "the share of revenue is not known for any quarter",
      missing == 0 ? nil : "\(missing.of("month has", "months have")) a fee and no invoice",
    ].compactMap(\.self).joined(separator: "; ").capitalizedFirst + "."
  }

  /// The last quarter of which both spend and revenue are known.
  private var latestShare: (text: String, period: String)? {
    guard let table = reports.ratio.table() else { return nil }
    let known = table.rows.filter { table.cell($0, "share").isNumeric }
    guard let row = known.max(by: { period(table, $0) < period(table, $1) }) else { return nil }
    let cells = ReadableCells(of: table, showing: [row]).cells(row)
    guard let column = table.columns.firstIndex(where: { $0.name == "share" }) else { return nil }
    return (cells[column].text, period(table, row))
  }

  private func period(_ table: Section, _ row: [Cell]) -> String {
    table.cell(row, "period").plain ?? ""
  }

  /// Reading the invoices behind every sum takes long in a book of many contracts.
  private var opensSpend: Bool { reports.contracts.count <= PartAddresses.limit }

  private var spendExplanation: (Int) -> Explanation? {
    get throws {
      guard opensSpend, !disclosure.hidesAmounts else { return { _ in nil } }
      let explanations = try reports.spend.explanations(in: book)
      return { explanations[$0] }
    }
  }

  private var ratioExplanation: (Int) -> Explanation? {
    get throws {
      guard opensSpend, !disclosure.hidesAmounts else { return { _ in nil } }
      let explanations = try SpendRatio.explanations(
        of: reports.ratios, reports.ratioQuestion, in: book)
      return { explanations.indices.contains($0) ? explanations[$0] : nil }
    }
  }
}

extension String {
  /// The text with a large first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
