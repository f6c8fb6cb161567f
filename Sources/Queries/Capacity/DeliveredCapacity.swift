package import Procurement
internal import SQLite
package import Store

/// Capacity that arrived, or is planned to, with its days.
package struct DeliveredCapacity: Hashable, Sendable {
  /// The contract's identity; `nil` for a site of the provider's that belongs to none.
  package let contract: ContractID?
  /// The provider's slug.
  package let provider: String
  /// The part of the promise that it fulfils, where the source says.
  package let tranche: String?
  /// Where it stands, in the words of the source.
  package let site: String?
  /// How much.
  package let capacity: Capacity
  /// When it was planned to arrive.
  package let plannedOn: PartialDate?
  /// When it arrived; `nil` for capacity that did and whose day is not known, too.
  package let deliveredOn: PartialDate?
  /// When the buyer accepted it.
  package let acceptedOn: PartialDate?
  /// When it was taken away again.
  package let withdrawnOn: PartialDate?
  /// Whether it is a plan or a fact.
  package let status: DeliveryStatus
  /// Its row.
  package let evidence: Evidence

  /// The live deliveries and plans of the selected contracts and, where no contract or buyer is asked
  /// for, of sites without a contract; in the order of their days.
  package static func all(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [DeliveredCapacity] {
    var rows = try Statement(
      """
      SELECT delivery.contract_id, provider.slug, delivery.tranche, delivery.site,
             delivery.accelerator, delivery.accelerator_count, delivery.kilowatts,
             delivery.mw_basis, delivery.planned_on, delivery.delivered_on,
             delivery.accepted_on, delivery.withdrawn_on, delivery.status,
             coalesce(contract.reference, provider.slug),
             import.id, import.file_name, delivery.recorded_line, delivery.source,
             delivery.notes
      FROM capacity_delivery AS delivery
      JOIN live_organization AS provider ON provider.organization_id = delivery.provider_id
      LEFT JOIN live_contract AS contract ON contract.contract_id = delivery.contract_id
      JOIN import ON import.id = coalesce(delivery.restored_from, delivery.recorded_by)
      WHERE delivery.ended_by IS NULL
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR delivery.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      ORDER BY coalesce(delivery.delivered_on, delivery.planned_on), delivery.id
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var deliveries: [DeliveredCapacity] = []
    while try rows.step() { deliveries.append(try DeliveredCapacity(rows)) }
    return deliveries
  }

  private init(_ row: borrowing Statement) throws {
    contract = row.optionalInt64(0).map { ContractID(number: $0) }
    provider = row.string(1)
    tranche = row.optionalString(2)
    site = row.optionalString(3)
    capacity = row.capacity(from: 4)
    plannedOn = try row.partialDate(8)
    deliveredOn = try row.partialDate(9)
    acceptedOn = try row.partialDate(10)
    withdrawnOn = try row.partialDate(11)
    status = row.choice(12) ?? .planned
    let what = tranche ?? site ?? ""
    evidence = Evidence("\(status.rawValue) for \(row.string(13)), \(what)", nil, row, from: 14)
  }
}

extension DeliveredCapacity {
  /// Whether it has arrived by the end of a day. A date without a day counts as its last; without any
  /// date, what is stored as delivered is.
  package func isDelivered(by day: Day) -> Bool {
    status == .delivered && (deliveredOn.map { $0.last <= day } ?? true)
  }

  /// Whether the buyer has accepted it by the end of a day.
  package func isAccepted(by day: Day) -> Bool {
    isDelivered(by: day) && (acceptedOn.map { $0.last <= day } ?? false)
  }

  /// Whether it has been taken away by the end of a day; that day is the first without it.
  package func isWithdrawn(by day: Day) -> Bool {
    withdrawnOn.map { $0.first <= day } ?? false
  }

  /// How many of the days from `start` up to and without `end` it stood there, if its days are known:
  /// from the day of its delivery to the one before its withdrawal.
  package func dayCount(from start: Day, before end: Day) -> Int? {
    guard status == .delivered, let deliveredOn else { return nil }
    let first = max(deliveredOn.last, start)
    let last = min(withdrawnOn?.first ?? end, end)
    return max(last.days(since: first), 0)
  }
}
