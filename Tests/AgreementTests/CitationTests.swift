import Procurement
import Testing

/// Reports cite the row that a fact was recorded by, and all of them the same.
struct CitationTests {
  /// A record by its words, such as `fee of B1-1 from 2026-01`, stands in one place.
  @Test func aRecordStandsInOnePlace() throws {
    var places: [String: [String: Set<String>]] = [:]
    for (index, view) in try Library.shared.get().views.enumerated() {
      for report in View.explained {
        for citation in view.citations(report) {
          let record = "\(index): \(citation.record), \(citation.amount)"
          places[record, default: [:]][citation.place, default: []].insert(report)
        }
      }
    }
    #expect(!places.isEmpty)
    let several = places.filter { $1.count > 1 }
    #expect(several.isEmpty, "\(several.sorted { $0.key < $1.key }.prefix(10))")
  }

  @Test(arguments: View.explained)
  func citesRowsOfTheContract(report: String) throws {
    try expectAgreement(ofViews: \.isExplained) { view in
      let citations = Dictionary(grouping: view.citations(report), by: \.reference)
      return { standing in
        let own = Set(DealBook.kinds.flatMap { standing.deal[$0] }.map(\.place))
        let cited = Set((citations[standing.deal.reference] ?? []).map(\.place))
        return [differ("\(report) cites of others", cited.subtracting(own), law: [])]
      }
    }
  }

  @Test(arguments: ["exposure", "obligations", "compare"])
  func citesTheTermsAndTheNotice(report: String) throws {
    try expectAgreement(ofViews: \.isExplained) { view in
      let citations = Dictionary(grouping: view.citations(report), by: \.reference)
      return { standing in
        guard standing.isBinding, !standing.isOver else { return [] }
        let cited = Set((citations[standing.deal.reference] ?? []).map(\.place))
        let needed = [standing.deal.contract] + (report == "compare" ? [] : standing.decisiveEvents)
        return [
          differ("\(report) does not cite", Set(needed.map(\.place)).subtracting(cited), law: [])
        ]
      }
    }
  }

  @Test func auditCitesTheNoticeThatItHoldsChargesAgainst() throws {
    try expectAgreement(ofViews: \.isExplained) { view in
      let found = view.rows("audit")
      let citations = Dictionary(grouping: view.citations("audit"), by: \.code)
      return { standing in
        (found[standing.deal.reference] ?? []).filter { $0.text("code") == "after_exit" }.map {
          row in
          let cited = (citations["after_exit"] ?? []).filter { $0.figure == row.said("subject") }
          let needed = Set(standing.decisiveEvents.map(\.place))
          return differ("audit does not cite", needed.subtracting(cited.map(\.place)), law: [])
        }
      }
    }
  }

  @Test func agendaCitesTheNoticeAndTheTerms() throws {
    try expectAgreement(ofViews: \.isExplained) { view in
      let citations = Dictionary(grouping: view.citations("agenda"), by: \.reference)
      return { standing in
        let items = standing.items(through: view.horizon).filter { $0.kind != "delivery_due" }
        let needed =
          items.map(\.kind).contains("exit")
          ? standing.decisiveEvents : items.isEmpty ? [] : [standing.deal.contract]
        let cited = (citations[standing.deal.reference] ?? []).map(\.place)
        return [
          differ("agenda does not cite", Set(needed.map(\.place)).subtracting(cited), law: [])
        ]
      }
    }
  }

  @Test(arguments: ["ratio", "compare", "unbilled"])
  func citesTheFeesInForce(report: String) throws {
    try expectAgreement(ofViews: \.isExplained) { view in
      let citations = Dictionary(grouping: view.citations(report), by: \.reference)
      return { standing in
        guard standing.isBinding, !standing.isOver,
          standing.feeMonths.contains(view.asOf.month.description)
        else { return [] }
        let cited = (citations[standing.deal.reference] ?? []).map(\.place)
        let needed = standing.feeRows(in: view.asOf.month).map(\.place)
        return [differ("\(report) does not cite", Set(needed).subtracting(cited), law: [])]
      }
    }
  }
}

/// A row of an explanation that says where a record stands.
struct Citation: Sendable {
  let figure: String
  let code: String
  let record: String
  let amount: String
  /// File and line, without the import.
  let place: String
  /// The contract that the figure is of, by its name in the figure or the record.
  let reference: String
}

extension View {
  func citations(_ report: String) -> [Citation] {
    let references = Set(standings.map(\.deal.reference))
    return (answers[report]?["explanation"] ?? []).compactMap { row in
      guard let place = row.text("recorded_at")?.split(separator: " ").first else { return nil }
      let figure = row.text("figure") ?? row.said("subject")
      let words = (figure + " " + row.said("record"))
        .split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
      return Citation(
        figure: figure, code: row.said("code"), record: row.said("record"),
        amount: row.said("amount"), place: String(place),
        reference: words.first { references.contains($0) } ?? "")
    }
  }
}

extension Standing {
  /// The events that give the exit.
  var decisiveEvents: [Row] {
    guard let notice, let exit = notice.exit, notice.rows.count == 1 else { return [] }
    return term.end.map { exit < $0 } ?? true ? notice.rows : []
  }
}
