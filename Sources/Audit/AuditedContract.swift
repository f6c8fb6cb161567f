internal import Ledger
internal import Procurement
internal import Queries

/// A contract with what its invoices are checked against.
final class AuditedContract: Sendable {
  let terms: ContractFile
  /// Its currency, which is asked for with each line.
  let currency: Currency
  /// What should be charged for the months that have ended.
  let expected: [Month: ExpectedCharge]
  /// The months whose invoice is missing.
  let missing: Set<Month>
  /// What was promised and delivered.
  let tranches: [TrancheStatus]
  /// The prices that it fixes.
  let prices: FixedPrices
  /// Its last day; `nil` if it is not known, or the contract renews by itself.
  let lastDay: Day?
  /// The notice or termination that ends it; `nil` if neither is on record.
  let notice: NoticeGiven?
  /// What its level of service gives back for months that had an outage.
  let credits: [ServiceCreditMonth]
  /// Shortfalls that are owed and not billed.
  let shortfalls: [ShortfallDue]
  /// What is too large to be added, in words: its fees, its service credits.
  let tooLarge: [String]
  /// Whether the parties are or were bound.
  let owesFees: Bool
  /// The first day on which capacity was there; `nil` if none or not all days are known.
  let firstDelivery: Day?
  /// The first day on which the buyer had accepted some; `nil` if no acceptance is on record.
  let firstAcceptance: Day?

  /// The contracts of a book, by identity.
  static func all(in book: Book, asOf: Day) throws -> [ContractID: AuditedContract] {
    let missing = Dictionary(
      grouping: try MissingInvoice.all(in: book, window: nil, asOf: asOf), by: \.file.id)
    var contracts: [ContractID: AuditedContract] = [:]
    for terms in try book.contracts {
      let months = (missing[terms.id] ?? []).map(\.month)
      contracts[terms.id] = try AuditedContract(terms, Set(months), in: book, asOf)
    }
    return contracts
  }

  private init(
    _ terms: ContractFile, _ missing: Set<Month>, in book: Book, _ asOf: Day
  ) throws {
    let tranches = TrancheStatus.all(of: terms, asOf: asOf)
    let delivered = tranches.flatMap(\.deliveries).filter { $0.isDelivered(by: asOf) }
    let days = delivered.compactMap { $0.deliveredOn?.last }
    let standing = terms.standing(on: asOf)
    self.terms = terms
    currency = terms.currency
    self.missing = missing
    self.tranches = tranches
    let charges = try unlessTooLarge { try ExpectedCharge.all(of: terms, asOf: asOf) }
    let credits = try unlessTooLarge {
      try ServiceCreditMonth.all(of: terms, in: book, asOf: asOf, isOwedOnly: true)
    }
    let shortfalls = try unlessTooLarge {
      try ShortfallDue.all(of: terms, in: book, asOf: asOf)
    }
    expected = Dictionary(
      uniqueKeysWithValues: (charges ?? []).filter { $0.month.lastDay <= asOf }
        .map { ($0.month, $0) })
    prices = FixedPrices(try book.prices[terms.id] ?? [])
    self.credits = credits ?? []
    self.shortfalls = shortfalls ?? []
    tooLarge =
      (charges == nil ? ["fees"] : []) + (credits == nil ? ["service credits"] : [])
      + (shortfalls == nil ? ["minimums"] : [])
    owesFees = standing.owesFees
    lastDay = standing.end?.adding(days: -1)
    notice = standing.notice
    firstDelivery = days.count == delivered.count ? days.min() : nil
    firstAcceptance = delivered.compactMap { $0.acceptedOn?.last }.min()
  }
}
