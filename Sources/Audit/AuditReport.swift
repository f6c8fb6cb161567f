package import Ledger
package import Procurement
internal import Store

/// The three-way match of contract, delivery and invoice (METRICS, M21, M22).
package struct AuditReport: Hashable, Sendable {
  /// Discrepancies that nobody accepted, by provider, contract, month and subject.
  package internal(set) var findings: [AuditFinding]
  /// What somebody accepted, from facts that are still the same.
  package internal(set) var accepted: [AuditFinding]
  /// How many invoices and credit notes were checked.
  package let invoiceCount: Int
  /// How many lines they have.
  package let lineCount: Int
  /// Providers with invoices and no payment on record, so that it is not known what is overdue.
  package let providersWithoutPayments: [String]
  /// What was not compared with anything.
  package let uncompared: Uncompared

  /// What an audit did not compare, and makes no finding of (METRICS, ruling 8).
  package struct Uncompared: Hashable, Sendable {
    /// How many lines have no price to be compared with, since their contracts fix none.
    package var unpricedLineCount = 0
    /// How many invoices and credit notes belong to no contract.
    package var invoiceCountOutsideContracts = 0
    /// Contracts whose use beside the fee has no charge category that tells it apart.
    package var contractsWithUseBesideFee: [String] = []
  }

  /// Invoices are received late after a given number of days unless another number is asked for (METRICS, ruling 36).
  package static let usualLateDays = 60

  /// Checks the selected contracts and every invoice that was issued by the as-of day.
  ///
  /// `codes` are the kinds that are wanted, all if it is empty; `window` is the months whose
  /// findings are wanted, `nil` for all; all invoices are checked, since their findings depend on
  /// each other. `lateDays` is how many days after the end of its billing month an invoice may be
  /// received. Memory grows with the lines of the largest contract, and with the findings.
  /// - Throws: `SQLiteError`, or `StoredRowError` for a damaged row.
  package init(
    in book: Book, codes: [AuditCode] = [], window: MonthRange? = nil, asOf: Day,
    lateDays: Int = AuditReport.usualLateDays
  ) throws {
    var audit = try AuditRun(book, asOf: asOf, lateDays: lateDays)
    try audit.run(book)
    let all = audit.findings.accepted(by: try book.acceptances)
      .filter { codes.isEmpty || codes.contains($0.code) }
      .filter { window == nil || $0.month.map { window?.contains($0) ?? true } ?? true }
      .sorted { $0.order < $1.order }
      .map { $0.disputed(audit.book.disputed) }
    findings = all.filter { $0.acceptedWhy == nil }
    accepted = all.filter { $0.acceptedWhy != nil }
    invoiceCount = audit.invoiceCount
    lineCount = audit.lineCount
    providersWithoutPayments = audit.providersWithoutPayments
    uncompared = audit.uncompared
  }
}

// MARK: What is new

extension AuditReport {
  /// The report without the findings that an earlier one has, accepted or not: a finding of which the
  /// amounts, days or rows are others is new.
  package func since(_ earlier: AuditReport) -> AuditReport {
    let known = Set((earlier.findings + earlier.accepted).map { FindingIdentity($0) })
    return AuditReport(
      of: self, findings: findings.filter { !known.contains(FindingIdentity($0)) },
      accepted: accepted.filter { !known.contains(FindingIdentity($0)) })
  }

  private init(of report: AuditReport, findings: [AuditFinding], accepted: [AuditFinding]) {
    self.findings = findings
    self.accepted = accepted
    invoiceCount = report.invoiceCount
    lineCount = report.lineCount
    providersWithoutPayments = report.providersWithoutPayments
    uncompared = report.uncompared
  }
}

/// By what a finding is the same in two reports.
private struct FindingIdentity: Hashable {
  let key: FindingKey
  let line: Int?
  let month: Month?
  let facts: [String]

  init(_ finding: AuditFinding) {
    key = FindingKey(finding)
    line = finding.line
    month = finding.month
    facts = finding.facts
  }
}

extension AuditReport {
  /// A finding of a kind that is of an invoice, or whatever its subject is.
  ///
  /// - Throws: `UnknownNameError` if nothing of that kind was found, if it was accepted
  ///   already, or if it may be of several providers.
  package func finding(
    _ code: AuditCode, of subject: String
  ) throws(UnknownNameError) -> AuditFinding {
    let what = "\(code.rawValue) of"
    let matching = findings.filter {
      $0.code == code && $0.subject.lowercased() == subject.lowercased()
    }
    let providers = Set(matching.map(\.provider)).sorted()
    guard let finding = matching.first else {
      if let known = accepted.first(where: { $0.code == code && $0.subject == subject }) {
        throw UnknownNameError(
          what: what, name: subject, candidates: ["accepted already: \(known.acceptedWhy ?? "")"])
      }
      throw UnknownNameError(
        what: what, name: subject,
        nearest: NearestNames.find(
          subject, among: findings.filter { $0.code == code }.map(\.subject)))
    }
    guard providers.count == 1 else {
      throw UnknownNameError(
        what: what, name: subject, candidates: providers.map { $0 + "'s" })
    }
    return finding
  }
}

/// An audit under way.
private struct AuditRun {
  let book: AuditBook
  let contracts: [ContractID: AuditedContract]
  var findings: [AuditFinding] = []
  var invoiceCount = 0
  var lineCount = 0
  var uncompared = AuditReport.Uncompared()
  private var providers: Set<OrganizationID> = []

  init(_ book: Book, asOf: Day, lateDays: Int) throws {
    self.book = try AuditBook(book, asOf: asOf, lateDays: lateDays)
    contracts = try AuditedContract.all(in: book, asOf: asOf)
  }

  var providersWithoutPayments: [String] {
    providers.subtracting(book.paidProviders).map { book.organizations.slug(of: $0) }.sorted()
  }

  mutating func run(_ source: Book) throws {
    var invoices = try InvoiceRows(source, by: .contract, issuedBy: book.asOf, withParts: true)
    var lines = try LineRows(source)
    var seen: Set<ContractID> = []
    // Divided invoices that repeat others; each comes before its parts.
    var repeated: Set<Int64> = []
    var current: (provider: OrganizationID, contract: ContractID?)?
    var audit = ContractAudit(nil, book)
    while let booked = try invoices.next() {
      let terms = booked.contracts.compactMap { contracts[$0]?.terms.paymentTermsDays }
      let invoice = book.invoice(booked, paymentTermsDays: terms.min())
      if current?.provider != invoice.provider || current?.contract != invoice.contract {
        finish(&audit)
        audit = ContractAudit(invoice.contract.flatMap { contracts[$0] }, book)
        current = (invoice.provider, invoice.contract)
        if let contract = invoice.contract { seen.insert(contract) }
        providers.insert(invoice.provider)
      }
      let ownLines = try read(&lines, of: booked)
      if booked.part != nil {
        audit.addPart(invoice, ownLines, isRepeat: repeated.contains(invoice.rowID))
        continue
      }
      if audit.add(invoice, ownLines), booked.isDivided { repeated.insert(invoice.rowID) }
      if AuditedLine.mayRepeat(ownLines), let repeats = try lines.repeats(of: booked) {
        audit.addRepeatedLines(repeats, of: invoice)
      }
    }
    finish(&audit)
    for (id, contract) in contracts where !seen.contains(id) {
      var audit = ContractAudit(contract, book)
      finish(&audit)
    }
    uncompared.contractsWithUseBesideFee.sort()
  }

  private mutating func read(
    _ rows: inout LineRows, of invoice: BookedInvoice
  ) throws -> [AuditedLine] {
    let lines = try rows.lines(of: invoice).map { AuditedLine($0, of: invoice) }
    guard invoice.part == nil else { return lines }
    invoiceCount += 1
    lineCount += lines.count
    if invoice.contracts.isEmpty { uncompared.invoiceCountOutsideContracts += 1 }
    return lines
  }

  private mutating func finish(_ audit: inout ContractAudit) {
    audit.finish()
    findings += audit.findings
    uncompared.unpricedLineCount += audit.unpricedLineCount
    if audit.hasUseBesideFee, let contract = audit.contract {
      uncompared.contractsWithUseBesideFee.append(contract.terms.reference)
    }
  }
}

extension AuditFinding {
  /// The finding with what of its invoice is disputed; one of several invoices says so already.
  fileprivate func disputed(_ parts: [InvoiceID: DisputedPart]) -> AuditFinding {
    guard let invoice else { return self }
    var finding = self
    finding.dispute = parts[invoice]?.words
    return finding
  }

  fileprivate var order: (String, String, Int, String, Int, String) {
    (provider, contract ?? "", month?.number ?? 0, subject, line ?? 0, code.rawValue)
  }
}
