internal import Procurement
internal import SQLite
internal import Store

/// A row of a fee schedule, live or replaced by a revision, with the imports between which it held.
struct FeeRow: Hashable {
  let contract: ContractID
  let tranche: String?
  let fromMonth: Month
  let toMonth: Month?
  let amount: Money?
  /// The import that brought it.
  let since: Int64
  /// The import that put another in its place; `nil` while it is live.
  let until: Int64?

  /// The rows of the selected contracts; what an undo took away never held.
  static func all(_ selection: Selection, from store: borrowing Store) throws -> [FeeRow] {
    var rows = try Statement(
      """
      SELECT fee.contract_id, fee.tranche, fee.from_month, fee.to_month, fee.monthly_fee_units,
             currency.code, minor_digits, scale,
             coalesce(fee.restored_from, fee.recorded_by), fee.ended_by
      FROM fee_schedule AS fee
      JOIN live_contract AS contract ON contract.contract_id = fee.contract_id
      JOIN currency ON currency.code = contract.currency
      LEFT JOIN import AS ending ON ending.id = fee.ended_by
      WHERE coalesce(ending.kind, '') <> 'undo'
        -- An undo brings a row back as a copy of it.
        AND NOT EXISTS (
            SELECT 1 FROM fee_schedule AS copy
            WHERE copy.contract_id = fee.contract_id AND copy.id > fee.id
              AND copy.restored_from = coalesce(fee.restored_from, fee.recorded_by)
              AND copy.recorded_line = fee.recorded_line)
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      ORDER BY fee.id
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var fees: [FeeRow] = []
    while try rows.step() { fees.append(try FeeRow(rows)) }
    return fees
  }

  private init(_ row: borrowing Statement) throws {
    contract = ContractID(number: row.int64(0))
    tranche = row.optionalString(1)
    fromMonth = try row.month(2)
    toMonth = try row.optionalMonth(3)
    amount = row.money(4, in: row.currency(from: 5))
    since = row.int64(8)
    until = row.optionalInt64(9)
  }
}

/// A fee schedule as it stood until it was amended.
struct FeeVersion: Hashable {
  /// Its fees.
  let rows: [FeeRow]

  /// The schedule before each amendment, and the live one at last.
  ///
  /// A revision is an amendment where one is told of by the end of the first month that it changes:
  /// `amendments` are the days of such events. Any other puts right what was wrong from the start.
  static func all(_ rows: [FeeRow], amendments: [Day]) -> [FeeVersion] {
    let revisions = Set(rows.compactMap(\.until)).sorted()
    let before = revisions.map { revision in
      FeeVersion(rows: rows.filter { $0.since < revision && ($0.until ?? .max) >= revision })
    }
    let live = FeeVersion(rows: rows.filter { $0.until == nil })
    let kept = zip(before, before.dropFirst() + [live]).filter { version, next in
      guard let month = version.firstChange(to: next) else { return false }
      return amendments.contains { $0 <= month.lastDay }
    }
    return kept.map(\.0) + [live]
  }

  /// The fee of a month; `nil` where there is none, or it is not known.
  private func units(of month: Month) -> Int64? {
    let covering = rows.filter { $0.fromMonth <= month && month <= $0.toMonth ?? month }
    let known = covering.compactMap(\.amount?.units)
    return known.count == covering.count && !known.isEmpty ? known.reduce(0, +) : nil
  }

  /// The first month whose fee the amendment to `next` changes.
  func firstChange(to next: FeeVersion) -> Month? {
    let months = (rows + next.rows).flatMap { [$0.fromMonth, $0.toMonth ?? $0.fromMonth] }
    guard let first = months.min(), let last = months.max() else { return nil }
    return MonthRange(from: first, through: last).months
      .first { units(of: $0) != next.units(of: $0) }
  }

  /// All fees added, or why that is not known.
  func total(in currency: Currency) throws -> KnownOr<Money> {
    var sum = Money.zero(currency)
    for row in rows {
      guard let last = row.toMonth else { return .unknown("end of schedule not known") }
      guard let amount = row.amount else { return .unknown("fee not disclosed") }
      sum = try sum.adding(amount.multiplied(by: last.number - row.fromMonth.number + 1))
    }
    return .known(sum)
  }

  /// The last day of its last month.
  var lastDay: Day? { rows.compactMap(\.toMonth).max()?.lastDay }
}

/// Days on which a contract was amended, by what its events say.
enum Amendments {
  /// By the contract's identity; a date without a day counts as its first.
  static func days(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [ContractID: [Day]] {
    var rows = try Statement(
      """
      SELECT event.contract_id, event.occurred_on
      FROM contract_event AS event
      JOIN live_contract AS contract ON contract.contract_id = event.contract_id
      WHERE event.ended_by IS NULL
        AND event.kind IN ('amended', 'expanded', 'extended', 'ramp', 'price')
        AND (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var days: [ContractID: [Day]] = [:]
    while try rows.step() {
      guard let date = try rows.partialDate(1) else { continue }
      days[ContractID(number: rows.int64(0)), default: []].append(date.first)
    }
    return days
  }
}
