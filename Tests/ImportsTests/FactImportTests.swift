import Imports
import Store
import Testing

/// What holds for one kind and no other, invoices apart.
struct FactImportTests {
  @Test(
    arguments: [
      ("NMB-1,2026-06,2026-08", "2026-06 to 2026-08"), ("NMB-1,2026-12,", "2026-12 on"),
      ("NMB-1,2025-01,", "2025-01 on"), ("NMB-1,2025-01,2026-01", "2025-01 to 2026-01"),
    ])
  func refusesAFeeThatOverlapsAnother(row: String, months: String) throws {
    let header = "contract,from_month,to_month\n"
    let known = "NMB-1,2026-01,2026-12"
    let text = { (place: String) in
      "has a fee for \(months), and \(place) has one for 2026-01 to 2026-12; a contract has one fee"
        + " in a month"
    }
    let fixture = try Fixture()
    #expect(
      try fixture.refusals(.fees, header + known + "\n\(row)\nNMB-1,2027-13,\n") == [
        "in.csv:3: \(text("line 2"))",
        "in.csv:4: from_month \"2027-13\" has a month that is not 01 to 12",
      ])
    try fixture.take(.fees, header + known, as: "fees.csv")
    let refusals = try fixture.refusals(.fees, header + row)
    #expect(
      refusals.map { $0.replacing(/\(\/[^)]*\//, with: "(") }
        == ["in.csv:2: \(text("import 3 (fees.csv:2)"))"])
  }

  @Test func takesFeesOfMonthsThatTouch() throws {
    let fixture = try Fixture()
    try fixture.take(
      .fees,
      """
      contract,provider,from_month,to_month,monthly_fee
      NMB-1,,2026-02,2026-12,1
      NMB-1,,2027-01,,0
      NMB-1,,2026-01,2026-01,
      CRV-7,,2026-01,,5
      """)
    #expect(
      try fixture.rows("SELECT from_month, to_month, monthly_fee_units FROM fee_schedule") == [
        "2026-02|2026-12|1000000", "2027-01|-|0", "2026-01|2026-01|-", "2026-01|-|5000000",
      ])
  }

  @Test(
    arguments: [
      (
        RecordKind.fees, "contract,from_month,to_month,monthly_fee,currency",
        "NMB-1,2026-02,2026-01,,",
        "to_month \"2026-01\" is before from_month"
      ),
      (
        .fees, "contract,from_month,monthly_fee", "NMB-1,2026-02,-1",
        "monthly_fee \"-1\" is negative; give 0 or more"
      ),
      (
        .contracts, "provider,reference,buyer,currency,sla_cap_percent",
        "nimbus,N-9,lumen,USD,101",
        "sla_cap_percent \"101\" is not a percentage from 0 to 100; write 10 for a tenth"
      ),
      (
        .contracts, "provider,reference,buyer,currency,tolerance", "nimbus,N-9,lumen,USD,-1",
        "tolerance \"-1\" is negative; differences are compared without their sign"
      ),
      (
        .prices, "contract,sku,from_month,to_month,unit,unit_price",
        "NMB-1,h100,2026-02,2026-01,hour,1", "to_month \"2026-01\" is before from_month"
      ),
      (
        .prices, "contract,sku,from_month,unit,unit_price", "NMB-1,h100,2026-02,hour,-1",
        "unit_price \"-1\" is negative; give 0 or more"
      ),
      (
        .terminationFees, "contract,from,to,fee", "NMB-1,2026-02-02,2026-02-01,1",
        "to \"2026-02-01\" is before from"
      ),
      (
        .terminationFees, "contract,from,fee", "NMB-1,2026-02-02,-1",
        "fee \"-1\" is negative; give 0 or more"
      ),
      (
        .terminationFees, "contract,from,fee", "NMB-1,2026-02-02,",
        "has neither fee nor remaining_percent; write 0 if leaving is free"
      ),
      (
        .sla, "contract,below,credit", "NMB-1,100.1,10",
        "below \"100.1\" is not a percentage from 0 to 100; write 10 for a tenth"
      ),
      (
        .outages, "contract,from,to", "NMB-1,2026-02-02T10:00Z,2026-02-02T10:00:00Z",
        "to \"2026-02-02T10:00:00Z\" is not after from; it is the first moment after the outage"
      ),
      (
        .outages, "contract,from", "NMB-1,2026-02-02 10:00",
        "from \"2026-02-02 10:00\" is not a time; write 2026-05-03T14:00Z, in UTC, or a day for its "
          + "start"
      ),
      (
        .acceptances, "provider,code,subject,facts,why", "nimbus,fee_differs,N-1,abc,agreed",
        "facts \"abc\" is not a SHA-256 of 64 hexadecimal digits, as the audit prints it"
      ),
      (
        .fees, "contract,from_month,currency", "NMB-1,2026-02,EUR",
        "currency \"EUR\" is not USD, the currency of contract NMB-1"
      ),
      (
        .fees, "contract,from_month", "NMB-1,2026",
        "from_month \"2026\" is not a month; write it as 2026-05"
      ),
      (
        .events, "contract,occurred_on,kind,summary,subject,figure", "NMB-1,2026,dispute,x,a,b",
        "other_figure has no column, but is required: For a dispute: the other figure."
      ),
      (
        .events, "contract,occurred_on,kind,summary,subject,figure,other_figure",
        "NMB-1,2026,dispute,x,,b,c",
        "subject is empty, but is required: For a dispute: what is disputed."
      ),
      (
        .events, "contract,occurred_on,kind,summary,figure", "NMB-1,2026,signed,x,b",
        "figure \"b\" belongs to events of kind dispute only"
      ),
      (
        .events, "contract,occurred_on,kind,summary,effective_on", "NMB-1,2026-05,notice,x,2026-04",
        "effective_on \"2026-04\" is before occurred_on; notice ends a contract later"
      ),
      (
        .contracts, "provider,reference,buyer,currency,notice_days,notice_months",
        "nimbus,N-9,lumen,USD,90,3",
        "notice_months \"3\" cannot be combined with notice_days; give one of them"
      ),
      (
        .contracts, "provider,reference,buyer,currency,renewal_notice_days,renewal_notice_months",
        "nimbus,N-9,lumen,USD,0,0",
        "renewal_notice_months \"0\" cannot be combined with renewal_notice_days; give one of them"
      ),
      (
        .contracts, "provider,reference,buyer,currency,notice_to", "nimbus,N-9,lumen,USD,week_end",
        "notice_to \"week_end\" is not one of any_day, month_end, quarter_end, year_end"
      ),
      (
        .commitments, "contract,from,to,kind,minimum,interval", "NMB-1,2026,2026,usage,1,year",
        "unit has no column, but is required: For usage: what the quantity counts."
      ),
      (
        .commitments, "contract,from,to,kind,minimum,interval,unit",
        "NMB-1,2026,2026,spend,1,year,hour",
        "unit \"hour\" belongs to commitments of kind usage only"
      ),
      (
        .commitments, "contract,from,to,kind,minimum,interval", "NMB-1,2027,2026,spend,1,year",
        "to \"2026\" is before from"
      ),
      (
        .commitments, "contract,from,to,kind,minimum,interval", "NMB-1,2026,2026,spend,0,year",
        "minimum \"0\" is not above zero"
      ),
      (
        .commitments, "contract,from,to,kind,minimum,interval",
        "NMB-1,2026,2026,spend,0.0000001,year",
        "minimum \"0.0000001\" has more than 6 decimals, the most kept for USD"
      ),
      (
        .commitments, "contract,from,to,kind,minimum,interval,carry_forward_cap",
        "NMB-1,2026,2026,spend,1,year,5", "carry_forward_cap \"5\" needs carry_forward to be yes"
      ),
      (
        .commitments, "contract,from,to,kind,minimum,interval,draw,carry_forward",
        "NMB-1,2026,2026,spend,1,year,burn_down,yes",
        "carry_forward \"yes\" cannot be combined with burn_down: the rest of a pool expires"
      ),
      (
        .commitments, "contract,from,to,kind,minimum,interval,unit,carry_forward,carry_forward_cap",
        "NMB-1,2026,2026,usage,1,year,hour,yes,-5",
        "carry_forward_cap \"-5\" is negative; give 0 or more"
      ),
      (
        .commitments, "contract,from,to,kind,minimum,interval,unit",
        "NMB-1,2026,2026,usage,10000000000000000000000000000,year,hour",
        "minimum \"10000000000000000000000000000\" is too large to be kept exactly"
      ),
      (
        .commitments, "contract,from,to,kind,minimum,interval,unit",
        "NMB-1,2026,2026,usage,1000000000000000000,year,hour",
        "minimum \"1000000000000000000\" is too large to be kept exactly"
      ),
      (
        .prices, "contract,sku,from_month,unit,unit_price",
        "NMB-1,gpu,2026-01,hour,1000000000000000000.000000000000000001",
        "unit_price \"1000000000000000000.000000000000000001\" is too large to be kept exactly"
      ),
      (
        .deliveries, "provider,tranche,site,status", "nimbus,,,delivered",
        "has neither tranche nor site; give one of them"
      ),
      (
        .deliveries, "provider,contract,site,status", ",,Memphis,delivered",
        "provider is empty, but is required: Who delivers; required if no contract is named."
      ),
      (
        .deliveries, "provider,site,status,delivered_on", "nimbus,Memphis,planned,2026",
        "status \"planned\" is planned, but delivered_on or accepted_on is given"
      ),
      (
        .deliveries, "provider,contract,site,status", "corvid,NMB-1,Memphis,planned",
        "contract \"NMB-1\" is not known; it is a contract of nimbus, not of corvid"
      ),
      (
        .contracts, "provider,reference,buyer,currency", "nimbus,X,Nimbus Cloud,USD",
        "buyer \"Nimbus Cloud\" is also the provider; a contract has two parties"
      ),
      (
        .contracts, "provider,reference,buyer,currency,effective_on,ends_on",
        "nimbus,X,lumen,USD,2026-06,2026-05", "ends_on \"2026-05\" is before effective_on"
      ),
      (
        .contracts, "provider,reference,buyer,currency,lock_in_months,lock_in_until",
        "nimbus,X,lumen,USD,3,2026-05-01",
        "lock_in_until \"2026-05-01\" cannot be combined with lock_in_months; give one of them"
      ),
      (
        .contracts, "provider,reference,buyer,currency", "nimbus,nmb-1,lumen,USD",
        "reference \"nmb-1\" is stored already as \"NMB-1\"; write it the same way"
      ),
      (
        .revenue, "organization,period_start,period_end,currency,amount,basis",
        "lumen,2026,2025-12,USD,1,reported", "period_end \"2025-12\" is before period_start"
      ),
      (
        .fx, "day,base,quote,rate", "2026-10-30,EUR,eur,1",
        "quote \"eur\" is also the base; a rate is between two currencies"
      ),
      (.fx, "day,base,quote,rate", "2026-10-30,EUR,USD,-1", "rate \"-1\" is not above zero"),
    ])
  func refuses(kind: RecordKind, header: String, row: String, refusal: String) throws {
    #expect(
      try Fixture().refusals(kind, header + "\n" + row + "\n") == ["in.csv:2: \(refusal)"])
  }

  @Test func takesDeliveriesWithAndWithoutAContract() throws {
    let fixture = try Fixture()
    try fixture.take(
      .deliveries,
      """
      provider,contract,tranche,site,accelerator,status,delivered_on
      nimbus,,,Memphis,H100,delivered,2026-05
      nimbus,,,Memphis,H200,delivered,2026-05
      nimbus,,,Memphis,H100,delivered,2026-06
      ,NMB-1,,Memphis,H100,delivered,2026-05
      nimbus,NMB-1,first,,H100,planned,
      """)
    #expect(
      try fixture.rows(
        "SELECT provider_id, contract_id, coalesce(tranche, site), accelerator, delivered_on FROM capacity_delivery"
      )
        == [
          "1|-|Memphis|H100|2026-05", "1|-|Memphis|H200|2026-05", "1|-|Memphis|H100|2026-06",
          "1|1|Memphis|H100|2026-05", "1|1|first|H100|-",
        ])
  }

  @Test func makesSlugsOfNames() throws {
    let fixture = try Fixture()
    try fixture.take(
      .providers, "name,parent\n\"Northwind GPU, Inc.\",\n\u{C9}t\u{E9} 3,northwind-gpu-inc\n")
    #expect(
      try fixture.rows("SELECT slug, kind, parent_id FROM organization WHERE id > 6")
        == ["northwind-gpu-inc|provider|-", "\u{E9}t\u{E9}-3|provider|7"])
    // The same name in another normal form is the same organization.
    let again = try fixture.take(
      .providers, "name,parent\nE\u{301}te\u{301} 3,northwind-gpu-inc\n", as: "nfd.csv")
    #expect(again.number == nil)
    #expect(again.tally.unchanged == 1)
  }

  /// A revision may not make an organization part of one that is part of it (METRICS, M10).
  @Test func refusesAParentThatIsAChild() throws {
    let fixture = try Fixture()
    try fixture.take(
      .providers, "slug,name,parent\ntop,Top,\nmiddle,Middle,top\nbottom,Bottom,middle\n")
    var options = ImportOptions()
    options.isRevising = true
    #expect(
      try fixture.refusals(.providers, "slug,name,parent\ntop,Top,bottom\n", options) == [
        "in.csv:2: parent \"bottom\" makes the organization its own parent: "
          + "top is part of bottom is part of middle is part of top"
      ])
    #expect(
      try fixture.refusals(.providers, "slug,name,parent\ntop,Top,top\n", options) == [
        "in.csv:2: parent \"top\" makes the organization its own parent: top is part of top"
      ])
    // In one file, too; and a move elsewhere is none.
    #expect(
      try fixture.refusals(
        .providers, "slug,name,parent\nnew,New,bottom\ntop,Top,new\n", options
      ).map { $0.suffix(22) } == ["is part of middle is part of top".suffix(22)])
    #expect(
      try fixture.take(.providers, "slug,name,parent\nbottom,Bottom,top\n", options).tally.revised
        == 1)
  }

  @Test func tellsContractsApartThatDifferInCaseAlone() throws {
    let fixture = try Fixture()
    try fixture.take(
      .contracts, "provider,reference,buyer,currency\nnimbus,a-1,lumen,USD\nnimbus,A-1,lumen,USD\n")
    try fixture.take(.fees, "contract,from_month\nA-1,2026-01\na-1,2026-01\n")
    #expect(try fixture.rows("SELECT contract_id FROM fee_schedule") == ["7", "6"])
  }

  @Test(
    arguments: [
      (
        "2026-08-10,0,x,,",
        "amount \"0\" is not above 0; leave it empty if the whole invoice is disputed"
      ),
      ("2026-08-10,1,x,2026-08-09,", "resolved_on \"2026-08-09\" is before opened_on"),
      (
        "2026-08-10,1,x,,paid",
        "outcome \"paid\" needs resolved_on; a dispute is open without it"
      ),
      (
        "2026-08-10,1,x,2026-08-11,lost",
        "outcome \"lost\" is not one of credited, paid, settled, withdrawn"
      ),
    ])
  func refusesADisputeThatCannotBe(row: String, refusal: String) throws {
    let fixture = try Fixture(for: .disputes)
    let header = "provider,number,opened_on,amount,reason,resolved_on,outcome\n"
    #expect(
      try fixture.refusals(.disputes, header + "nimbus,N-1," + row) == ["in.csv:2: " + refusal])
  }

  @Test func findsTheInvoiceOfAPayment() throws {
    let fixture = try Fixture()
    try fixture.take(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,currency,total
      nimbus,N-1,NMB-1,2025-07,2025-07-31,USD,250
      nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,250
      corvid,N-1,CRV-7,2026-07,2026-07-31,EUR,250
      """)
    let header = "provider,number,issued_year,reference,paid_on,amount,currency\n"
    try fixture.take(
      .payments, header + "nimbus,N-1,2026,W-1,2026,1,USD\ncorvid,N-1,,W-1,2026,1,EUR")
    #expect(
      try fixture.rows("SELECT invoice_id, amount_units FROM payment") == [
        "2|1000000", "3|1000000",
      ])
    let refusals = try fixture.refusals(
      .payments,
      header + """
        nimbus,N-1,,W-2,2026,1,
        nimbus,N-1,2024,W-2,2026,1,
        nimbus,N-2,,W-2,2026,1,
        corvid,N-1,,W-2,2026,1,USD
        corvid,N-1,1492,,2026,,USD
        """)
    #expect(
      refusals == [
        "in.csv:2: number \"N-1\" was used in several years; say which in issued_year: 2025 or 2026",
        "in.csv:3: number \"N-1\" is not an invoice of nimbus issued in 2024 on record;"
          + " import the invoice first",
        "in.csv:4: number \"N-2\" is not an invoice of nimbus on record; import the"
          + " invoice first",
        "in.csv:5: currency \"USD\" is not EUR, the currency of the invoice",
        "in.csv:6: issued_year \"1492\" is not a whole number from 1900 to 2199; write it in digits alone",
        "in.csv:6: reference is empty, but is required: The payer's or the bank's reference.",
        "in.csv:6: amount is empty, but is required: What was paid, in the invoice's currency.",
      ])
  }
}
