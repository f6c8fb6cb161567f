internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering
internal import Reports

// MARK: What is firm, and what can we leave, when?

extension BriefWriter {
  var firmCard: PageCard {
    PageCard(
      chapter: "firm", label: "Firm", figure: firmAmount,
      detail: "known for \(known) of \(obliged.of("contract"))")
  }

  var firm: PageChapter {
    get throws {
      let firm = reports.obligations.filter { $0.stage != .announced }
      let bound = reports.exposures.filter { !$0.isAnnounced }
      let announced = reports.exposures.filter(\.isAnnounced)
      let commitments = try commitments
      return PageChapter(
        id: "firm", name: "Firm", question: "What is firm, and what can we leave, when?",
        answer: firmAnswer, charts: charts(of: commitments),
        tables: try tables(
          Sheet(
            id: "obligations-by-currency", title: "Remaining purchase obligations, in all",
            report: reports.obligationByCurrency,
            command: question.command("report obligations --by currency"), hasNotes: false),
          Sheet(
            id: "exposure", title: "Cost to leave, if notice is given on \(question.asOf)",
            report: reports.exposure, leading: "cost_to_leave",
            explanation: { bound[$0].explanation }, command: question.command("report exposure")),
          Sheet(
            id: "announced", title: "Cost to leave of what is only announced",
            report: reports.exposure, section: "announced", leading: "cost_to_leave",
            explanation: { announced[$0].explanation },
            command: question.command("report exposure"), hasNotes: false),
          Sheet(
            id: "obligations", title: "Remaining purchase obligations by contract",
            report: reports.obligation, leading: "total", explanation: { firm[$0].explanation },
            command: question.command("report obligations")))
          + tables(of: commitments))
    }
  }

  /// The minimums of the contracts that have a part.
  private var commitments: Report {
    get throws {
      try Report(
        commitmentsIn: detailed, asOf: question.asOf, paceMonths: 3, isExplained: false,
        isDrawn: true, in: question.balances, parameters: [])
    }
  }

  private func charts(of commitments: Report) -> [PageChart] {
    charts(reports.obligation) + (reports.outlook.map { charts($0) } ?? [])
      + charts(commitments)
  }

  private func tables(of commitments: Report) throws -> [PageTable] {
    let isWhole = parts.contracts.count == reports.contracts.count
    let scope =
      isWhole ? "" : ", of the \(parts.contracts.count) contracts with the largest obligations"
    return try [
      ("rows", "Minimums: applied, pace and risk"), ("usage", "Usage minimums: applied and pace"),
    ]
    .compactMap { section, title in
      guard let table = commitments.table(section), !table.rows.isEmpty else { return nil }
      return try sheets.table(
        Sheet(
          id: "commitments-\(section)", title: title + scope, report: commitments,
          section: section, command: question.command("report commitments")))
    }
  }

  private var obligationSums: [(total: Cell, contracts: Int, unknown: Int)] {
    guard let table = reports.obligationByCurrency.table() else { return [] }
    return table.rows.map { row in
      (
        table.cell(row, "total"), table.cell(row, "contracts").number ?? 0,
        table.cell(row, "not_known").number ?? 0
      )
    }
  }

  private var obliged: Int { obligationSums.map(\.contracts).reduce(0, +) }
  private var known: Int { obliged - obligationSums.map(\.unknown).reduce(0, +) }

  private var firmAmount: String {
    let amounts = obligationSums.compactMap(\.total.money).map(disclosure.words)
    return amounts.isEmpty ? "not known" : amounts.joined(separator: " + ")
  }

  private var firmAnswer: String {
    guard obliged > 0 else { return "No contract binds us." }
    let unknown = obliged - known
    return
      "\(firmAmount.capitalizedFirst) must still be paid under \(known) of \(obliged.of("contract")), up to the "
      + "earliest exit without a penalty"
      + (unknown == 0 ? "." : "; of the other \(unknown) it is not known, which is not zero.")
  }
}
