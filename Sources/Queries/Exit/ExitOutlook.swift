package import Procurement
package import Ledger

/// What a contract costs if notice is given now, or a month later, or two (METRICS, M18).
package struct ExitOutlook: Hashable, Sendable {
  /// The contract to be left.
  package let contract: ContractFile
  /// The exposure on each of the days.
  package private(set) var months: [ExitExposure]

  /// The as-of day, and that day of the months after it, clamped to their last.
  package static func days(from asOf: Day, months: Int) -> [Day] {
    (0..<max(months, 1)).map { asOf.adding(months: $0) }
  }

  /// A row for each contract, by provider, buyer and reference. What is stored counts as of the as-of
  /// day: what is paid, owed and late then.
  /// - Throws: `SQLiteError`, or `MoneyError` if a sum does not fit.
  package static func all(
    in book: Book, asOf: Day, months: Int, convention: DayConvention
  ) throws -> [ExitOutlook] {
    let days = days(from: asOf, months: months)
    return try book.contracts.map { contract in
      let facts = try ExitFacts(contract, in: book, asOf: asOf)
      return ExitOutlook(
        contract: contract, months: try days.map { try ExitExposure(facts, on: $0, convention) })
    }
  }
}

extension ExitOutlook: ContractBalance {
  /// The amounts of every month.
  package var recordedAmounts: [Figure<Ratio>] { months.flatMap(\.recordedAmounts) }

  /// Shows every month at one rate.
  package mutating func show(at rate: AmountRate) {
    for index in months.indices { months[index].show(at: rate) }
  }
}
