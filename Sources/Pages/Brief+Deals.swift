internal import Ledger
internal import Procurement
internal import Queries
internal import Rendering
internal import Reports

// MARK: Each provider's deal history

extension BriefWriter {
  var dealCard: PageCard {
    let providers = Set(reports.contracts.map(\.provider)).count
    return PageCard(
      chapter: "deals", label: "Contracts", figure: "\(reports.contracts.count)",
      detail: "with \(providers.of("provider"))")
  }

  var deals: PageChapter {
    get throws {
      let history = try history
      let places = Dictionary(
        grouping: history.table()?.rows.indices ?? 0..<0,
        by: { [table = history.table()] place in
          table.map { $0.cell($0.rows[place], "provider").plain ?? "" } ?? ""
        })
      let contracts = Dictionary(grouping: parts.contracts, by: \.provider)
      return PageChapter(
        id: "deals", name: "Providers", question: "What is each provider’s deal history?",
        answer: "\(reports.contracts.count.of("contract")) with "
          + "\(Set(reports.contracts.map(\.provider)).count.of("provider")).",
        parts: try parts.providers.map {
          try part(of: $0, contracts[$0] ?? [], history, places[$0] ?? [])
        }, rest: rest("history PROVIDER", "providers and contracts"))
    }
  }

  /// What happened under the contracts that have a part.
  private var history: Report {
    get throws {
      try Report(historyOf: "all", in: detailed, window: nil, parameters: [])
    }
  }

  private func part(
    of provider: String, _ contracts: [ContractFile], _ history: Report, _ places: [Int]
  ) throws -> PagePart {
    let address = parts.address(ofProvider: provider)
    let ids = Set(contracts.map(\.id))
    let exposures = reports.exposures.filter { ids.contains($0.contract.id) }
    let shown = exposures.filter { !$0.isAnnounced }
    let exposure = try Report(
      exposures, convention: .months, isExplained: false, in: question.balances, parameters: [])
    return PagePart(
      id: address, name: EscapedText.text(provider),
      answer:
        "\(contracts.count.of("contract")), \(places.count.of("entry", "entries")) of history.",
      about: "offtake history \(EscapedText.text(provider))",
      tables: try tables(
        Sheet(
          id: "\(address)/contracts", title: "Contracts", report: exposure, level: "4",
          leading: "cost_to_leave", explanation: { shown[$0].explanation },
          command: question.command("report exposure"), hasNotes: false),
        Sheet(
          id: "\(address)/history", title: "History, the latest first", report: history,
          rows: places, level: "4", leading: "date",
          command: question.command("history \(EscapedText.text(provider))"), hasNotes: false)))
  }

  /// What is said of the contracts without a part.
  func rest(_ command: String, _ things: String) -> String? {
    let left = reports.contracts.count - parts.contracts.count
    guard left > 0 else { return nil }
    return
      "The \(parts.contracts.count) contracts with the largest obligations are here; \(left) more are not. "
      + "For other \(things): offtake \(command)"
  }
}
