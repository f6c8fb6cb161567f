package import Procurement
package import Ledger

/// The service credits of a contract for a month: owed, received and missing, kept apart
/// (METRICS, M15).
package struct ServiceCreditMonth: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The month of the breach.
  package let month: Month
  /// The day up to which outages and invoices count.
  package let asOf: Day
  /// The parts that were down.
  package let parts: [ServiceCredit]
  /// The most that they come to; `nil` if the contract sets no limit.
  package let cap: Figure<Money>?
  /// What they are owed together, in stored units; so far, where the month is not over.
  let exactOwed: Figure<Money>
  /// Lines of credit in the contract's currency for days of the month, on invoices and credit notes
  /// issued by the as-of day: more than 0 for what came back.
  package let received: Money
  /// Whether a credit for the month is in another currency, so that it is not counted.
  package let hasOtherCurrency: Bool
  /// What is owed and was not received, 0 at least, in stored units; not known while the month is not
  /// over.
  let exactMissing: Figure<Money>
  /// The last day on which it can be claimed; `nil` if the contract sets no limit.
  package let claimBy: Day?
  /// Whether the month is over on the as-of day; before, nothing is owed yet.
  package let isOver: Bool
  /// The outages, the steps, the fees, the promises by which they are split, and the credits.
  package let evidence: [Evidence]

  /// Where it stands.
  package enum State: Hashable, Sendable {
    /// The month is not over.
    case open
    /// Missing, and to be claimed by a day, or without a limit.
    case claimable(by: Day?)
    /// Missing, and the day by which it had to be claimed has passed.
    case claimPeriodOver
    /// All that is owed came back.
    case received
    /// Nothing is owed, nothing came back.
    case nothingOwed
    /// What is owed is not known.
    case unknown
  }

  /// The months of the selected contracts that have an outage and a level of service, or a credit
  /// received; by provider, buyer, contract and month.
  ///
  /// `window` is the months asked for, `nil` for all; `isOwedOnly` leaves out contracts without a
  /// level of service.
  /// - Throws: `SQLiteError`, or `MoneyError` if a sum does not fit.
  package static func all(
    in book: Book, window: MonthRange? = nil, asOf: Day, isOwedOnly: Bool = false
  ) throws -> [ServiceCreditMonth] {
    try book.contracts.flatMap {
      try all(of: $0, in: book, window: window, asOf: asOf, isOwedOnly: isOwedOnly)
    }
  }

  /// The months of one contract of the book.
  package static func all(
    of contract: ContractFile, in book: Book, window: MonthRange? = nil, asOf: Day,
    isOwedOnly: Bool = false
  ) throws -> [ServiceCreditMonth] {
    // Without a service level nothing is owed.
    guard !isOwedOnly || !contract.serviceTiers.isEmpty else { return [] }
    let record = try ServiceRecord(
      contract, book.credits(of: contract, issuedBy: asOf), asOf: asOf)
    return try record.months.filter { window?.contains($0) ?? true }.map {
      try ServiceCreditMonth(record, $0)
    }
  }

  private init(_ record: ServiceRecord, _ month: Month) throws {
    let parts = try ServiceCredit.parts(of: record, in: month)
    let currency = record.contract.currency
    let owed: Figure<Money> = parts.reduce(.known(.zero(currency))) { $0.adding($1.exactOwed) }
    let received = record.received[month] ?? .zero(currency)
    let credits = record.credits.filter { $0.isFor(month) }
    let isOver = month.lastDay <= record.asOf
    contract = record.contract
    self.month = month
    asOf = record.asOf
    self.parts = parts
    cap = try record.cap(in: month)?.roundedToMinorUnit
    exactOwed = owed
    self.received = received
    hasOtherCurrency = credits.contains { $0.amount.currency != currency }
    exactMissing =
      isOver
      ? try owed.map { owed in
        try Money(exactly: max(0, Int128(owed.units) - Int128(received.units)), of: currency)
      } : .unavailable(.notYet, "month not ended")
    claimBy = record.contract.service.claimDays.map { month.lastDay.adding(days: $0) }
    self.isOver = isOver
    evidence =
      record.outages(in: month).map(\.evidence) + record.contract.serviceTiers.map(\.evidence)
      + record.contract.fees.covering(month).map(\.evidence)
      + record.contract.promises.map(\.evidence) + credits.map(\.evidence)
  }
}

extension ServiceCreditMonth {
  /// What they are owed together; so far, where the month is not over.
  package var owed: Figure<Money> { exactOwed.roundedToMinorUnit }
  /// What can be claimed: what is owed and was not received, 0 at least; not known while the month is not
  /// over.
  package var missing: Figure<Money> { exactMissing.roundedToMinorUnit }

  /// Its state on the as-of day.
  package var state: State {
    guard isOver else { return .open }
    guard let owed = owed.value, let missing = missing.value else { return .unknown }
    if missing.units > 0 {
      return claimBy.map { $0 < asOf } ?? false ? .claimPeriodOver : .claimable(by: claimBy)
    }
    return owed.units == 0 && received.units == 0 ? .nothingOwed : .received
  }
}
