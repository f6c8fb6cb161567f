internal import Procurement
internal import SQLite
internal import Store

/// A contract with what its invoices are held against.
struct AuditedContract {
  let terms: ContractTerms
  /// What should be charged for the months that are over.
  let expected: [Month: ExpectedCharge]
  /// What was promised and delivered.
  let tranches: [TrancheStatus]
  /// The prices that it fixes.
  let prices: FixedPrices
  /// The last day after notice or termination; `nil` where neither is recorded.
  let lastDayByExit: Day?
  /// What its level of service gives back for months that had an outage.
  let credits: [ServiceCreditMonth]

  /// The first day on which capacity was there; `nil` where none or not all days are known.
  let firstDelivery: Day?
  /// The first day on which the buyer had accepted some; `nil` where no acceptance is recorded.
  let firstAcceptance: Day?

  /// The selected contracts, by identity.
  static func all(
    _ selection: Selection, asOf: Day, from store: borrowing Store
  ) throws -> [ContractID: AuditedContract] {
    let expected = Dictionary(
      grouping: try ExpectedCharge.all(selection, asOf: asOf, from: store), by: \.contract.id)
    let tranches = Dictionary(
      grouping: try TrancheStatus.all(selection, asOf: asOf, from: store)
    ) { $0.contract?.id }
    let prices = try FixedPrices.all(selection, from: store)
    let exits = try Exits.lastDays(selection, asOf: asOf, from: store)
    let credits = Dictionary(
      grouping: try ServiceCreditMonth.all(
        selection, asOf: asOf, isOwedOnly: true, from: store), by: \.contract.id)
    var contracts: [ContractID: AuditedContract] = [:]
    for terms in try ContractTerms.all(selection, from: store) {
      contracts[terms.id] = AuditedContract(
        terms, expected[terms.id] ?? [], tranches[terms.id] ?? [],
        prices[terms.id] ?? FixedPrices(),
        exits[terms.id], credits[terms.id] ?? [], asOf)
    }
    return contracts
  }

  private init(
    _ terms: ContractTerms, _ expected: [ExpectedCharge], _ tranches: [TrancheStatus],
    _ prices: FixedPrices, _ exit: Day?,
    _ credits: [ServiceCreditMonth], _ asOf: Day
  ) {
    let delivered = tranches.flatMap(\.deliveries).filter { $0.isDelivered(by: asOf) }
    let days = delivered.compactMap { $0.deliveredOn?.last }
    self.terms = terms
    self.expected = Dictionary(
      uniqueKeysWithValues: expected.filter { $0.month.lastDay <= asOf }.map { ($0.month, $0) })
    self.tranches = tranches
    self.prices = prices
    self.credits = credits
    lastDayByExit = exit
    firstDelivery = days.count == delivered.count ? days.min() : nil
    firstAcceptance = delivered.compactMap { $0.acceptedOn?.last }.min()
  }

  /// The last day of its term; `nil` where it is not known, or the contract renews by itself.
  var lastDay: Day? { terms.autoRenewalMonths == nil ? terms.endsOn?.last : nil }
}

/// When contracts ended before their term, by what their events say.
enum Exits {
  /// The last day of each: that of its termination, or the one before notice takes effect.
  static func lastDays(
    _ selection: Selection, asOf: Day, from store: borrowing Store
  ) throws -> [ContractID: Day] {
    var rows = try Statement(
      """
      SELECT event.contract_id, event.occurred_on, event.kind, contract.notice_days
      FROM contract_event AS event
      JOIN live_contract AS contract ON contract.contract_id = event.contract_id
      WHERE event.ended_by IS NULL AND event.kind IN ('notice', 'terminated')
        AND substr(event.occurred_on || '-01-01', 1, 10) <= ?4
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    try rows.bind(asOf.description, at: 4)
    var days: [ContractID: Day] = [:]
    while try rows.step() {
      guard let date = try rows.partialDate(1) else { continue }
      let isNotice = rows.string(2) == "notice"
      guard !isNotice || !rows.isNull(3) else { continue }
      let last = isNotice ? date.last.adding(days: (rows.number(3) ?? 0) - 1) : date.last
      let contract = ContractID(number: rows.int64(0))
      days[contract] = min(days[contract] ?? last, last)
    }
    return days
  }
}
