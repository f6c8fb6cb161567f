internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering

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
      return PageChapter(
        id: "firm", name: "Firm", question: "What is firm, and what can we leave, when?",
        answer: firmAnswer, charts: firmCharts,
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
          + commitmentTables)
    }
  }

  private var firmCharts: [PageChart] {
    charts(reports.obligation) + (reports.outlook.map { charts($0) } ?? [])
      + charts(reports.commitments)
  }

  private var commitmentTables: [PageTable] {
    get throws {
      let names = [
        ("rows", "Minimums: applied, pace and risk"),
        ("usage", "Minimums of use: applied and pace"),
      ]
      return try names.compactMap { section, title in
        guard let table = reports.commitments.table(section), !table.rows.isEmpty else {
          return nil
        }
        return try sheets.table(
          Sheet(
            id: "commitments-\(section)", title: title, report: reports.commitments,
            section: section, command: question.command("report commitments")))
      }
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
