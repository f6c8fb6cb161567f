package import Procurement
internal import SQLite
internal import Store

/// A billing month for which a provider issued an invoice; a credit note is none.
package struct InvoicedMonth: Hashable, Sendable {
  /// The buyer's slug.
  package let buyer: String
  /// The provider's slug.
  package let provider: String
  /// The contract's reference; `nil` outside contracts, and for a divided invoice as such.
  package let contract: String?
  /// The billing month.
  package let month: Month

  /// An invoiced month of a buyer, a provider and a contract.
  package init(buyer: String, provider: String, contract: String?, month: Month) {
    (self.buyer, self.provider, self.contract, self.month) = (buyer, provider, contract, month)
  }
}

extension Book {
  /// The billing months of invoices of the scope that were issued by the end of a day.
  package func invoicedMonths(by day: Day) throws -> Set<InvoicedMonth> {
    let query = InvoicePart.union { contract, _ in
      """
      invoice.buyer_id, invoice.provider_id, \(contract), invoice.billing_month
      """
    } where: { contract in
      """
      invoice.ended_by IS NULL AND invoice.kind = 'invoice'
      AND \(Store.lastDay("invoice.issued_on")) <= ?4
      AND \(isInScope("invoice", contract: contract))
      """
    }
    var rows = try Statement("SELECT DISTINCT * FROM (\(query))", on: store.connection)
    try rows.bind(scopeValues + [.text(day.description)])
    var months: Set<InvoicedMonth> = []
    while try rows.step() {
      months.insert(
        InvoicedMonth(
          buyer: slug(rows.int64(0)), provider: slug(rows.int64(1)),
          contract: rows.optionalInt64(2).map { reference($0) }, month: try rows.month(3)))
    }
    return months
  }
}
