internal import Agenda
internal import Audit
internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering
internal import Reports

// MARK: Contract by contract

extension BriefWriter {
  var contracts: PageChapter {
    get throws {
      let details = try ContractDetails.all(of: parts.contracts, in: book, asOf: question.asOf)
      let facts = ContractFacts(reports)
      return PageChapter(
        id: "contracts", name: "Contracts", question: "Contract by contract",
        answer: "Terms, exits, obligations, capacity, invoices and findings of each.",
        parts: try details.map { try part(of: $0, facts) },
        rest: rest("show contract REFERENCE", "contracts"))
    }
  }

  private func part(of details: ContractDetails, _ facts: ContractFacts) throws -> PagePart {
    let contract = details.file
    let address = parts.address(of: contract)
    let terms = Report(details, parameters: [])
    let exposure = try facts.exposure(of: contract)
    let obligation = try facts.obligation(of: contract)
    return PagePart(
      id: address, name: EscapedText.text(contract.reference),
      answer: answer(exposure),
      about: "\(EscapedText.text(contract.buyer)) buys from \(EscapedText.text(contract.provider))",
      tables: try tables(
        sheet(address, "terms", "Terms", terms, command: "show contract", first: 60),
        sheet(address, "fees", "Monthly fees", terms, section: "fees", command: "show contract"),
        sheet(
          address, "exits", "Exits", exposure.report, section: "exits", command: "report exposure",
          explanation: { _ in exposure.explanation }),
        sheet(
          address, "obligations", "Obligations", obligation.report,
          command: "report obligations",
          explanation: { _ in obligation.explanation }),
        sheet(
          address, "capacity", "Capacity", terms, section: "capacity", command: "show contract"),
        sheet(
          address, "agenda", "Deadlines", facts.agenda(of: contract),
          command: "agenda"),
        sheet(
          address, "payables", "Open invoices", facts.payables(of: contract),
          command: "report payables"),
        sheet(address, "findings", "Findings", facts.findings(of: contract), command: "audit")
      ).filter { !$0.rows.isEmpty })
  }

  private func sheet(
    _ address: String, _ name: String, _ title: String, _ report: Report,
    section: String = "rows", command: String, first: Int = 10,
    explanation: @escaping (Int) -> Explanation? = { _ in nil }
  ) -> Sheet {
    Sheet(
      id: "\(address)/\(name)", title: title, report: report, section: section, level: "4",
      explanation: explanation, limit: 60, first: first, command: question.command(command),
      hasNotes: name == "exits" || name == "obligations")
  }

  /// What it costs to leave, in a sentence.
  private func answer(_ exposure: (report: Report, explanation: Explanation?)) -> String {
    guard
      let table = exposure.report.table("rows").flatMap({ $0.rows.isEmpty ? nil : $0 })
        ?? exposure.report.table("announced"), let row = table.rows.first
    else { return "It has ended." }
    guard let cost = table.cell(row, "cost_to_leave").money else {
      return "What it costs to leave is not known"
        + (disclosure.hidesAmounts
          ? "."
          : table.cell(row, "cost_to_leave").reason.map { ": \(EscapedText.text($0))." } ?? ".")
    }
    let exit = table.cell(row, "exit_on").plain.map { " on \($0)" } ?? ""
    return
      "\(disclosure.words(cost).capitalizedFirst) to leave\(exit), if notice is given on \(question.asOf)."
  }
}

/// The rows of the reports by contract.
private struct ContractFacts {
  private let reports: BriefReports
  private let exposures: [ContractID: ExitExposure]
  private let obligations: [ContractID: PurchaseObligation]
  /// By provider and reference.
  private let items: [[String]: [Int]]
  private let findings: [[String]: [Int]]
  private let invoices: [[String]: [Int]]

  init(_ reports: BriefReports) {
    self.reports = reports
    exposures = Dictionary(
      reports.exposures.map { ($0.contract.id, $0) }, uniquingKeysWith: { first, _ in first })
    obligations = Dictionary(
      reports.obligations.map { ($0.contract.id, $0) }, uniquingKeysWith: { first, _ in first })
    items = ContractFacts.places(reports.agenda.items) { ($0.provider, $0.contract) }
    findings = ContractFacts.places(reports.audit.findings) { ($0.provider, $0.contract) }
    invoices = ContractFacts.places(reports.payables.invoices) { ($0.provider, $0.contract) }
  }

  private static func places<Row>(
    _ rows: [Row], _ names: (Row) -> (provider: String, contract: String?)
  ) -> [[String]: [Int]] {
    Dictionary(
      grouping: rows.indices, by: { [names(rows[$0]).provider, names(rows[$0]).contract ?? ""] })
  }

  private func key(_ contract: ContractFile) -> [String] {
    [contract.provider, contract.reference]
  }

  func exposure(of contract: ContractFile) throws -> (report: Report, explanation: Explanation?) {
    let exposure = exposures[contract.id]
    return (
      try Report(
        exposure.map { [$0] } ?? [], convention: .months, isExplained: false,
        in: reports.question.balances, parameters: []), exposure?.explanation
    )
  }

  func obligation(of contract: ContractFile) throws -> (report: Report, explanation: Explanation?) {
    let obligation = obligations[contract.id]
    return (
      try Report(
        obligation.map { [$0] } ?? [], by: .contract,
        years: PurchaseObligation.years(
          asOf: reports.question.asOf, startingIn: reports.question.years), isExplained: false,
        in: reports.question.balances, parameters: []), obligation?.explanation
    )
  }

  func agenda(of contract: ContractFile) -> Report {
    picking(items[key(contract)], of: reports.agendaReport)
  }

  func findings(of contract: ContractFile) -> Report {
    picking(findings[key(contract)], of: reports.auditReport)
  }

  func payables(of contract: ContractFile) -> Report {
    picking(invoices[key(contract)], of: reports.payablesReport)
  }

  /// Some rows of the first table of a report.
  private func picking(_ places: [Int]?, of report: Report) -> Report {
    Report(
      name: report.name, title: report.title, basis: report.basis,
      sections: report.table().map { [$0.picking(places ?? [])] } ?? [])
  }
}
