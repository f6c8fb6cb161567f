internal import Procurement
internal import SQLite
internal import Store

/// Providers to whom some payment is recorded: of the others it is not known what was paid.
enum Payers {
  /// Those that were paid for a live invoice, whenever.
  static func all(from store: borrowing Store) throws -> Set<OrganizationID> {
    var rows = try Statement(
      """
      SELECT DISTINCT provider_id
      FROM payment JOIN invoice ON invoice.invoice_id = payment.invoice_id
      WHERE payment.ended_by IS NULL AND invoice.ended_by IS NULL
      """, on: store.connection)
    var payers: Set<OrganizationID> = []
    while try rows.step() { payers.insert(OrganizationID(number: rows.int64(0))) }
    return payers
  }
}
