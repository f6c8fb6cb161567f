import Foundation
import Procurement
import Testing

/// Contracts on which reports contradicted each other: every report says the right thing.
struct FindingTests {
  /// All of them in one book, and what the reports say of each on its day.
  private static let answers = Result { () throws -> [String: [String: Answer]] in
    let book = try DealBook(Finding.all.map(\.deal))
    defer { book.remove() }
    return try Dictionary(uniqueKeysWithValues: Finding.all.map { ($0.name, try ask(book, $0)) })
  }

  private static func ask(_ book: DealBook, _ finding: Finding) throws -> [String: Answer] {
    let name = finding.deal.reference
    let day = try Day(parsing: finding.asOf)
    let commands = [
      "exposure": "report exposure --contract \(name)", "compare": "compare \(name)",
      "obligations": "report obligations --contract \(name)",
      "ratio": "report ratio --annualised --contract \(name)",
      "agenda": "agenda --within 400d --contract \(name)", "audit": "audit --contract \(name)",
      "spend": "report spend --by contract --contract \(name)",
    ]
    return try commands.mapValues { try book.report($0, asOf: day) }
  }

  private func rows(
    _ finding: Finding, _ report: String, _ section: String = "rows"
  ) throws -> [[String: Cell]] {
    try #require(try Self.answers.get()[finding.name]?[report])[section]
  }

  @Test(arguments: Finding.all)
  func exitsAreTheSameInEveryReport(finding: Finding) throws {
    let kinds = try rows(finding, "exposure", "exits").map {
      ($0.said("kind").split(separator: "_") + [$0.said("exit_on")[...]]).joined(separator: " ")
    }
    #expect(Set(kinds) == finding.exits)
    let owed = try rows(finding, "obligations").map { [$0.said("exit_on"), $0.said("total")] }
    #expect(owed == [finding.owed])
    let least = try rows(finding, "exposure").map {
      [$0.said("exit_on"), $0.said("cost_to_leave")]
    }
    #expect(least == [finding.owed])
    #expect(try rows(finding, "compare").map { $0.said("cost_to_leave") } == finding.owed.suffix(1))
  }

  @Test(arguments: Finding.all)
  func agendaListsWhatIsToCome(finding: Finding) throws {
    let dated = try rows(finding, "agenda").filter {
      $0.text("day") != nil && Standing.kinds.contains($0.said("kind"))
    }
    #expect(Set(dated.map { "\($0.said("kind")) \($0.said("day"))" }) == finding.agenda)
  }

  @Test(arguments: Finding.all)
  func runsWithItsFee(finding: Finding) throws {
    let fee = try #require(Int(finding.fee))
    let annual = try rows(finding, "ratio").map { $0.said("annualised") }
    #expect(annual == ["\(12 * fee).00"])
    let months = Standing(finding.deal, asOf: try Day(parsing: finding.asOf)).missingMonths
    #expect(Set(try rows(finding, "audit").map { $0.said("month") }) == months)
    let counts = try rows(finding, "spend").map { $0.said("missing_invoices") }
    #expect(counts == ["\(months.count)"])
  }

  /// F1 on its exit day, and a charge for days after it.
  @Test func noticeEndsTheContractOnItsExitDay() throws {
    var deal = try #require(Finding.all.first).deal
    deal.add(
      "invoices",
      [
        "number": "N-12", "billing_month": "2026-12", "issued_on": "2027-01-02",
        "currency": "USD", "sku": "gpu", "amount": "100000", "charge_category": "Purchase",
        "service_from": "2026-12-01", "service_to": "2026-12-31",
      ])
    let book = try DealBook([deal, Deal(["reference": "other", "effective_on": "2024-05-01"])])
    defer { book.remove() }
    let exit = try Day(parsing: "2026-11-30")
    for report in ["report ratio --annualised", "compare nimbus", "report obligations"] {
      let rows = try book.report(report, asOf: exit).rows
      #expect(rows.map { $0.said("contract") } == ["other"], "\(report)")
    }
    let later = try Day(parsing: "2027-01-15")
    let found = try book.report("audit", asOf: later).rows
    #expect(found.filter { $0.said("code") == "after_exit" }.map { $0.said("subject") } == ["N-12"])
    let missing = found.filter { $0.said("code") == "missing_month" }.map { $0.said("month") }
    #expect((missing.count, missing.max()) == (17, "2026-11"))
    let unbilled = try book.report("report unbilled", asOf: later).rows
      .filter { $0.said("contract") == deal.reference }
    #expect(unbilled.filter { $0.text("fee") != nil }.map { $0.said("month") }.max() == "2026-11")
  }
}
