package import Audit
package import Ledger
package import Procurement
package import Rendering

extension ReportOutline {
  /// `offtake audit`.
  package static let audit = ReportOutline(
    "audit", AuditFinding.table.outline(),
    AuditFinding.acceptedTable.outline("With `--accepted`."), FindingSum.table.outline(),
    FindingEvidence.table.outline("With `--explain`."))
}

extension Report {
  /// What does not agree, and how much of it there is.
  ///
  /// `showsAccepted` says whether what was accepted follows, `isExplained` whether the rows do.
  package init(
    _ audit: AuditReport, showsAccepted: Bool, isExplained: Bool,
    in choice: CurrencyChoice? = nil, on day: Day? = nil, parameters: [Parameter]
  ) {
    let accepted = showsAccepted ? audit.accepted : []
    self.init(
      .audit, title: "Invoices checked against contracts, deliveries and payments",
      basis:
        "\(audit.invoiceCount) invoices with \(audit.lineCount) lines, issued by the as-of day"
        + CurrencyNotes.basis(choice, of: day),
      parameters: parameters,
      sections: [
        AuditFinding.table.section(audit.findings),
        AuditFinding.acceptedTable.section(ifAny: accepted),
        FindingSum.table.section(ifAny: FindingSum.all(audit.findings)),
        isExplained
          ? FindingEvidence.table.section(
            FindingEvidence.all(audit.findings + accepted)) : nil,
      ],
      notes: CurrencyNotes.notes((audit.findings + accepted).compactMap(\.currency))
        + audit.notes(showsAccepted: showsAccepted))
  }

  /// What an import of kind `acceptances` reads to accept a finding.
  package init(accepting finding: AuditFinding, why: String) {
    let table = Table<AuditFinding> {
      Column("provider", \.provider)
      Column("code", \.code.rawValue)
      Column("subject", \.subject)
      Column("facts", \.factsDigest)
      Column("why") { _ in why }
    }
    self.init(
      name: "acceptances", title: "Accepted findings", sections: [table.section([finding])])
  }
}

extension AuditReport {
  /// If there are no findings, of which kinds and how many invoices: `findings in 9 invoices with 12 lines`,
  /// `findings of fee_differs in 9 invoices with 12 lines`; without `codes` of all kinds.
  package func summary(of codes: [AuditCode]) -> String {
    let kinds = codes.isEmpty ? "" : " of " + codes.map(\.rawValue).joined(separator: ", ")
    return "findings\(kinds) in \(invoiceCount) invoices with \(lineCount) lines"
      + (accepted.isEmpty ? "" : "; \(accepted.count) accepted")
  }

  /// What is not known, not compared and not shown.
  package func notes(showsAccepted: Bool) -> [String] {
    let unknown = providersWithoutPayments
    return
      (unknown.isEmpty
      ? []
      : [
        "no payments to \(unknown.joined(separator: ", ")) are recorded; overdue invoices are not known"
      ]) + uncompared.notes
      + (accepted.isEmpty || showsAccepted
        ? [] : ["\(accepted.count) more were accepted; --accepted shows them"])
  }
}

extension AuditReport.Uncompared {
  fileprivate var notes: [String] {
    let (lines, invoices) = (unpricedLineCount, invoiceCountOutsideContracts)
    return [
      lines == 0
        ? nil
        : "\(lines) line\(lines == 1 ? "" : "s") of usage could not be compared with a price: the contract "
          + "fixes none",
      invoices == 0
        ? nil
        : "\(invoices) invoice\(invoices == 1 ? "" : "s") without a contract could not be compared with terms",
      contractsWithUseBesideFee.isEmpty
        ? nil
        : "usage billed beside the fee of \(contractsWithUseBesideFee.joined(separator: ", ")) has no charge "
          + "category; it was identified by its amount",
    ].compactMap { $0 }
  }
}

extension AuditFinding {
  fileprivate static let table = Table<AuditFinding> { columns }

  fileprivate static let acceptedTable = Table<AuditFinding>("accepted", title: "Accepted") {
    columns
    Column("why", \.acceptedWhy)
  }

  @ColumnBuilder<AuditFinding> private static var columns: [Column<AuditFinding>] {
    Column("code", \.code.rawValue).key
    Column("severity", \.severity.rawValue).key
      .toned(.words(["high": .alarm, "medium": .caution]))
    Column("provider", \.provider).detail
    Column("contract", \.contract)
    Column("subject", meaning: "The invoice, or the contract and the month or item.", \.subject).key
    Column("line", meaning: "Of the invoice.", \.line)
    Column("month", \.month).detail
    Column("currency", \.currency).key
    Column("expected", \.expected)
    Column("billed", \.billed)
    Column("variance", meaning: "Billed less expected.", \.variance?.total).key
    Column("price_part", \.variance?.price).detail
    Column("quantity_part", \.variance?.quantity).detail
    Column("cross_part", meaning: "The joint effect of price and quantity.", \.variance?.cross)
      .detail
    Column("arithmetic_part", \.variance?.arithmetic).detail
    Column("found", \.found).key
    Column("dispute", meaning: "The part of the invoice in dispute on the as-of day.", \.dispute)
      .detail
    Column("action", meaning: "What to do.", \.action)
  }
}

/// A finding and a row that it comes from.
private struct FindingEvidence {
  let finding: AuditFinding
  let evidence: Evidence?

  /// Each finding with its own row, with the row of the terms that it is compared with, and with the rates that
  /// convert it.
  static func all(_ findings: [AuditFinding]) -> [FindingEvidence] {
    findings.flatMap { finding in
      [FindingEvidence(finding: finding, evidence: finding.evidence)]
        + (finding.basis.map { [FindingEvidence(finding: finding, evidence: $0)] } ?? [])
        + (finding.conversion?.evidence ?? []).map {
          FindingEvidence(finding: finding, evidence: $0)
        }
    }
  }

  static let table = Table<FindingEvidence>("explanation", title: "How each finding was determined")
  {
    Column("subject", \.finding.subject).key
    Column("code", \.finding.code.rawValue).key
    Column("formula", \.finding.formula).key
    Column("record", \.evidence?.record)
    Column("recorded_at", meaning: "File, line and import.", \.evidence?.place).key
    Column("source", \.evidence?.source)
    Column("facts", meaning: "The digest of the facts behind it.", \.finding.factsDigest).detail
  }
}

/// How many findings of a kind there are in a currency, and what they come to.
private struct FindingSum {
  let code: AuditCode
  let currency: Currency?
  let findings: [AuditFinding]
  /// The sum of the variances; `nil` if no finding has one.
  let variance: Figure<Money>?

  static func all(_ findings: [AuditFinding]) -> [FindingSum] {
    Dictionary(grouping: findings) { [$0.code.rawValue, $0.currency?.code ?? ""] }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { FindingSum(findings: $1, of: $1[0]) }
  }

  private init(findings: [AuditFinding], of first: AuditFinding) {
    code = first.code
    currency = first.currency
    self.findings = findings
    variance = findings.sumOfVariances
  }

  static let table = Table<FindingSum>("summary", title: "By kind") {
    Column("code", \.code.rawValue).key
    Column("severity", \.findings[0].severity.rawValue)
    Column("currency", \.currency).key
    Column("findings", \.findings.count).key
    Column("variance", meaning: "The sum of the findings' variances.", \.variance).key
  }
}
