package import Procurement
internal import SQLite
internal import Store

/// A quantity that a line of a contract's live invoices has for some days.
package struct ServiceUse: Hashable, Sendable {
  /// What the quantity counts.
  package let unit: UnitName
  /// When the invoice was issued.
  package let issuedOn: PartialDate
  /// The days of the service; the whole billing month if the line does not say.
  package let days: DayRange
  /// The exact quantity of the line.
  package let quantity: WrittenDecimal
}

extension Book {
  /// What was used of a unit, whatever its spelling, under a contract: all lines with a quantity but
  /// taxes, of invoices that were issued by the end of a day.
  package func uses(
    of contract: ContractID, unit: String, issuedBy day: Day
  ) throws -> [ServiceUse] {
    let unit = UnitName(unit)
    return try useRows { try readUses() }[contract, default: []].filter {
      $0.unit == unit && $0.issuedOn.last <= day
    }
  }

  /// The uses of units in which some contract of the scope has a minimum.
  private func readUses() throws -> [ContractID: [ServiceUse]] {
    var rows = try Statement(
      """
      SELECT \(Book.contractOfLine), unit.name, invoice.billing_month, invoice.issued_on,
             line.service_from, line.service_to, line.quantity
      FROM invoice
      CROSS JOIN invoice_line AS line ON line.invoice_row_id = invoice.id
      JOIN unit ON unit.id = line.unit_id
      WHERE invoice.ended_by IS NULL AND line.quantity IS NOT NULL
        AND line.charge_category <> 'Tax' AND \(isLineInScope)
        AND \(Book.contractOfLine) IN (
            SELECT commitment.contract_id FROM commitment
            WHERE commitment.ended_by IS NULL AND commitment.kind = 'usage')
      """, on: store.connection)
    try rows.bind(scopeValues)
    var uses: [ContractID: [ServiceUse]] = [:]
    while try rows.step() {
      uses[ContractID(number: rows.int64(0)), default: []].append(
        ServiceUse(
          unit: UnitName(rows.string(1)), issuedOn: try rows.date(3),
          days: try rows.service(from: 4) ?? DayRange(of: rows.month(2)),
          quantity: try WrittenDecimal(stored: Array(rows.string(6).utf8).span)))
    }
    return uses
  }
}
