import Testing

/// Months that wait for an invoice, and charges for days that are not the contract's.
struct MissingMonthTests {
  @Test func auditFindsThem() throws {
    try expectAgreement { view in
      let rows = view.rows("audit")
      return { standing in
        let missing = (rows[standing.deal.reference] ?? []).filter {
          $0.text("code") == "missing_month"
        }
        return [
          differ(
            "months in the audit", Set(missing.map { $0.said("month") }),
            law: standing.missingMonths)
        ]
      }
    }
  }

  @Test func spendCountsThem() throws {
    try expectAgreement { view in
      let rows = view.rows("spend")
      return { standing in
        let count = rows[standing.deal.reference]?.first?.text("missing_invoices") ?? "0"
        return [differ("missing in spend", count, law: String(standing.missingMonths.count))]
      }
    }
  }

  @Test func spendCountsThemByMonth() throws {
    for view in try Library.shared.get().views {
      let all = view.standings.flatMap(\.missingMonths)
      let law = Dictionary(grouping: all) { $0 }.mapValues(\.count)
      let found = (view.answers["months"]?.rows ?? []).reduce(into: [String: Int]()) {
        if let count = $1.text("missing_invoices").flatMap({ Int($0) }), count > 0 {
          $0[$1.said("month")] = count
        }
      }
      let wrong = Set(law.keys).union(found.keys).filter { law[$0] != found[$0] }.sorted()
      let told = wrong.map { "\($0): \(found[$0] ?? 0), not \(law[$0] ?? 0)" }
      #expect(wrong.isEmpty, "as of \(view.asOf): \(told.joined(separator: "; "))")
    }
  }

  /// Chosen: what is charged for days after notice is `after_exit`, after another end
  /// `outside_term`; where days are after both, either. Status alone makes no finding.
  @Test func auditFindsChargesForOtherDays() throws {
    try expectAgreement { view in
      let rows = view.rows("audit")
      return { standing in
        guard standing.isBinding, !standing.isOverAlways else { return [] }
        let found = rows[standing.deal.reference] ?? []
        return standing.deal["invoices"].filter { ($0.last("issued_on") ?? view.asOf) <= view.asOf }
          .flatMap { line in
            let codes = found.filter { $0.text("subject") == line["number"] }.map {
              $0.said("code")
            }
            let other = codes.contains("after_exit") || codes.contains("outside_term")
            let law = standing.isBeforeStart(line) || standing.isAfterExit(line)
            let isOfNotice = codes.contains("after_exit")
            let name = line.cells["number"] ?? ""
            return [
              differ("charge \(name) is for other days", other, law: law),
              isOfNotice
                ? differ("\(name) is after notice", standing.notice != nil, law: true) : nil,
            ]
          }
      }
    }
  }
}
