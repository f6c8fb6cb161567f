package import Procurement
package import SQLite

/// Records invoices, and finds those that are there.
package struct InvoiceTable: ~Copyable {
  private var find: Statement
  private var add: Statement
  private var complete: Statement
  private var end: Statement
  private var number: Statement
  private var digests: InvoiceSum
  private let importNumber: Int64
  private var lastRowID: Int64

  /// Readies its statements for the facts of import `number`, which need not be stored yet.
  package init(_ store: borrowing Store, import number: Int64) throws(SQLiteError) {
    let find = try Statement(
      """
      SELECT id, buyer_id, contract_id, billing_month, issued_on, received_on, due_on, currency,
             kind, credits_number, source, confidence, notes,
             coalesce(restored_from, recorded_by), recorded_line,
             contract_id IS NULL AND EXISTS (
                 SELECT 1 FROM invoice_line
                 WHERE invoice_row_id = invoice.id AND own_contract_id IS NOT NULL)
      FROM invoice
      WHERE provider_id = ?1 AND number = ?2 AND substr(issued_on, 1, 4) = ?3 AND buyer_id = ?4
        AND ended_by IS NULL
      """, on: store.connection)
    // VALUES and not SELECT: with that, SQLite would copy every page first that it changes.
    let add = try Statement(
      """
      INSERT INTO invoice (
          id, invoice_id, provider_id, number,
          buyer_id, contract_id, billing_month, issued_on, received_on, due_on, currency,
          kind, credits_number, source, confidence, notes, total_units, recorded_by, recorded_line)
      VALUES (
          ?1,
          coalesce((SELECT invoice_id FROM invoice
                    WHERE provider_id = ?2 AND number = ?3
                      AND substr(issued_on, 1, 4) = substr(?7, 1, 4) AND buyer_id = ?4
                      AND ended_by IS NOT NULL LIMIT 1), ?1),
          ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
      """, on: store.connection)
    let complete = try Statement(
      "UPDATE invoice SET total_units = ?2, kind = ?3 WHERE id = ?1", on: store.connection)
    let end = try Statement(
      "UPDATE invoice SET ended_by = ?1 WHERE id = ?2", on: store.connection)
    let numberOfRow = try Statement(
      "SELECT number FROM invoice WHERE id = ?1", on: store.connection)
    var last = try Statement("SELECT coalesce(max(id), 0) FROM invoice", on: store.connection)
    let lastRowID = try last.step() ? last.int64(0) : 0
    let digests = try InvoiceSum(store, from: lastRowID + 1)
    self.find = find
    self.add = add
    self.complete = complete
    self.end = end
    self.number = numberOfRow
    self.lastRowID = lastRowID
    self.digests = digests
    importNumber = number
  }

  /// The live invoice of a provider, number, year of issue and buyer. A field that the file has no column for, as
  /// `isGiven` says, is not compared, and keeps what is stored; so does the contract where it is a matter of
  /// each line: in a divided invoice, and in one of an import of which `isContinued` says that more lines of
  /// it are read here.
  package mutating func stored(
    _ invoice: Invoice, isGiven: (Invoice.Field) -> Bool = { _ in true },
    isContinued: (Int64) -> Bool = { _ in false }
  ) throws -> StoredInvoice? {
    let year = PartialDate.year(invoice.issuedOn.year)
    try find.bind([.id(invoice.provider), .text(invoice.number), .date(year), .id(invoice.buyer)])
    guard try find.step() else { return nil }
    let content = (1...InvoiceTable.columns.count).map { find.value($0) }
    let origin = Origin(
      importNumber: find.int64(InvoiceTable.columns.count + 1),
      line: Int(find.int64(InvoiceTable.columns.count + 2)))
    let rowID = find.int64(0)
    let isDivided = find.int64(InvoiceTable.columns.count + 3) != 0
    find.reset()
    let isContractOfLines = isDivided || isContinued(origin.importNumber)
    let merged = try invoice.keeping(content) {
      isGiven($0) && !($0 == .contract && isContractOfLines)
    }
    return StoredInvoice(
      rowID: rowID, origin: origin, isOfThisImport: origin.importNumber == importNumber,
      invoice: merged, differences: InvoiceTable.differences(content, merged))
  }

  /// Adds an invoice; its lines are still to come. It keeps the identity that it had, if one of its
  /// key was ended before.
  ///
  /// `total` is the one given, or anything where it must be set later. Answers the id of its row,
  /// for its lines.
  /// - Throws: `SQLiteError` where the schema refuses it.
  package mutating func add(
    _ invoice: Invoice, total: Money, line: Int
  ) throws(SQLiteError) -> Int64 {
    lastRowID += 1
    try add.bind(
      [.integer(lastRowID), .id(invoice.provider), .text(invoice.number)]
        + InvoiceTable.content(invoice)
        + [.units(total), .integer(importNumber), .integer(Int64(line))])
    try add.run()
    return lastRowID
  }

  /// Completes an invoice that the running import added: its total is the sum of its lines, and a
  /// negative one makes it a credit note.
  package mutating func complete(
    row rowID: Int64, total: Money, kind: InvoiceKind
  ) throws(SQLiteError) {
    try complete.bind([.integer(rowID), .units(total), .name(kind)])
    try complete.run()
  }

  /// Notes that an invoice that the running import added will not change any more; `lines` is the
  /// digest of its lines, where it is known.
  package mutating func close(row rowID: Int64, lines: RowHash?) throws(SQLiteError) {
    try digests.add(row: rowID, lines: lines)
  }

  /// The sum of the digests of all invoices that were added; `nil` where it is not known.
  package mutating func sum() throws(SQLiteError) -> RowSum? { try digests.finish(at: lastRowID) }

  /// Ends an invoice of an earlier import, in whose place a new row is to be added.
  package mutating func end(row rowID: Int64) throws(SQLiteError) {
    try end.bind([.integer(importNumber), .integer(rowID)])
    try end.run()
  }

  /// The number of the invoice of a row.
  package mutating func number(ofRow rowID: Int64) throws(SQLiteError) -> String? {
    try number.bind(rowID, at: 1)
    defer { number.reset() }
    return try number.step() ? number.string(0) : nil
  }

  private static func differences(_ stored: [Value], _ invoice: Invoice) -> [Difference] {
    zip(columns, zip(stored, content(invoice))).compactMap { column, values in
      values.0 == values.1
        ? nil : Difference(column: column, stored: values.0, given: values.1, currency: nil)
    }
  }

  private static let columns = [
    Invoice.Field.buyer, .contract, .billingMonth, .issuedOn, .receivedOn, .dueOn, .currency, .kind,
    .credits, .source, .confidence, .notes,
  ].flatMap(\.column.stored)

  private static func content(_ invoice: Invoice) -> [Value] {
    [
      .id(invoice.buyer), invoice.contract.map { .id($0) } ?? .null,
      .month(invoice.billingMonth), .date(invoice.issuedOn), .date(invoice.receivedOn),
      .date(invoice.dueOn), .text(invoice.currency.code), .name(invoice.kind),
      .text(invoice.creditsNumber),
    ] + invoice.provenance.values
  }
}

/// A live invoice, as far as another of its number is compared with it.
package struct StoredInvoice: Sendable {
  /// The id of its row, by which its lines refer to it.
  package let rowID: Int64
  /// Where its row came from.
  package let origin: Origin
  /// Whether the import that is running added it.
  package let isOfThisImport: Bool
  /// The other one, with what is stored where its file has no column.
  package let invoice: Invoice
  /// In what that differs, its lines apart.
  package let differences: [Difference]
}

extension Invoice {
  /// It with what is stored, in the order of `InvoiceTable`'s columns, in the fields that its file has no
  /// column for and that no other column fills.
  fileprivate func keeping(
    _ stored: [Value], _ isGiven: (Field) -> Bool
  ) throws(DateError) -> Invoice {
    let date = { (place: Int) throws(DateError) -> PartialDate? in
      guard case .text(let text) = stored[place] else { return nil }
      return try PartialDate(parsing: text)
    }
    let text = { (place: Int) -> String? in
      if case .text(let text) = stored[place] { text } else { nil }
    }
    var contract = contract
    if !isGiven(.contract) {
      if case .integer(let number) = stored[1] {
        contract = ContractID(number: number)
      } else {
        contract = nil
      }
    }
    return Invoice(
      provider: provider, number: number, buyer: buyer, contract: contract,
      billingMonth: billingMonth, issuedOn: issuedOn,
      receivedOn: isGiven(.receivedOn) ? receivedOn : try date(4),
      dueOn: isGiven(.dueOn) ? dueOn : try date(5), currency: currency, kind: kind,
      creditsNumber: isGiven(.credits) ? creditsNumber : text(8),
      provenance: Provenance(
        source: isGiven(.source) ? provenance.source : text(9),
        confidence: isGiven(.confidence)
          ? provenance.confidence : text(10).flatMap { Confidence(rawValue: $0) },
        notes: isGiven(.notes) ? provenance.notes : text(11)))
  }
}
