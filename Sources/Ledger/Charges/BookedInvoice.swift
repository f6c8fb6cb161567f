package import Procurement
internal import SQLite
internal import Store

/// A live invoice or credit note without its lines, or the part of a divided one that is under one contract.
package struct BookedInvoice: Hashable, Sendable {
  /// The id of its row, to which its lines belong.
  package let rowID: Int64
  /// Its identity across revisions.
  package let id: InvoiceID
  /// What it says.
  package let invoice: Invoice
  /// The contracts that its lines are under, in the order in which they were recorded.
  package let contracts: [ContractID]
  /// The contract of the part that this is; `nil` for an invoice as such.
  package let part: ContractID?
  /// The sum of the lines of the invoice.
  package let total: Money
  /// Its row, with its total.
  package let evidence: Evidence

  /// Whether its lines are under several contracts, or some of them under none.
  package var isDivided: Bool { invoice.contract == nil && !contracts.isEmpty }
}

/// Live invoices of a book, one after another.
package struct InvoiceRows: ~Copyable {
  private var rows: Statement
  private let book: Book

  /// The order in which invoices come.
  package enum Order: String, Sendable {
    /// Invoices of one provider and contract together, as they were recorded.
    case contract = "ORDER BY provider_id, contract, id"
    /// By day of issue and number.
    case issue = "ORDER BY issued_on, number, id"
  }

  /// The invoices of the book's scope; only those issued by the end of `day`, of `number` and of `rowIDs`, if
  /// these are given. `withParts` adds each part of a divided one, which is under a contract of the scope,
  /// among the invoices of that contract.
  package init(
    _ book: Book, by order: Order, issuedBy day: Day? = nil, number: String? = nil,
    rowIDs: [Int64]? = nil, withParts: Bool = false
  ) throws {
    let condition = """
      ended_by IS NULL AND (?4 IS NULL OR \(Store.lastDay("issued_on")) <= ?4)
      AND (?5 IS NULL OR number = ?5)
      AND (?6 IS NULL OR invoice.id IN (SELECT value FROM json_each(?6)))
      """
    let invoices = """
      SELECT \(InvoiceRows.columns("invoice.contract_id", "NULL")) FROM invoice
      WHERE \(condition) AND \(book.isInvoiceInScope)
      """
    let parts = InvoicePart.union(InvoiceRows.columns) { contract in
      contract.hasPrefix("part")
        ? "\(condition) AND \(book.isInScope("invoice", contract: contract))"
        : "\(condition) AND \(book.isInvoiceInScope)"
    }
    var rows = try Statement(
      "SELECT * FROM (\(withParts ? parts : invoices)) \(order.rawValue)",
      on: book.store.connection)
    try rows.bind(
      book.scopeValues + [
        day.map { .text($0.description) } ?? .null,
        number.map { .text($0) } ?? .null, rowIDs.map { Book.list($0) } ?? .null,
      ])
    self.rows = rows
    self.book = book
  }

  private static func columns(_ contract: String, _ own: String) -> String {
    """
    invoice.id AS id, invoice_id, provider_id, number, buyer_id, \(contract) AS contract,
    billing_month, issued_on, received_on, due_on, currency, kind, credits_number, confidence,
    total_units, coalesce(restored_from, recorded_by), recorded_line, source, notes, \(own) AS own,
    iif(invoice.contract_id IS NULL, (
        SELECT group_concat(own_contract_id) FROM (
            SELECT DISTINCT own_contract_id FROM invoice_line
            WHERE invoice_row_id = invoice.id AND own_contract_id IS NOT NULL)), NULL)
    """
  }

  /// The next invoice; `nil` at the end.
  package mutating func next() throws -> BookedInvoice? {
    try rows.step() ? try BookedInvoice(rows, book) : nil
  }
}

extension BookedInvoice {
  fileprivate init(_ row: borrowing Statement, _ book: Book) throws {
    let currency = try book.currency(row.string(10))
    let total = Money(units: row.int64(14), of: currency)
    let evidence = book.evidence("invoice \(row.string(3))", total, row, from: 15)
    rowID = row.int64(0)
    id = InvoiceID(number: row.int64(1))
    invoice = Invoice(
      provider: OrganizationID(number: row.int64(2)), number: row.string(3),
      buyer: OrganizationID(number: row.int64(4)),
      contract: row.optionalInt64(5).map { ContractID(number: $0) },
      billingMonth: try row.month(6), issuedOn: try row.date(7),
      receivedOn: try row.partialDate(8), dueOn: try row.partialDate(9), currency: currency,
      kind: try row.choice(11), creditsNumber: row.optionalString(12),
      provenance: Provenance(
        source: evidence.source, confidence: try row.optionalChoice(13), notes: evidence.notes))
    contracts =
      invoice.contract.map { [$0] } ?? row.numbers(20).map { ContractID(number: $0) }
    part = row.optionalInt64(19).map { ContractID(number: $0) }
    self.total = total
    self.evidence = evidence
  }
}

extension Book {
  /// Lends the numbers of all live invoices, whatever the scope, each once.
  package func forEachInvoiceNumber(_ body: (String) -> Void) throws {
    var rows = try Statement(
      "SELECT DISTINCT number FROM invoice WHERE ended_by IS NULL", on: store.connection)
    while try rows.step() { body(rows.string(0)) }
  }
}
