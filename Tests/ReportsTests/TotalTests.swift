import Ledger
import Procurement
import Queries
import Rendering
import Reports
import Store
import TestLedger
import Testing

/// Totals below several rows of one currency.
struct TotalTests {
  private let asOf = "2026-11-23"

  private func obligations(
    _ ledger: borrowing TestBook, by dimension: ObligationDimension
  ) throws -> Report {
    let asOf = try day(asOf)
    return try Report(
      PurchaseObligation.all(in: ledger.book(), asOf: asOf, convention: .months), by: dimension,
      years: PurchaseObligation.years(asOf: asOf, startingIn: .january), isExplained: false,
      parameters: [])
  }

  private func exposure(_ ledger: borrowing TestBook) throws -> Report {
    try Report(
      ExitExposure.all(in: ledger.book(), asOf: day(asOf), convention: .months),
      convention: .months, isExplained: false, parameters: [])
  }

  private func cells(_ name: String, of report: Report, total: Bool = false) throws -> [Cell] {
    let section = report.sections[0]
    let place = try #require(section.columns.firstIndex { $0.name == name })
    return total ? section.totals.map { $0[place] } : section.rows.map { $0[place] }
  }

  private func units(_ cells: [Cell]) -> Int64 {
    cells.reduce(0) { if case .money(let money) = $1 { $0 + money.units } else { $0 } }
  }

  /// Contracts, providers and the currency have one total.
  @Test(arguments: ["year_1", "thereafter", "total"])
  func ofObligationsIsTheRowOfTheirCurrency(column: String) throws {
    let ledger = try TestBook.ofSamples()
    let all = try cells(column, of: obligations(ledger, by: .currency))
    #expect(all.count == 1)
    #expect(try cells(column, of: obligations(ledger, by: .contract), total: true) == all)
    #expect(try cells(column, of: obligations(ledger, by: .provider), total: true) == all)
    #expect(try cells("total", of: obligations(ledger, by: .currency), total: true) == [])
  }

  @Test func ofExposureIsTheSumOfWhatIsShown() throws {
    let report = try exposure(TestBook.ofSamples())
    let shown = try cells("cost_to_leave", of: report)
    #expect(units(shown) > 0)
    #expect(
      try units(cells("cost_to_leave", of: report, total: true)) == units(shown))
    let unknown = shown.count { if case .unavailable = $0 { true } else { false } }
    #expect(
      report.notes.contains(
        "the USD total leaves out \(unknown) contracts whose cost to leave is n/a"))
  }

  /// Undefined is not zero; one row is its own total.
  @Test func isNotZeroWhereNothingIsKnown() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,signed_on
      spacex,c-1,google,USD,active,2026-07-01
      spacex,c-2,google,USD,active,2026-07-01
      spacex,c-3,google,EUR,active,2026-07-01
      """)
    let none = Cell.unavailable(Unavailable(.notRecorded, "none known"))
    let (exposure, obligations) = (
      try exposure(ledger), try obligations(ledger, by: .contract)
    )
    #expect(try cells("cost_to_leave", of: exposure, total: true) == [none])
    #expect(try cells("currency", of: exposure, total: true) == [.text("USD")])
    #expect(try cells("total", of: obligations, total: true) == [none])
    #expect(!exposure.notes.contains { $0.contains("total leaves out") })
  }
}
