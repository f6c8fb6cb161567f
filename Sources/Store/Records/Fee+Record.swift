package import Procurement
package import SQLite

extension Fee: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case contract, provider, tranche, fromMonth, toMonth, monthlyFee, currency, source, confidence,
      notes

    /// A tranche has one fee in a month.
    package static let key: [Self] = [.contract, .tranche, .fromMonth]

    /// What the column is.
    package var column: Column { Fee.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "fee_schedule", one: "fee", several: "fees",
    "Monthly fees of contracts; an empty fee is one that exists and is not known.",
    keyNote: "The months of two fees of a tranche may not overlap.")

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<Fee> {
    RecordColumn.contract(\.contract)
    RecordColumn(
      "tranche", .text, \.tranche,
      meaning: "The tranche; empty for the whole contract.")
    RecordColumn(
      "from_month", .month, \.fromMonth, required: true,
      meaning: "The first month for which it is due.",
      example: "2026-07")
    RecordColumn(
      "to_month", .month, \.toMonth, meaning: "The last month; empty if the end is not known.",
      example: "2029-05")
    RecordColumn(
      "monthly_fee", .money, \.monthlyFee,
      meaning: "The fee of each month; empty if one exists and is not known, which is not zero.",
      example: "1250000000", synonyms: ["fee", "amount"])
    RecordColumn.contractCurrency
    RecordColumn.provenance(\.provenance)
  }

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let contract = try row.contract(.contract, provider: .provider)
    try row.check(.currency, is: contract)
    self.init(
      contract: contract.id, tranche: try row.text(.tranche),
      fromMonth: try row.required(.fromMonth, row.month(.fromMonth)),
      toMonth: try row.month(.toMonth),
      monthlyFee: try row.money(.monthlyFee, in: contract.currency),
      provenance: try row.provenance)
    if let last = toMonth, last < fromMonth {
      throw row.refusal(.toMonth, "is before from_month")
    }
    if let amount = monthlyFee, amount.isNegative {
      throw row.refusal(.monthlyFee, "is negative; give 0 or more")
    }
  }
}

// MARK: Months that have a fee

/// Finds the fees that stand in the way of another.
package struct FeeOverlaps: ~Copyable {
  private var others: Statement

  /// Readies the question on `store`; what is recorded later is also found.
  package init(_ store: borrowing Store) throws(SQLiteError) {
    others = try Statement(
      """
      SELECT from_month, to_month, coalesce(restored_from, recorded_by), recorded_line
      FROM fee_schedule
      WHERE contract_id = ?1 AND coalesce(tranche, '') = coalesce(?2, '') AND ended_by IS NULL
        AND from_month <= coalesce(?4, '9999-12') AND ?3 <= coalesce(to_month, '9999-12')
      ORDER BY from_month
      """, on: store.connection)
  }

  /// The first stored fee of the same contract and tranche that covers some of the months of `fee`.
  package mutating func first(with fee: Fee) throws(SQLiteError) -> FeeOverlap? {
    try others.bind([
      .id(fee.contract), .text(fee.tranche), .month(fee.fromMonth), .month(fee.toMonth),
    ])
    guard try others.step() else { return nil }
    defer { others.reset() }
    return FeeOverlap(
      fee: fee, fromMonth: others.string(0), toMonth: others.optionalString(1),
      origin: Origin(importNumber: others.int64(2), line: Int(others.int64(3))))
  }
}

/// Two fees of one contract for the same month, of which one is stored.
package struct FeeOverlap: Error, Sendable {
  /// The one that is not stored.
  package let fee: Fee
  /// The first month of the stored one.
  package let fromMonth: String
  /// Its last month; `nil` where its end is not known.
  package let toMonth: String?
  /// Where the stored one came from.
  package let origin: Origin
}
