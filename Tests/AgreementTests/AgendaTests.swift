import Procurement
import Testing

/// What a contract's standing asks for by when.
struct AgendaTests {
  @Test(arguments: Standing.kinds.sorted())
  func listsWhatIsToCome(kind: String) throws {
    try expectAgreement { view in
      let rows = view.rows("agenda")
      return { standing in
        let items = (rows[standing.deal.reference] ?? []).compactMap(\.item)
        return [
          differ(
            "agenda", Set(items.filter { $0.kind == kind }),
            law: standing.items(through: view.horizon).filter { $0.kind == kind })
        ]
      }
    }
  }

  @Test func asksNobodyToDoAnythingForDealsThatBindNobody() throws {
    try expectAgreement { view in
      let rows = view.rows("agenda")
      return { standing in
        guard !standing.isBinding else { return [] }
        let kinds = Set((rows[standing.deal.reference] ?? []).map { $0.said("kind") })
        return [differ("agenda", kinds, law: [])]
      }
    }
  }

  @Test func asksForARenewalNoticeThatIsNotRecorded() throws {
    try expectAgreement { view in
      let rows = view.rows("agenda")
      let notes = view.answers["agenda"]?.notes ?? []
      return { standing in
        let name = standing.deal.reference
        let isSaid =
          (rows[name] ?? []).contains { $0.text("kind") == "last_notice" && $0.text("day") == nil }
          || notes.contains { $0.names(name) && $0.contains("renewal notice") }
        return [differ("must be looked up", isSaid, law: standing.mustLookUp)]
      }
    }
  }

  /// Exposure and agenda name one last day for renewal notice.
  @Test func exposureHasTheLastDayForNotice() throws {
    try expectAgreement { view in
      let rows = view.rows("exposure")
      return { standing in
        guard standing.isBinding, !standing.isOver, standing.notice == nil,
          let row = rows[standing.deal.reference]?.first
        else { return [] }
        let term = standing.term
        let law =
          term.renews ? term.exit(asOf: view.asOf).flatMap { term.lastNotice(before: $0) } : nil
        return [
          differ("last notice in exposure", row.text("last_notice_on"), law: law?.description)
        ]
      }
    }
  }
}

extension [String: Cell] {
  fileprivate var item: Item? {
    guard let day = text("day").flatMap({ try? Day(parsing: $0) }) else { return nil }
    let kind = said("kind")
    return Item(kind: kind, day: day, subject: kind == "delivery_due" ? said("subject") : "")
  }
}

extension String {
  /// Whether a text has a reference as a whole word.
  func names(_ reference: String) -> Bool {
    split { !($0.isLetter || $0.isNumber || $0 == "-") }.contains { $0 == reference }
  }
}
