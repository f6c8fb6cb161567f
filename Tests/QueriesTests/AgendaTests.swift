import Imports
import Procurement
import Queries
import Testing
import TestLedger

/// What must be done by when: contract c-1 of spacex and anthropic.
struct AgendaTests {
  private func items(
    _ terms: String, asOf: String, through last: String = "2040-12-31",
    kinds: [AgendaItem.Kind] = [], _ more: [(RecordKind, String)] = []
  ) throws -> [String] {
    let ledger = try Ledger()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,notice_days,notice_by,\
      auto_renewal_months,lock_in_months,payment_terms_days,status
      spacex,c-1,anthropic,USD,\(terms)
      """)
    for (kind, text) in more { try ledger.add(kind, text) }
    let agenda = try Agenda(
      .all, kinds: kinds, asOf: day(asOf), through: day(last), from: ledger.store)
    return agenda.items.map { item in
      "\(item.day) \(item.kind.rawValue)" + (item.isOverdue(on: agenda.asOf) ? "!" : "")
        + (item.amount.map { " \($0)" } ?? "")
    } + agenda.providersWithoutPayments.map { "no payments to \($0)" }
      + (agenda.undatedInvoices > 0 ? ["\(agenda.undatedInvoices) undated"] : [])
  }

  @Test(
    arguments: [
      // 90 days before 31 December.
      (
        "2026-01-01,2026-12-31,90,either,12,,,active", "2026-07-01",
        ["2026-10-02 last_notice", "2027-01-01 auto_renewal"]
      ),
      // The last day for notice is over; after the renewal there is another.
      (
        "2026-01-01,2026-12-31,90,buyer,12,,,active", "2026-10-03", ["2027-01-01 auto_renewal"]
      ),
      (
        "2026-01-01,2026-12-31,90,either,12,,,active", "2027-01-01",
        ["2027-10-02 last_notice", "2028-01-01 auto_renewal"]
      ),
      // A term that ends with a month goes on doing so; without a notice period, its last day.
      (
        "2026-01-01,2027-02-28,,,12,,,active", "2027-06-01",
        ["2028-02-29 last_notice", "2028-03-01 auto_renewal"]
      ),
      // Only the provider may give notice.
      ("2026-01-01,2026-12-31,90,provider,12,,,active", "2026-07-01", ["2027-01-01 auto_renewal"]),
      ("2026-01-01,2026-12,90,either,,,,active", "2026-07-01", ["2026-12-31 contract_end"]),
      ("2026-01-01,,90,either,12,,,active", "2026-07-01", []),
      ("2026-01-01,2026-12-31,90,either,12,,,terminated", "2026-07-01", []),
      ("2026-01-01,2026-12-31,90,either,,,,active", "2027-01-01", []),
      // Three months from the start; notice from 1 April on.
      (
        "2026-01-01,2026-12-31,90,either,,3,,active", "2026-03-01",
        ["2026-04-01 lock_in_end", "2026-12-31 contract_end"]
      ),
      ("2026-01-01,2026-12-31,90,either,,3,,active", "2026-04-02", ["2026-12-31 contract_end"]),
    ])
  func knowsTheDaysOfAContract(terms: String, asOf: String, expected: [String]) throws {
    #expect(try items(terms, asOf: asOf) == expected)
  }

  private let plain = "2026-01-01,,,,,,30,active"
  private let invoices = """
    provider,number,contract,currency,billing_month,issued_on,due_on,kind,credits,amount
    spacex,I-1,c-1,USD,2026-01,2026-02-01,2026-03-01,,,100
    spacex,I-2,c-1,USD,2026-02,2026-03-01,,,,200
    spacex,I-3,c-1,USD,2026-03,2026-04,,,,300
    spacex,C-2,c-1,USD,2026-02,2026-03-02,,credit_note,I-2,-50
    spacex,I-4,c-1,USD,2026-04,2026-05-01,2026-06-01,,,400
    """

  @Test func listsWhatIsToBePaid() throws {
    let payments = """
      provider,number,reference,paid_on,amount
      spacex,I-1,a,2026-02-10,60
      spacex,I-2,a,2026-03-10,150
      spacex,I-4,a,2026-06-20,400
      """
    // 40 of the first is open; the second is paid but for what was credited; what is paid later is not
    // paid yet.
    #expect(
      try items(plain, asOf: "2026-05-15", [(.invoices, invoices), (.payments, payments)])
        == ["2026-03-01 invoice_due! 40.00", "2026-06-01 invoice_due 400.00", "1 undated"])
  }

  @Test func takesNothingForOverdueWithoutPayments() throws {
    #expect(
      try items(plain, asOf: "2026-03-15", [(.invoices, invoices)])
        == ["2026-03-31 invoice_due 150.00", "no payments to spacex"])
    #expect(
      try items(plain, asOf: "2026-03-15", through: "2026-03-30", [(.invoices, invoices)])
        == ["no payments to spacex"])
  }

  @Test func listsCapacityThatIsNotAllThere() throws {
    let capacity = """
      contract,tranche,accelerator_count,due_on
      c-1,A,100,2026-02-01
      c-1,B,100,2026-03
      c-1,C,100,2026-06-01
      c-1,D,100,
      """
    let deliveries = """
      contract,tranche,accelerator_count,delivered_on,status
      c-1,A,100,2026-02-05,delivered
      c-1,B,50,2026-03-05,delivered
      """
    #expect(
      try items(plain, asOf: "2026-04-01", [(.capacity, capacity), (.deliveries, deliveries)])
        == ["2026-03-31 delivery_due!", "2026-06-01 delivery_due"])
  }

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
        == ["2026-06-30 milestone 596.66", "no payments to spacex"])
  }

  @Test func remembersAClaimFor90Days() throws {
    let sla = "contract,below,credit\nc-1,99,10"
    let outage = "contract,from,to\nc-1,2026-02-10,2026-02-12"
    let fees = "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-12,1000"
    func claims(_ asOf: String) throws -> [String] {
      let ledger = try Ledger()
      try ledger.add(
        .contracts,
        "provider,reference,buyer,currency,sla_claim_days\nspacex,c-1,anthropic,USD,30")
      for (kind, text) in [(RecordKind.sla, sla), (.outages, outage), (.fees, fees)] {
        try ledger.add(kind, text)
      }
      let agenda = try Agenda(
        .all, asOf: day(asOf), through: day("2027-12-31"), from: ledger.store)
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

  @Test func namesTheSameThingTheSameWay() throws {
    func identifiers(_ due: String, _ amount: String) throws -> [String] {
      let ledger = try Ledger()
      try ledger.add(
        .invoices,
        """
        provider,number,buyer,currency,billing_month,issued_on,due_on,amount
        spacex,I-1,anthropic,USD,2026-01,2026-02-01,\(due),\(amount)
        spacex,I-1,anthropic,USD,2027-01,2027-02-01,\(due),\(amount)
        """)
      return try Agenda(
        .all, asOf: day("2027-02-01"), through: day("2028-12-31"), from: ledger.store
      ).items.map(\.uid)
    }
    let first = try identifiers("2027-05-01", "5")
    #expect(Set(first).count == 2)
    #expect(try Set(identifiers("2027-06-01", "6")) == Set(first))
  }
}
