package import Procurement
internal import SQLite
package import Store

/// A live outage of a contract, as queries read it.
package struct StoredOutage: Hashable, Sendable {
  /// The contract's identity.
  package let contract: ContractID
  /// The tranche that was down; `nil` for all of the contract's capacity.
  package let tranche: String?
  /// When it began.
  package let from: Moment
  /// When it ended, the first moment after it; `nil` while it goes on.
  package let to: Moment?
  /// Whether the contract leaves it out of the availability.
  package let isExcluded: Bool
  /// Its row.
  package let evidence: Evidence

  /// The live outages of the selected contracts, by contract and time.
  package static func all(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [StoredOutage] {
    var rows = try Statement(
      """
      SELECT outage.contract_id, tranche, from_time, to_time, is_excluded, contract.reference,
             import.id, import.file_name, outage.recorded_line, outage.source, outage.notes
      FROM outage
      JOIN live_contract AS contract ON contract.contract_id = outage.contract_id
      JOIN import ON import.id = coalesce(outage.restored_from, outage.recorded_by)
      WHERE outage.ended_by IS NULL
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      ORDER BY outage.contract_id, from_time, tranche
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var outages: [StoredOutage] = []
    while try rows.step() {
      // The schema lets no other text in.
      guard let from = Moment(parsing: rows.string(2)) else { continue }
      outages.append(StoredOutage(rows, from: from))
    }
    return outages
  }

  private init(_ row: borrowing Statement, from start: Moment) {
    let end = row.optionalString(3).flatMap(Moment.init(parsing:))
    contract = ContractID(number: row.int64(0))
    // The whole promise is no part of it.
    tranche = row.optionalString(1).flatMap { $0 == PromisedTranche.whole ? nil : $0 }
    from = start
    to = end
    isExcluded = row.int64(4) == 1
    let words = [
      "outage of \(row.string(5))", tranche, "\(start) to \(end.map { "\($0)" } ?? "now")",
      isExcluded ? "excluded" : nil,
    ]
    evidence = Evidence(words.compactMap { $0 }.joined(separator: ", "), nil, row, from: 6)
  }
}

extension StoredOutage {
  /// Whether a part of the contract was down by it; `nil` is all of the contract.
  func hits(_ part: String?) -> Bool { tranche == nil || tranche == part }

  /// The months that it reaches into before `end`.
  func months(before end: Moment) -> [Month] {
    let stop = min(to ?? end, end)
    guard from < stop else { return [] }
    let last = Moment(seconds: stop.seconds - 1).day.month
    return MonthRange(from: from.day.month, through: last).months
  }
}

extension [StoredOutage] {
  /// How many seconds from `start` up to and without `end` any of them lasted, each second once.
  func seconds(from start: Moment, before end: Moment) -> Int {
    var (sum, reached) = (Int64(0), start)
    for outage in sorted(by: { $0.from < $1.from }) {
      let from = Swift.max(outage.from, reached)
      let to = Swift.min(outage.to ?? end, end)
      guard from < to else { continue }
      sum += to.seconds - from.seconds
      reached = to
    }
    return Int(sum)
  }
}
