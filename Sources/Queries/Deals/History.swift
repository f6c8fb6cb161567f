package import Procurement
internal import SQLite
package import Store

/// Something that happened under a contract or at a provider's site, in one line.
package struct HistoryEntry: Hashable, Sendable {
  /// As precise as its source; `nil` where it gave none.
  package let date: PartialDate?
  /// The provider's slug.
  package let provider: String
  /// The contract's reference; `nil` for capacity that belongs to none.
  package let contract: String?
  /// The buyer's slug; `nil` for capacity that belongs to no contract.
  package let buyer: String?
  /// `signed`, `expanded`, `fee`, `capacity delivered`, `invoice`, `payment`, …
  package let kind: String
  /// What happened, in words.
  package let summary: String
  /// The headline value, the change in value, the monthly fee, the total or the payment.
  package let amount: Money?
  /// The headline value after an event, where its source says it.
  package let newTotal: Money?
  /// How sure it is; where the row does not say, its contract's.
  package let confidence: Confidence?
  /// The row that it was read from.
  package let evidence: Evidence
}

/// Every event of every selected contract, in date order; what has no date comes last.
package enum History {
  /// The entries of a selection; of a provider alone, its sites' capacity is there too.
  ///
  /// Those whose date can lie in `window`; where it is `nil` all, undated ones included.
  /// - Throws: `SQLiteError` where the store fails; `DateError` where the file is damaged.
  package static func all(
    _ selection: Selection, in window: MonthRange?, from store: borrowing Store
  ) throws -> [HistoryEntry] {
    var entries: [HistoryEntry] = []
    for query in HistoryQuery.all {
      var rows = try Statement(query.sql, on: store.connection)
      try rows.bind(selection, from: 1)
      while try rows.step() { entries.append(try HistoryEntry(rows, query)) }
    }
    let inWindow = entries.filter { entry in
      guard let window else { return true }
      return entry.date.map { $0.last >= window.firstDay && $0.first < window.endDay } ?? false
    }
    return inWindow.enumerated().sorted { left, right in
      (left.element.order, left.offset) < (right.element.order, right.offset)
    }.map(\.element)
  }
}

extension HistoryEntry {
  fileprivate init(_ row: borrowing Statement, _ query: HistoryQuery) throws {
    date = try row.partialDate(0)
    provider = row.string(15)
    contract = row.optionalString(1)
    buyer = row.optionalString(2)
    kind = row.string(3)
    summary = row.string(4)
    amount = row.isNull(5) ? nil : row.money(5, in: row.currency(from: 6))
    newTotal = row.isNull(16) ? nil : row.money(16, in: row.currency(from: 6))
    confidence = row.choice(9)
    evidence = Evidence(row.string(3), amount, row, from: 10)
  }

  fileprivate var order: Int { date?.first.number ?? .max }
}
