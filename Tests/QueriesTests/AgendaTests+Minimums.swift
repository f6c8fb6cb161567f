import Agenda
import Ledger
import Procurement
import Store
import TestLedger
import Testing

// Intervals of minimums, and claims of service credits.

extension AgendaTests {
  @Test func listsTheIntervalThatIsOpen() throws {
    let minimum = "contract,from,to,kind,minimum,interval\nc-1,2026-01,2026-12,spend,900,quarter"
    let invoices = """
      provider,number,contract,currency,billing_month,issued_on,due_on,amount
      spacex,I-1,c-1,USD,2026-04,2026-04-30,2027-01-01,100.001
      """
    #expect(
      try items(
        plain, asOf: "2026-05-15", kinds: [.milestone],
        [(.commitments, minimum), (.invoices, invoices)])
        == ["2026-06-30 milestone 596.66", "2026-09-30 milestone"])
  }

  @Test func tellsMinimumsOfSeveralKindsApart() throws {
    let ledger = try TestBook.of(contract: plain)
    try ledger.add(
      .commitments,
      """
      contract,from,to,kind,minimum,unit,interval,draw
      c-1,2026-01,2026-03,spend,100,,quarter,build_up
      c-1,2026-04,2026-12,spend,900,,quarter,burn_down
      c-1,2026-01,2026-12,usage,5000,gpu-hour,quarter,build_up
      """)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,quantity,unit,amount
      spacex,I-1,c-1,USD,2026-04,2026-04-30,3000,gpu-hour,100
      """)
    let items = try ledger.agenda("2026-05-15", kinds: [.milestone]).items
    #expect(
      items.map { "\($0.day) \($0.what)" } == [
        "2026-06-30 Unused part of the 900.00 USD prepaid expires; projected unused: 596.67 USD",
        "2026-06-30 Minimum of 5,000 gpu-hour is assessed; no shortfall projected",
        "2026-09-30 Unused part of the 900.00 USD prepaid expires; not started",
        "2026-09-30 Minimum of 5,000 gpu-hour is assessed; not started",
      ])
    #expect(
      items.map { place($0.evidence[0]) } == [
        "commitments.csv:3 (import 3)", "commitments.csv:4 (import 3)",
        "commitments.csv:3 (import 3)", "commitments.csv:4 (import 3)",
      ])
    #expect(Set(items.map(\.uid)).count == 4)
  }

  /// Before the first interval and in the last one there is one.
  @Test(
    arguments: [
      ("2025-12-01", ["2026-03-31 milestone"]), ("2026-12-01", ["2026-12-31 milestone"]),
    ])
  func listsTheIntervalsThatThereAre(asOf: String, expected: [String]) throws {
    let minimum = "contract,from,to,kind,minimum,interval\nc-1,2026-01,2026-12,spend,900,quarter"
    #expect(try items(plain, asOf: asOf, [(.commitments, minimum)]) == expected)
  }

  @Test func remembersAClaimFor90Days() throws {
    let sla = "contract,below,credit\nc-1,99,10"
    let outage = "contract,from,to\nc-1,2026-02-10,2026-02-12"
    let fees = "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,1000"
    func claims(_ asOf: String) throws -> [String] {
      let ledger = try TestBook()
      try ledger.add(
        .contracts,
        "provider,reference,buyer,currency,sla_claim_days\nspacex,c-1,anthropic,USD,30")
      for (kind, text) in [(RecordKind.sla, sla), (.outages, outage), (.fees, fees)] {
        try ledger.add(kind, text)
      }
      let agenda = try Agenda(
        in: ledger.book(), kinds: [.claimDeadline], asOf: day(asOf), through: day("2027-12-31"))
      return agenda.items.map {
        "\($0.day) \($0.amount?.description ?? "")" + ($0.isOverdue(on: agenda.asOf) ? "!" : "")
      }
    }
    #expect(try claims("2026-02-27") == [])
    #expect(try claims("2026-03-30") == ["2026-03-30 100.00"])
    #expect(try claims("2026-03-31") == ["2026-03-30 100.00!"])
    #expect(try claims("2026-06-28") == ["2026-03-30 100.00!"])
    #expect(try claims("2026-06-29") == [])
  }

  /// A credit whose fee is not disclosed can be claimed all the same.
  @Test func listsAClaimWhoseAmountIsNotKnown() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts, "provider,reference,buyer,currency,sla_claim_days\nspacex,c-1,anthropic,USD,30")
    try ledger.add(.sla, "contract,below,credit\nc-1,99,10")
    try ledger.add(.outages, "contract,from,to\nc-1,2026-02-10,2026-02-12")
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,")
    let items = try ledger.agenda("2026-03-05", kinds: [.claimDeadline]).items
    #expect(
      items.map(\.what) == [
        "Last day to claim the service credit for 2026-02; its amount is not known: fee of 2026-02 "
          + "not recorded"
      ])
    #expect(items.map(\.amount) == [nil])
  }
}
