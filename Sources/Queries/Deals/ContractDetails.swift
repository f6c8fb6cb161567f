package import Procurement
package import Ledger

/// All that is stored of one contract, for showing it.
package struct ContractDetails: Hashable, Sendable {
  /// All that is recorded of it.
  package let file: ContractFile
  /// What it promises, then what was planned and delivered.
  package let capacity: [CapacityItem]
  /// What was billed under it by the as-of day, net of tax, by currency.
  package let billed: [Figure<Money>]
  /// How many events it has.
  package let eventCount: Int
  /// The monthly fee in force over the accelerators promised; `nil` if one is not known.
  package let feePerAccelerator: FeePerAccelerator?

  /// Capacity promised, planned or delivered, in words.
  package struct CapacityItem: Hashable, Sendable {
    /// `promised`, `planned` or `delivered`.
    package let kind: String
    /// When it is due, planned for or arrived; `nil` if the source gave no date.
    package let date: PartialDate?
    /// How much, of what, where.
    package let summary: String
    /// Addresses or words, as they were given.
    package let source: String?
  }

  /// All of the one contract of a book; `asOf` is the day whose fee is shown per accelerator.
  ///
  /// - Throws: `UnknownNameError` for a contract that is not stored; `MoneyError` if a sum does not fit.
  package init(in book: Book, asOf: Day) throws {
    let files = try book.contracts.prefix(1)
    guard let details = try ContractDetails.all(of: Array(files), in: book, asOf: asOf).first else {
      throw UnknownNameError(what: "contract", name: "")
    }
    self = details
  }

  /// All of some contracts of a book, in their order; `asOf` is the day whose fee is shown per accelerator.
  ///
  /// - Throws: `MoneyError` if a sum does not fit; `SQLiteError` if the store fails.
  package static func all(
    of files: [ContractFile], in book: Book, asOf: Day
  ) throws -> [ContractDetails] {
    let part = book.narrowed(to: Set(files.map(\.id)))
    let billed = try BilledByContract(in: part, asOf: asOf)
    var events: [ContractID: Int] = [:]
    try part.forEachEvent { events[$0.contract, default: 0] += 1 }
    return try files.map {
      try ContractDetails(
        $0, billed: billed.sums(of: $0), eventCount: events[$0.id] ?? 0, asOf: asOf)
    }
  }

  private init(
    _ file: ContractFile, billed: [Figure<Money>], eventCount: Int, asOf: Day
  ) throws {
    let isInForce = !file.fees.covering(asOf.month).isEmpty
    let fee = isInForce ? file.fee(of: asOf.month).value : nil
    self.file = file
    self.billed = billed
    self.eventCount = eventCount
    capacity = file.promises.map(CapacityItem.init) + file.deliveries.flatMap(CapacityItem.steps)
    feePerAccelerator = try fee.flatMap { fee in
      try file.promises.acceleratorCount.flatMap { try FeePerAccelerator(fee, over: $0) }
    }
  }
}

/// What was billed under contracts, net of tax, by currency.
private struct BilledByContract {
  private let groups: [SpendReport.Group]
  private let names: ContractNames

  init(in book: Book, asOf: Day) throws {
    let spend = try SpendReport(by: [.provider, .contract], in: book, window: nil, asOf: asOf)
    (groups, names) = (spend.groups, spend.contracts)
  }

  func sums(of contract: ContractFile) -> [Figure<Money>] {
    let keys = [contract.provider, names.name(of: contract.reference, contract.provider)]
    return groups.filter { $0.keys == keys }.compactMap { $0.sum?.net.figure }
  }
}

extension ContractDetails.CapacityItem {
  fileprivate init(_ promise: Recorded<CapacityCommitment>) {
    self.init(
      kind: "promised", date: promise.dueOn, summary: promise.words,
      source: promise.evidence.source)
  }

  /// What was planned, then what was delivered.
  fileprivate static func steps(of delivery: Recorded<CapacityDelivery>) -> [Self] {
    let isPlan = delivery.plannedOn != nil || delivery.status == .planned
    return [
      isPlan ? ("planned", delivery.plannedOn) : nil,
      delivery.status == .delivered ? ("delivered", delivery.deliveredOn) : nil,
    ].compactMap { $0 }.map { kind, date in
      Self(kind: kind, date: date, summary: delivery.words, source: delivery.evidence.source)
    }
  }
}
