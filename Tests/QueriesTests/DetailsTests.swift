import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

struct DetailsTests {
  private func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status
      spacex,c-1,anthropic,USD,active
      nebius,c-1,google,USD,active
      spacex,c-2,google,USD,active
      """)
    try ledger.add(
      .fees,
      """
      contract,provider,from_month,to_month,monthly_fee
      c-1,spacex,2026-05,2026-06,
      c-1,spacex,2026-07,2026-12,1250
      """)
    return ledger
  }

  private func details(
    _ ledger: borrowing TestBook, asOf: String = "2026-11-23"
  ) throws -> ContractDetails {
    try ContractDetails(
      in: ledger.book(provider: "spacex", contract: "c-1"), asOf: try day(asOf))
  }

  @Test(
    arguments: [
      ("c-1,total,325", "3.85"), ("c-1,total,325\nc-1,first,100", "3.85"),
      ("c-1,first,100\nc-1,second,25", "10.00"), ("c-1,first,100\nc-1,second,", nil),
      ("c-1,total,\nc-1,first,100", nil), ("c-1,total,0", nil),
    ])
  func dividesAFeeByTheAcceleratorsPromised(capacity: String, answer: String?) throws {
    let ledger = try ledger()
    let rows = capacity.split(separator: "\n").map { "spacex," + $0 }
    try ledger.add(
      .capacity,
      (["provider,contract,tranche,accelerator_count"] + rows).joined(separator: "\n"))
    #expect(try details(ledger).feePerAccelerator?.amount.description == answer)
    #expect(try details(ledger, asOf: "2026-06-30").feePerAccelerator == nil)
    #expect(try details(ledger, asOf: "2027-01-01").feePerAccelerator == nil)
  }

  /// Contracts of one reference have their own sums, also when they are asked for together.
  @Test func keepsContractsOfOneReferenceApart() throws {
    let ledger = try ledger()
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,total
      spacex,I-1,c-1,USD,2026-07,2026-07-31,1250
      nebius,I-2,c-1,USD,2026-07,2026-07-31,7
      """)
    let book = try ledger.book()
    let details = try ContractDetails.all(
      of: book.contracts, in: book, asOf: try day("2026-11-23"))
    let billed = Dictionary(
      uniqueKeysWithValues: details.map {
        ("\($0.file.provider)/\($0.file.reference)", $0.billed.map(\.value?.description))
      })
    #expect(billed == ["spacex/c-1": ["1250.00"], "nebius/c-1": ["7.00"], "spacex/c-2": []])
  }

  /// F17: days before 1970 are days like any other.
  @Test func showsServiceOfLongAgo() throws {
    let ledger = try ledger()
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,amount,service_from,service_to
      spacex,I-1,c-2,USD,2026-05,2026-05-31,5,1965-01-01,1965-12
      """)
    let invoice = try InvoiceDetails(number: "I-1", issuedIn: nil, in: ledger.book())
    #expect(invoice.lines.map { "\($0.booked.service?.label ?? "")" } == ["1965"])
  }

  @Test func showsAContractWhole() throws {
    let ledger = try ledger()
    try ledger.add(
      .events,
      """
      contract,provider,occurred_on,kind,summary
      c-1,spacex,2026-05-20,expanded,more sites
      """)
    try ledger.add(
      .deliveries,
      """
      provider,contract,site,accelerator_count,planned_on,delivered_on,status
      spacex,c-1,Hall 1,500,2026-08-31,,delivered
      spacex,c-1,Hall 2,7,,2026-09-01,delivered
      """)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,currency,total
      spacex,A-7,c-1,2026-07,2026-07-31,USD,1250
      spacex,A-8,c-1,2026-08,2026-08-31,USD,1000
      """)
    let details = try details(ledger)
    #expect(details.file.fees.map { $0.monthlyFee?.description ?? "-" } == ["-", "1250.00"])
    #expect(details.billed.map(\.words) == ["2250.00"])
    #expect(details.eventCount == 1)
    #expect(
      details.capacity.map { "\($0.kind) \($0.date?.description ?? "-") \($0.summary)" } == [
        "planned 2026-08-31 500 accelerators, Hall 1", "delivered - 500 accelerators, Hall 1",
        "delivered 2026-09-01 7 accelerators, Hall 2",
      ])
  }

  @Test(arguments: ["spacex", "Space Exploration", "SPX", "spx"])
  func showsAnOrganizationByAnyOfItsNames(name: String) throws {
    let ledger = try ledger()
    try ledger.add(
      .revenue,
      """
      organization,period_start,period_end,currency,amount,basis
      spacex,2025-01-01,2025-12-31,USD,18674,reported
      """)
    let details = try OrganizationDetails(named: name, what: "provider", in: ledger.book())
    #expect(details.slug == "spacex")
    #expect(details.aliases == ["SpX"])
    #expect(details.sells.map(\.reference) == ["c-1", "c-2"])
    #expect(details.buys.isEmpty)
    #expect(details.revenue.map(\.evidence.record) == ["revenue of spacex 2025, reported"])
  }

  @Test func showsAnInvoiceWithItsLinesAndPayments() throws {
    let ledger = try ledger()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,billing_month,issued_on,currency,line_no,sku,quantity,unit,unit_price,amount
      spacex,A-7,google,2026-07,2026-07-31,USD,1,gb300,744,gpu_hours,2.5,1860
      spacex,A-7,google,2026-07,2026-07-31,USD,2,egress,,,,0.1234567
      """)
    try ledger.add(
      .payments,
      """
      provider,number,reference,paid_on,amount
      spacex,A-7,P-2,2026-09-01,860
      spacex,A-7,P-1,2026-08,1000
      """)
    let invoice = try InvoiceDetails(number: "A-7", issuedIn: nil, in: ledger.book())
    #expect(invoice.booked.total.description == "1860.123457")
    #expect(
      invoice.lines.map { "\($0.booked.number) \($0.sku ?? "-") \($0.booked.amount)" }
        == ["1 gb300 1860.00", "2 egress 0.123457"])
    #expect(invoice.lines.last?.booked.exactAmount?.description == "0.1234567")
    #expect(
      invoice.payments.map {
        "\($0.paidOn) \($0.reference) \($0.evidence.amount?.description ?? "-")"
      }
        == ["2026-08 P-1 1000.00", "2026-09-01 P-2 860.00"])
  }

  /// A number may be of several providers, and come back in another year.
  @Test func asksWhichInvoiceOfANumberIsMeant() throws {
    let ledger = try ledger()
    try ledger.add(
      .invoices,
      """
      provider,number,buyer,billing_month,issued_on,currency,total
      spacex,7,google,2026-07,2026-07-31,USD,1
      spacex,7,google,2025-07,2025-07-31,USD,2
      nebius,7,google,2026-07,2026-07-31,USD,3
      """)
    let error = #expect(throws: UnknownNameError.self) {
      try InvoiceDetails(number: "7", issuedIn: nil, in: ledger.book())
    }
    #expect(
      error?.description
        == "invoice \"7\" may be nebius's of 2026 or spacex's of 2025 or spacex's of 2026;"
        + " say which")
    let ofYear = try InvoiceDetails(
      number: "7", issuedIn: 2025, in: ledger.book(provider: "spacex"))
    #expect("\(ofYear.booked.invoice.billingMonth) \(ofYear.booked.total)" == "2025-07 2.00")
    #expect(throws: UnknownNameError.self) {
      try InvoiceDetails(
        number: "7", issuedIn: 2024, in: ledger.book(provider: "spacex"))
    }
  }

  @Test(
    arguments: [
      ("SYN-ANTHROPIC-2026-7", "SYN-ANTHROPIC-2026-07"),
      ("syn-google-2026-10", "SYN-GOOGLE-2026-10"),
      ("SIN-GOOGLE-2026-10", "SYN-GOOGLE-2026-10"),
      ("ZYN-GOOGLE-2026-10", "SYN-GOOGLE-2026-10"),
      ("SYN-GOOGLE-x2026-10", "SYN-GOOGLE-2026-10"),
    ])
  func namesTheNearestInvoices(number: String, nearest: String) throws {
    let ledger = try TestBook.ofSamples()
    let error = #expect(throws: UnknownNameError.self) {
      try InvoiceDetails(number: number, issuedIn: nil, in: ledger.book())
    }
    #expect(error?.nearest.first == nearest)
  }

  @Test(arguments: ["", "%", "_%", "!", "x\u{1B}[31m"])
  func findsNoInvoiceOfAStrangeNumber(number: String) throws {
    let ledger = try TestBook.ofSamples()
    let error = #expect(throws: UnknownNameError.self) {
      try InvoiceDetails(number: number, issuedIn: nil, in: ledger.book())
    }
    #expect(error?.description.unicodeScalars.contains("\u{1B}") == false)
  }
}
