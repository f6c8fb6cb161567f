internal import Procurement
internal import SQLite
internal import Store

/// What the audit of every invoice looks up.
struct AuditBook {
  /// The day that findings speak of.
  let asOf: Day
  /// What organizations are called.
  let organizations: OrganizationDirectory
  /// What lines name, by their ids.
  let skus: [Int64: String]
  /// The same in lower case, as they are compared.
  let skuKeys: [Int64: String]
  let unitKeys: [Int64: String]
  /// Units that count accelerators.
  let acceleratorTimes: [Int64: AcceleratorTime]
  private let files: [Int64: String]
  /// What credit notes take off invoices.
  let credits: [InvoiceID: Int128]
  /// Providers of whose invoices payments are recorded: of the others it is not known what was paid.
  let payers: Set<OrganizationID>
  /// Invoices with the number of an earlier one, in words: by their rows.
  let repeatedNumbers: [Int64: String]

  init(asOf: Day, from store: borrowing Store) throws {
    self.asOf = asOf
    organizations = try OrganizationDirectory(store)
    skus = try StoredNames.all("SELECT id, name FROM sku", store)
    skuKeys = skus.mapValues { $0.lowercased() }
    unitKeys = try StoredNames.all("SELECT id, name FROM unit", store).mapValues { $0.lowercased() }
    acceleratorTimes = unitKeys.compactMapValues { AcceleratorTime(unit: $0) }
    files = try StoredNames.all("SELECT id, coalesce(file_name, '') FROM import", store)
    credits = try CreditNotes.sums(by: asOf, from: store)
    payers = try Payers.all(from: store)
    repeatedNumbers = try StoredNames.all(AuditBook.repeats, store)
  }

  /// Numbers that differ in case, blanks and signs only are one. A number may come back in another
  /// year, unless the amount does, too.
  private static let repeats = """
    SELECT id, earlier
    FROM (
        SELECT id,
               coalesce(lag(number) OVER year, lag(number) OVER amount) AS earlier
        FROM (
            SELECT id, provider_id, kind, number, issued_on, currency, total_units,
                   upper(replace(replace(replace(replace(replace(
                       number, ' ', ''), '-', ''), '/', ''), '.', ''), '_', '')) AS plain
            FROM invoice WHERE ended_by IS NULL)
        WINDOW year AS (
                   PARTITION BY provider_id, kind, plain, substr(issued_on, 1, 4) ORDER BY id),
               amount AS (
                   PARTITION BY provider_id, kind, plain, currency, total_units ORDER BY id))
    WHERE earlier IS NOT NULL
    """

  /// The row of an invoice.
  func evidence(_ invoice: AuditedInvoice) -> Evidence {
    Evidence(
      record: "invoice \(invoice.number)", amount: invoice.total,
      importNumber: invoice.importNumber, file: files[invoice.importNumber] ?? "?",
      line: invoice.line, source: invoice.source, notes: invoice.notes)
  }

  /// What is to be paid of an invoice: its total, less what credit notes take off it.
  func payable(_ invoice: AuditedInvoice) -> Int128 {
    Int128(invoice.total.units) + (credits[invoice.id] ?? 0)
  }

  /// Whether credit notes take all of it back.
  func isCredited(_ invoice: AuditedInvoice) -> Bool {
    invoice.total.units != 0 && payable(invoice) == 0
  }
}
