import Foundation
import Ledger
import Procurement
import Queries
import Rendering
import Reports
import Store
import TestLedger
import Testing

/// Answers about the public deals of `samples`, laid out.
struct ReportTests {
  private func lines(_ report: Report) -> [String] {
    TableText.text(report, .wide).split(separator: "\n").map(String.init)
  }

  private func csv(_ report: Report) -> [String] {
    CSVText.text(report, isRaw: false).split(separator: "\n").map(String.init)
  }

  @Test func listsSpend() throws {
    let ledger = try TestBook.ofSamples()
    let spend = try SpendReport(
      by: [.contract], in: ledger.book(provider: "spacex"), window: nil,
      asOf: try day("2026-11-23"))
    #expect(
      TableText.text(
        try Report(spend, parameters: [Report.Parameter("as_of", "2026-11-23")]), .wide) == """
          Spend by contract
          billed, by the invoice's billing month, net of tax; as_of 2026-11-23

          contract                     currency            amount   tax  lines  missing invoices
          ---------------------------  --------  ----------------  ----  -----  ----------------
          anthropic-spacex-colossus    USD       5,000,000,000.00  0.00      4                 2
          google-spacex-colossus       USD         920,000,000.00  0.00      1                 4
          reflection-spacex-colossus2  USD         600,000,000.00  0.00      4                 0
          ---------------------------  --------  ----------------  ----  -----  ----------------
          total                        USD       6,520,000,000.00  0.00      9                 6

          Note: Missing invoices, not counted as zero: anthropic-spacex-colossus 2026-05..2026-06 \
          (fee not disclosed), google-spacex-colossus 2026-06..2026-09 (fee not disclosed)

          """)
  }

  @Test func laysAPivotOutAndTellsMissingFromNothing() throws {
    let ledger = try TestBook.ofSamples()
    let spend = try SpendReport(
      by: [.month, .buyer], in: ledger.book(provider: "spacex"),
      window: try months("2026-06..2026-07"), asOf: try day("2026-11-23"))
    let report = try Report(spend, parameters: [])
    #expect(
      csv(report) == [
        "month,currency,anthropic,anthropic_reason,google,google_reason,reflection-ai,"
          + "reflection-ai_reason,total,total_reason,tax,tax_reason",
        "2026-06,USD,,no invoice,,no invoice,,,,no invoice,,",
        "2026-07,USD,1250000000.00,,,no invoice,150000000.00,,1400000000.00,,0.00,",
      ])
    #expect(lines(report).contains { $0.hasPrefix("total    USD") })
  }

  /// SKUs that are called as the report's own columns are, or look like a formula.
  @Test func keepsThePivotsOwnColumnsApartFromKeys() throws {
    let ledger = try TestBook()
    let names = ["total", "currency", "month", "x", "x_reason", "=cmd()", "gb_300"]
    let rows = names.enumerated().map {
      "spacex,\($0),google,2026-07,2026-07-31,USD,\($1),\($0 + 1)"
    }
    try ledger.add(
      .invoices,
      (["provider,number,buyer,billing_month,issued_on,currency,sku,total"] + rows)
        .joined(separator: "\n"))
    let spend = try SpendReport(
      by: [.month, .sku], in: ledger.book(), window: nil, asOf: try day("2026-11-23"))
    let report = try Report(spend, parameters: [])
    let columns = report.sections[0].columns.map(\.name)
    #expect(Set(columns).count == columns.count)
    #expect(columns.contains("total (sku)"))
    #expect(csv(report)[0].contains(",'=cmd(),"))
    #expect(lines(report)[2].contains("gb_300"))
    let json = try JSONSerialization.jsonObject(with: Data(JSONText.text(report).utf8))
    let sections = (json as? [String: Any])?["sections"] as? [[String: Any]]
    let row = try #require((sections?[0]["rows"] as? [[String: Any]])?.first)
    #expect(row["total"] as? String == "28.00")
    #expect(row["total (sku)"] as? String == "1.00")
    #expect(row["currency"] as? String == "USD")
    #expect(row["x_reason (sku)"] as? String == "5.00")
  }

  @Test func laysRatiosOut() throws {
    let ledger = try TestBook.ofSamples()
    let question = SpendRatio.Question(
      side: .provider, grain: .quarter,
      window: try months("2026Q2..2026Q3"), bases: [.reported, .estimate],
      asOf: try day("2026-11-23"))
    let ratios = try SpendRatio.all(question, in: ledger.book(provider: "spacex"))
    let report = Report(
      ratios, question,
      explanations: try SpendRatio.explanations(of: ratios, question, in: ledger.book()),
      parameters: [])
    #expect(report.title == "Spend over the provider's revenue, by quarter")
    #expect(report.basis == "billed, by the invoice's billing month, net of tax")
    #expect(
      csv(report).prefix(3) == [
        "provider,buyer,contract,period,currency,spend,spend_reason,tax,tax_reason,revenue,"
          + "revenue_reason,revenue_basis,share,share_reason",
        "spacex,anthropic,(all),2026Q2,USD,,no invoices,,,7814000000.00,,reported,,no invoices",
        "spacex,anthropic,(all),2026Q3,USD,3750000000.00,,0.00,,,missing,,,revenue missing",
      ])
    let figures = Set(report.sections[1].rows.map { $0[0] })
    #expect(figures == Set(ratios.map { .text($0.figure) }))
    #expect(
      csv(try report.only("explanation")).contains {
        $0.contains("revenue of spacex 2026Q2") && $0.contains("sec.gov")
      })
  }

  @Test func laysAnnualisedFeesOutWithTheirTotal() throws {
    let ledger = try TestBook.ofSamples()
    let rows = try AnnualisedFee.all(
      AnnualisedFee.Question(
        side: .provider,
        revenues: [.year(try months("2025"))], bases: [.reported], asOf: try day("2026-11-23")),
      in: ledger.book(provider: "spacex"))
    let report = try Report(
      rows, of: .provider, explanations: rows.map(\.explanation), parameters: [])
    let total = try #require(lines(report).first { $0.hasPrefix("total of known fees") })
    #expect(total.contains("27,840,000,000.00"))
    #expect(total.hasSuffix("149.1 %"))
    #expect(
      report.sections[1].rows.filter { $0[1] != .empty && $0[3] == .empty }.count == rows.count)
  }

  @Test func laysExposureOutWithItsConvention() throws {
    let ledger = try TestBook.ofSamples()
    let exposures = try ExitExposure.all(
      in: ledger.book(provider: "spacex"), asOf: try day("2026-11-23"), convention: .months)
    let report = try Report(exposures, convention: .months, isExplained: true, parameters: [])
    #expect(report.basis?.contains("months (30 days of notice = 1 monthly fee)") == true)
    let row = try #require(csv(report).first { $0.hasPrefix("anthropic-spacex-colossus") })
    #expect(
      row.contains(
        "USD,45000000000.00,,estimate,1250000000.00,,\"90 days, either\",2026-08-02,,2027-02-21,,"
          + "3750000000.00,,0.083333,,43750000000.00,,0.085714,"))
    let unknown = try #require(csv(report).first { $0.hasPrefix("undisclosed-spacex-2026-07") })
    #expect(unknown.contains("exit terms not known"))
    #expect(
      report.notes.contains {
        $0.contains("anthropic-spacex-colossus: the lock-in counts from the signing, 2026-05-03")
      })
    #expect(
      Set(report.sections[2].rows.map { $0[0] })
        == Set(exposures.map { .text($0.contract.reference) }))
  }

  @Test func saysWhichDayAPartialDateWasTakenFor() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,effective_on,ends_on,notice_days,notice_by,\
      lock_in_months
      spacex,c-1,google,USD,active,2026-07,2028-12,90,buyer,3
      spacex,c-2,google,USD,active,2026-07-01,2026-12,90,buyer,
      """)
    let exposures = try ExitExposure.all(
      in: ledger.book(), asOf: try day("2026-11-23"), convention: .days)
    let report = try Report(exposures, convention: .days, isExplained: false, parameters: [])
    #expect(
      Array(report.notes) == [
        "c-1: the lock-in counts from the effective date, 2026-07, taken as its first day",
        "c-1: the term ends 2028-12, taken as its last day",
        "c-2: the term ends 2026-12, taken as its last day",
      ])
  }

  @Test func laysAHistoryOut() throws {
    let ledger = try TestBook.ofSamples()
    let entries = try History.all(in: ledger.book(provider: "spacex"), window: nil)
    let report = try Report(
      historyOf: "spacex", in: ledger.book(provider: "spacex"), window: nil, parameters: [])
    #expect(report.sections[0].rows.count == entries.count)
    #expect(report.notes.first?.hasPrefix("a dispute shows both figures") == true)
    #expect(lines(report).contains { $0.contains("S-1: fee through May 2029 | Musk 2026-05-28") })
  }

  @Test func laysOneThingOutWhole() throws {
    let ledger = try TestBook.ofSamples()
    let contract = Report(
      try ContractDetails(
        in: ledger.book(contract: "anthropic-spacex-colossus"),
        asOf: try day("2026-11-23")), parameters: [])
    #expect(
      lines(contract).contains {
        $0.hasPrefix("monthly_fee_per_accelerator") && $0.hasSuffix("3,846.15")
      })
    #expect(lines(contract).contains { $0.contains("n/a (not disclosed)") })
    let provider = Report(
      try OrganizationDetails(named: "spacex", what: "provider", in: ledger.book()),
      parameters: [])
    #expect(provider.sections.map(\.name) == ["rows", "sells", "revenue"])
    let invoice = Report(
      try InvoiceDetails(
        number: "SYN-GOOGLE-2026-10", issuedIn: nil, in: ledger.book()), parameters: [])
    #expect(invoice.sections.map(\.name) == ["rows", "lines"])
    for report in [contract, provider, invoice] {
      _ = try JSONSerialization.jsonObject(with: Data(JSONText.text(report).utf8))
    }
  }

  /// Each figure of spend can be opened: its rows add up to it.
  @Test func opensSpendUp() throws {
    let ledger = try TestBook.ofSamples()
    let spend = try SpendReport(
      by: [.buyer], in: ledger.book(provider: "spacex"), window: nil, asOf: try day("2026-11-23"))
    let report = try Report(
      spend, explanations: try spend.explanations(in: ledger.book()), parameters: [])
    let figures = Set(report.sections[1].rows.map { $0[0] })
    #expect(figures.count == spend.groups.count)
    #expect(lines(report).contains { $0.contains("spend = sum of 4 amounts = 5000000000.00") })
  }
}
