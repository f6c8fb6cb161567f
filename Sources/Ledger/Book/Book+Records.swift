package import Procurement
internal import SQLite
package import Store

// The records of a book, kind by kind.

extension Book {
  /// The live contracts of the scope with all that is recorded of each, by provider, buyer and
  /// reference.
  package var contracts: [ContractFile] {
    get throws { try contractFiles { try ContractFile.all(in: self) } }
  }

  /// Lends what happened to the contracts of the scope and was said of them, in any order.
  package func forEachEvent(_ body: (Recorded<ContractEvent>) throws -> Void) throws {
    try forEachRecordOfContracts(ContractEvent.self, body)
  }

  /// Deliveries and plans in the order of their days, those of sites without a contract included.
  var deliveries: [Recorded<CapacityDelivery>] {
    get throws {
      try deliveryRows {
        try rows(
          of: CapacityDelivery.self,
          where: """
            \(Book.isLive) AND (\(isOfContract())
                OR contract_id IS NULL AND ?1 IS NULL AND ?3 IS NULL
                    AND (?2 IS NULL OR provider_id = ?2))
            """, scopeValues
        ).map(\.recorded).sorted { $0.order < $1.order }
      }
    }
  }

  /// Deliveries and plans of sites that belong to no contract; none if a buyer or a contract was
  /// asked for.
  package var siteDeliveries: [Recorded<CapacityDelivery>] {
    get throws { try deliveries.filter { $0.contract == nil } }
  }

  /// An organization, as its live row tells it; `nil` if there is none.
  package func organization(_ id: OrganizationID) throws -> Recorded<Organization>? {
    try rows(
      of: Organization.self, where: "\(Book.isLive) AND organization_id = ?1",
      [.integer(id.number)]
    ).first?.recorded
  }

  /// Every organization, as its live row tells it.
  package var organizations: [OrganizationID: Recorded<Organization>] {
    get throws {
      let rows = try rows(of: Organization.self, where: Book.isLive, []).map(\.recorded)
      return Dictionary(
        rows.map { (OrganizationID(number: $0.identity), $0) }, uniquingKeysWith: { $1 })
    }
  }

  /// The findings of the audit that somebody accepted.
  package var acceptances: [Recorded<Acceptance>] {
    get throws { try rows(of: Acceptance.self, where: Book.isLive, []).map(\.recorded) }
  }

  /// The day of a moment: of an import, that on which it was done; `nil` for an import that is not there.
  package func day(of moment: KnownAt) throws -> Day? {
    switch moment {
    case .day(let day): return day
    case .second(let text): return try Day(parsing: String(text.prefix(10)))
    case .importNumber(let number):
      var rows = try Statement(
        "SELECT substr(finished_at, 1, 10) FROM import WHERE id = ?1", on: store.connection)
      try rows.bind(number, at: 1)
      return try rows.step() ? try Day(parsing: rows.string(0)) : nil
    }
  }

  /// The revenue figures of an organization, by period, those said last first.
  package func revenue(of organization: OrganizationID) throws -> [Recorded<Revenue>] {
    try revenueRows {
      Dictionary(
        grouping: try rows(of: Revenue.self, where: Book.isLive, []).map(\.recorded),
        by: \.fact.organization
      ).mapValues { $0.sorted { $0.isBefore($1) } }
    }[organization] ?? []
  }

  /// The budgets of the scope; of a provider or a contract, those that name it.
  package var budgets: [Recorded<Budget>] {
    get throws {
      try rows(
        of: Budget.self, where: "\(Book.isLive) AND \(isInScope("budget"))", scopeValues
      ).map(\.recorded)
    }
  }

  /// The prices that contracts of the scope fix, by contract, each contract's by its first months.
  package var prices: [ContractID: [Recorded<ContractPrice>]] {
    get throws {
      try priceRows {
        Dictionary(grouping: try recordsOfContracts(ContractPrice.self), by: \.fact.contract)
          .mapValues { $0.sorted { $0.fromMonth < $1.fromMonth } }
      }
    }
  }
}

extension Recorded<CapacityDelivery> {
  fileprivate var order: (String, Int64) {
    ((fact.deliveredOn ?? fact.plannedOn)?.description ?? "", identity)
  }
}

extension Recorded<Revenue> {
  /// When it was said: the later `as_of`, then the later import, then the later line. A date without a
  /// day counts as its first, and before that day (METRICS, ruling 38).
  package var said: SaidOrder {
    SaidOrder(
      asOf: fact.asOf?.description ?? "", number: evidence.importNumber, line: evidence.line)
  }

  /// By period and basis; of figures for one period, the one said last first.
  fileprivate func isBefore(_ other: Recorded<Revenue>) -> Bool {
    let (left, right) = (fact, other.fact)
    if left.period.from != right.period.from { return left.period.from < right.period.from }
    if left.period.last != right.period.last { return left.period.last < right.period.last }
    if left.basis != right.basis { return left.basis.rawValue < right.basis.rawValue }
    return said > other.said
  }
}

extension Recorded<Budget> {
  /// When it was said, as of revenue.
  package var said: SaidOrder {
    SaidOrder(
      asOf: fact.asOf?.description ?? "", number: evidence.importNumber, line: evidence.line)
  }
}

/// The order in which figures were said.
package struct SaidOrder: Hashable, Comparable, Sendable {
  fileprivate let asOf: String
  fileprivate let number: Int64
  fileprivate let line: Int

  /// Whether `left` was said before `right`.
  package static func < (left: SaidOrder, right: SaidOrder) -> Bool {
    (left.asOf, left.number, left.line) < (right.asOf, right.number, right.line)
  }
}

extension RevenueBasis {
  /// For people: `run rate`.
  package var label: String { self == .runRate ? "run rate" : rawValue }
}

extension DayRange {
  /// `2025`, `2026Q2` or `2026-05` where it is one, else `2026-05-03..2026-05-09`.
  package var label: String {
    guard from.dayOfMonth == 1, last == last.month.lastDay else { return "\(from)..\(last)" }
    return MonthRange(from: from.month, through: last.month).description
  }
}
