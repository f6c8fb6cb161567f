package import Procurement
internal import SQLite
internal import Store

/// All that is recorded of one contract, besides events that change nothing: there may be too many to hold.
///
/// Two files are equal if they are of the same contract. It is a class since every row of a report
/// has one.
@dynamicMemberLookup
package final class ContractFile: Sendable {
  /// Its identity.
  package let id: ContractID
  /// The provider's slug.
  package let provider: String
  /// The buyer's slug.
  package let buyer: String
  /// Its terms.
  @usableFromInline package let contract: Recorded<Contract>
  /// The events that changed its terms or ended it, by day.
  package let changes: [Recorded<ContractEvent>]
  /// Its fee schedule, by first month and tranche.
  package let fees: [Recorded<Fee>]
  /// Every row that the fee schedule has had, those that were revised included; none that was undone.
  package let feeHistory: [FeeRevision]
  /// Its minimums, by kind and first day.
  package let commitments: [Recorded<Commitment>]
  /// What leaving it costs, by first day.
  package let terminationFees: [Recorded<TerminationFee>]
  /// Its committed capacity, by tranche.
  package let promises: [Recorded<CapacityCommitment>]
  /// The days on which tranches were due by what was recorded first.
  package let firstDueDays: [String: PartialDate]
  /// Capacity planned and delivered for it, in the order of days.
  package let deliveries: [Recorded<CapacityDelivery>]
  /// The steps of its service level.
  package let serviceTiers: [Recorded<ServiceTier>]
  /// What was down, by time and tranche.
  package let outages: [Recorded<Outage>]
  /// The exchange rate that it fixes; `nil` if it fixes none.
  package let fixedRate: ContractRate?

  private init(
    _ contract: Recorded<Contract>, _ records: ContractRecords, _ names: NameDirectory
  ) {
    let id = ContractID(number: contract.identity)
    let promises = records.promises[id] ?? []
    self.id = id
    self.contract = contract
    provider = names.organizations.slug(of: contract.provider)
    buyer = names.organizations.slug(of: contract.buyer)
    changes = records.changes[id] ?? []
    fees = records.liveFees(of: id)
    feeHistory = records.feeHistory(of: id)
    commitments = records.commitments[id] ?? []
    terminationFees = records.terminationFees[id] ?? []
    self.promises = promises.filter { $0.until == nil }.map(\.recorded)
      .sorted { $0.tranche < $1.tranche }
    firstDueDays = Dictionary(promises.map { ($0.recorded.tranche, $0.recorded.dueOn) }) {
      first, _ in first
    }.compactMapValues { $0 }
    deliveries = records.deliveries[id] ?? []
    serviceTiers = records.serviceTiers[id] ?? []
    outages = records.outages[id] ?? []
    fixedRate = ContractRate(contract)
  }

  /// A term of the contract. Inlined, since a key path is otherwise made for each access.
  @inlinable package subscript<Value>(dynamicMember term: KeyPath<Contract, Value>) -> Value {
    contract.fact[keyPath: term]
  }

  /// The row of its terms.
  package var evidence: Evidence { contract.evidence }
  /// The value by which the deal is announced, or that it is not known.
  package var headlineValue: Figure<Money> {
    contract.fact.headline?.value.map { .known($0) } ?? .unavailable(.notRecorded, "not known")
  }
  /// The identity of the provider.
  package var providerID: OrganizationID { contract.fact.provider }
  /// The identity of the buyer.
  package var buyerID: OrganizationID { contract.fact.buyer }
}

extension ContractFile: Hashable {
  /// Whether both are of the same contract.
  package static func == (left: ContractFile, right: ContractFile) -> Bool { left.id == right.id }

  /// Hashes the contract's identity.
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A row of a fee schedule, live or replaced by a revision, with the imports between which it held.
package struct FeeRevision: Hashable, Sendable {
  /// The fee.
  package let fee: Fee
  /// The import whose file has it.
  package let since: Int64
  /// The import that put another in its place; `nil` while it is live.
  package let until: Int64?
}

// MARK: Reading

extension ContractFile {
  /// The live contracts of a book's scope, by provider, buyer and reference.
  static func all(in book: Book) throws -> [ContractFile] {
    let records = try ContractRecords(book)
    return try book.recordsOfContracts(Contract.self)
      .map { ContractFile($0, records, book.names) }
      .sorted { $0.order < $1.order }
  }

  private var order: (String, String, String) { (provider, buyer, contract.fact.reference) }

  /// The live contracts of a book's scope in the order of `all`, without anything that is recorded of them.
  static func identities(in book: Book) throws -> [ContractID] {
    var rows = try Statement(
      """
      SELECT contract_id, provider_id, buyer_id, reference
      FROM contract
      WHERE ended_by IS NULL AND \(book.isInScope("contract"))
      ORDER BY id
      """, on: book.store.connection)
    try rows.bind(book.scopeValues)
    var contracts: [(id: ContractID, order: (String, String, String))] = []
    while try rows.step() {
      let order = (book.slug(rows.int64(1)), book.slug(rows.int64(2)), rows.string(3))
      contracts.append((ContractID(number: rows.int64(0)), order))
    }
    return contracts.sorted { $0.order < $1.order }.map(\.id)
  }
}

/// The records of all contracts of a book, by contract.
private struct ContractRecords {
  let changes: [ContractID: [Recorded<ContractEvent>]]
  let fees: [ContractID: [HeldRow<Fee>]]
  let commitments: [ContractID: [Recorded<Commitment>]]
  let terminationFees: [ContractID: [Recorded<TerminationFee>]]
  let promises: [ContractID: [HeldRow<CapacityCommitment>]]
  let deliveries: [ContractID: [Recorded<CapacityDelivery>]]
  let serviceTiers: [ContractID: [Recorded<ServiceTier>]]
  let outages: [ContractID: [Recorded<Outage>]]

  init(_ book: Book) throws {
    changes = try ContractRecords.changes(book)
    fees = Dictionary(
      grouping: try book.heldRowsOfContracts(Fee.self), by: \.recorded.fact.contract)
    commitments = Dictionary(
      grouping: try book.recordsOfContracts(Commitment.self).sorted { $0.order < $1.order },
      by: \.fact.contract)
    terminationFees = Dictionary(
      grouping: try book.recordsOfContracts(TerminationFee.self).sorted { $0.from < $1.from },
      by: \.fact.contract)
    promises = Dictionary(
      grouping: try book.heldRowsOfContracts(CapacityCommitment.self),
      by: \.recorded.fact.contract)
    deliveries = try ContractRecords.deliveries(book)
    serviceTiers = Dictionary(
      grouping: try book.recordsOfContracts(ServiceTier.self), by: \.fact.contract)
    outages = Dictionary(
      grouping: try book.recordsOfContracts(Outage.self).sorted { $0.order < $1.order },
      by: \.fact.contract)
  }

  private static func changes(
    _ book: Book
  ) throws -> [ContractID: [Recorded<ContractEvent>]] {
    var changes: [Recorded<ContractEvent>] = []
    try book.forEachEvent { if $0.kind.changesTerms { changes.append($0) } }
    return Dictionary(grouping: changes.sorted { $0.order < $1.order }, by: \.fact.contract)
  }

  private static func deliveries(
    _ book: Book
  ) throws -> [ContractID: [Recorded<CapacityDelivery>]] {
    var deliveries: [ContractID: [Recorded<CapacityDelivery>]] = [:]
    for delivery in try book.deliveries {
      if let contract = delivery.contract { deliveries[contract, default: []].append(delivery) }
    }
    return deliveries
  }

  func liveFees(of id: ContractID) -> [Recorded<Fee>] {
    (fees[id] ?? []).filter { $0.until == nil }.map(\.recorded).sorted { $0.order < $1.order }
  }

  /// A row that a revision ended and an undo brought back is there twice; the copy counts.
  func feeHistory(of id: ContractID) -> [FeeRevision] {
    var later: Set<Origin> = []
    var revisions: [FeeRevision] = []
    for row in (fees[id] ?? []).reversed() {
      let origin = Origin(importNumber: row.since, line: row.recorded.evidence.line)
      let isLast = later.insert(origin).inserted
      guard isLast || row.until == nil else { continue }
      revisions.append(FeeRevision(fee: row.recorded.fact, since: row.since, until: row.until))
    }
    return revisions.reversed()
  }
}

extension Recorded<ContractEvent> {
  fileprivate var order: (String, Int64) { (fact.occurredOn.description, identity) }
}

extension Recorded<Fee> {
  fileprivate var order: (Int, String) { (fact.fromMonth.number, fact.tranche ?? "") }
}

extension Recorded<Commitment> {
  fileprivate var order: (String, Int) { (fact.kind.rawValue, fact.from.number) }
}

extension Recorded<Outage> {
  fileprivate var order: (Int, String) { (Int(fact.from.seconds), fact.tranche ?? "") }
}
