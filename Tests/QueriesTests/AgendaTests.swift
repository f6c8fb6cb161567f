import Agenda
import Audit
import Ledger
import Procurement
import Store
import TestLedger
import Testing

/// What must be done by when: contract c-1 of spacex and anthropic.
struct AgendaTests {
  private func items(
    _ terms: String, asOf: String, through last: String = "2040-12-31",
    kinds: [AgendaItem.Kind] = [], _ more: [(RecordKind, String)] = []
  ) throws -> [String] {
    let ledger = try TestBook.of(contract: terms)
    for (kind, text) in more { try ledger.add(kind, text) }
    let agenda = try ledger.agenda(asOf, through: last, kinds: kinds)
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
        "2026-01-01,2026-12-31,90,either,12,,,active,90", "2026-07-01",
        ["2026-10-02 last_notice", "2027-01-01 auto_renewal"]
      ),
      // The last day for notice is over; after the renewal there is another.
      (
        "2026-01-01,2026-12-31,90,buyer,12,,,active", "2026-10-03", ["2027-01-01 auto_renewal"]
      ),
      // What happens on the day itself is still listed.
      (
        "2026-01-01,2026-12-31,90,either,12,,,active,90", "2027-01-01",
        ["2027-01-01 auto_renewal", "2027-10-02 last_notice", "2028-01-01 auto_renewal"]
      ),
      // A term that ends with a month goes on doing so; no days of notice are its last day.
      (
        "2026-01-01,2027-02-28,0,either,12,,,active,0", "2027-06-01",
        ["2028-02-29 last_notice", "2028-03-01 auto_renewal"]
      ),
      // Six months from 31 August begin the next term on 28 February, and twelve on 31 August again.
      (
        "2026-01-01,2026-08-30,,,6,,,active", "2026-09-01",
        ["2027-02-28 auto_renewal", "2027-08-31 auto_renewal"]
      ),
      (
        "2026-01-01,2026-08-30,,,6,,,active", "2027-02-28",
        ["2027-02-28 auto_renewal", "2027-08-31 auto_renewal"]
      ),
      // A notice period that is not known is not one of no days.
      ("2026-01-01,2026-12-31,,,12,,,active", "2026-07-01", ["2027-01-01 auto_renewal"]),
      // Before the lock-in is over no notice can be given; on the day after it, it can.
      (
        "2026-01-01,2026-12-31,90,either,12,10,,active", "2026-07-01",
        ["2026-11-01 lock_in_end", "2027-01-01 auto_renewal"]
      ),
      (
        "2026-01-02,2026-12-31,90,either,12,9,,active,90", "2026-07-01",
        ["2026-10-02 last_notice", "2026-10-02 lock_in_end", "2027-01-01 auto_renewal"]
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
      // Notice that is not the buyer's to give, or that no day is left for.
      ("2026-01-01,2026-12-31,90,provider,,3,,active", "2026-03-01", ["2026-12-31 contract_end"]),
      ("2026-01-01,2026-12-31,90,either,,12,,active", "2026-03-01", ["2026-12-31 contract_end"]),
    ])
  func knowsTheDaysOfAContract(terms: String, asOf: String, expected: [String]) throws {
    let year = try day(asOf).adding(months: 12)
    #expect(try items(terms, asOf: asOf, through: "\(year)") == expected)
  }

  @Test(
    arguments: [
      ("2026-01-01,2026,90,either,,,,active", ["the term ends (2026, taken as its last day)"]),
      (
        "2026-01-01,2026-12-31,,,12,,,active",
        [
          "renews by 12 months on 2027-01-01; renewal notice not recorded: look up the last day for it"
        ]
      ),
      (
        "2026-01-01,2026-12-31,90,provider,12,,,active",
        [
          "renews by 12 months on 2027-01-01; renewal notice not recorded: look up the last day for it"
        ]
      ),
      (
        "2026-01-01,2026-09-30,90,either,12,,,active,90",
        [
          "renews by 12 months on 2026-10-01; the last day for notice, 2026-07-02, is over",
          "last day for notice; otherwise it renews by 12 months on 2027-10-01",
        ]
      ),
      (
        "2026-05,2026-12-31,90,either,12,6,,active",
        [
          "the lock-in is over; notice of 90 days can be given (2026-05, taken as its first day)",
          "renews by 12 months on 2027-01-01; renewal notice not recorded: look up the last day for it",
        ]
      ),
      (
        ",2026-12-31,90,either,12,6,,active,90",
        [
          "last day for notice; otherwise it renews by 12 months on 2027-01-01",
          "renews by 12 months on 2027-01-01",
        ]
      ),
    ])
  func saysWhatIsTakenForGranted(terms: String, expected: [String]) throws {
    let ledger = try TestBook.of(contract: terms)
    #expect(try ledger.agenda("2026-07-03", through: "2027-07-03").items.map(\.what) == expected)
  }

  @Test(arguments: [
    ("2026-05-03", ", 2026-05-03"), ("2026-05", " (2026-05, taken as its first day)"),
  ])
  func saysThatALockInCountsFromTheSigning(signed: String, words: String) throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,signed_on,notice_days,notice_by,lock_in_months
      spacex,c-1,anthropic,USD,\(signed),90,buyer,3
      """)
    #expect(
      try ledger.agenda("2026-06-01").items.map(\.what) == [
        "the lock-in is over; notice of 90 days can be given; it counts from the signing\(words)"
      ])
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

  @Test func countsACreditNoteForTheLastInvoiceBeforeIt() throws {
    let invoices = """
      provider,number,contract,buyer,currency,billing_month,issued_on,due_on,kind,credits,amount
      spacex,I-1,c-1,anthropic,USD,2025-01,2025-02-01,2026-06-01,,,100
      spacex,I-1,c-1,anthropic,USD,2026-01,2026-02-01,2026-06-02,,,300
      spacex,I-1,c-1,anthropic,USD,2027-01,2027-02-01,2027-06-03,,,500
      spacex,C-1,c-1,anthropic,USD,2026-01,2026-03-01,,credit_note,I-1,-60
      spacex,C-2,c-1,anthropic,USD,2026-01,2026-04-01,,credit_note,I-1,-40
      spacex,C-3,,anthropic,EUR,2026-01,2026-04-01,,credit_note,I-1,-10
      """
    #expect(
      try items(plain, asOf: "2026-03-15", [(.invoices, invoices)])
        == [
          "2026-06-01 invoice_due 100.00", "2026-06-02 invoice_due 240.00", "no payments to spacex",
        ])
    #expect(
      try items(plain, asOf: "2026-05-15", [(.invoices, invoices)])
        == [
          "2026-06-01 invoice_due 100.00", "2026-06-02 invoice_due 200.00", "no payments to spacex",
        ])
  }

  @Test func saysHowADueDayIsKnown() throws {
    let ledger = try TestBook.of(contract: plain)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,currency,billing_month,issued_on,due_on,amount
      spacex,I-1,c-1,USD,2026-01,2026-02-01,2026-03,100
      spacex,I-2,c-1,USD,2026-02,2026-03-05,,200
      """)
    #expect(
      try ledger.agenda("2026-03-10").items.map(\.what) == [
        "100.00 is to be paid (2026-03, taken as its last day)",
        "200.00 is to be paid (issued 2026-03-05, due 30 days after it)",
      ])
  }

  /// What is asked of one kind is not told of another.
  @Test func tellsNothingOfInvoicesThatAreNotAskedFor() throws {
    #expect(
      try items(plain, asOf: "2026-03-15", kinds: [.contractEnd], [(.invoices, invoices)]) == [])
  }

  @Test(
    arguments: [
      // Nothing is recorded, before and after the due day.
      ("A,100,,2026-06", nil, "2026-05-01", ["100 accelerators to come"]),
      (
        "A,100,,2026-04", nil, "2026-05-01",
        ["100 accelerators to come; no delivery recorded"]
      ),
      ("A,,,2026-06", nil, "2026-05-01", ["capacity of a size not known to come"]),
      ("A,,1.5,2026-06", "A,,0.25,2026-04-02", "2026-05-01", ["1.25 MW of 1.5 MW to come"]),
      // What is counted is what both the promise and the delivery say.
      ("A,100,1,2026-04", "A,,1,2026-04-02", "2026-05-01", []),
      // How much came is not known; so it is not known to be late.
      (
        "A,100,,2026-06", "A,,1,2026-04-02", "2026-05-01",
        ["capacity is due; how much of it came is not disclosed"]
      ),
      ("A,100,,2026-04", "A,,1,2026-04-02", "2026-05-01", []),
      // More than was promised.
      ("A,100,,2026-06", "A,120,,2026-04-02", "2026-05-01", []),
    ] as [(String, String?, String, [String])])
  func saysWhatIsToCome(
    promise: String, delivery: String?, asOf: String, expected: [String]
  ) throws {
    let ledger = try TestBook.of(contract: plain)
    try ledger.add(
      .capacity,
      "contract,tranche,accelerator_count,capacity_mw,due_on,mw_basis\nc-1,\(promise),facility")
    if let delivery {
      try ledger.add(
        .deliveries,
        "contract,tranche,accelerator_count,capacity_mw,delivered_on,status,mw_basis\n"
          + "c-1,\(delivery),delivered,facility")
    }
    let words = try ledger.agenda(asOf).items.map(\.what)
    #expect(words.map { String($0.split(separator: " (2026-")[0]) } == expected)
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

  /// N17: the last day for this term has passed; the next term's is listed, and so is each within the
  /// horizon.
  @Test func listsTheRenewalNoticesOfAllTermsOfTheHorizon() throws {
    #expect(
      try items(
        "2026-01-01,2026-12-31,90,either,12,,,active,60", asOf: "2026-11-28",
        through: "2028-12-31")
        == [
          "2027-01-01 auto_renewal", "2027-11-01 last_notice", "2028-01-01 auto_renewal",
          "2028-11-01 last_notice",
        ])
  }

  /// The right opens thirty days after the due day, and lapses with the delivery; before a tranche is late
  /// nobody knows that it will be.
  @Test(
    arguments: [
      ("2026-02-01", []), ("2026-02-02", ["2026-03-03 late_exit"]),
      ("2026-03-03", ["2026-03-03 late_exit"]), ("2026-03-10", ["2026-03-03 late_exit"]),
      ("2026-03-20", []),
    ])
  func listsTheRightToLeaveForLateDelivery(asOf: String, expected: [String]) throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,late_exit_days
      spacex,c-1,anthropic,USD,2026-01-01,2026-12-31,30
      """)
    try ledger.add(
      .capacity, "contract,tranche,accelerator_count,due_on\nc-1,A,100,2026-02-01")
    try ledger.add(
      .deliveries,
      """
      contract,tranche,accelerator_count,delivered_on,status
      c-1,A,50,2026-02-01,delivered
      c-1,A,50,2026-03-20,delivered
      """)
    let agenda = try ledger.agenda(asOf, kinds: [.lateExit])
    #expect(agenda.items.map { "\($0.day) \($0.kind.rawValue)" } == expected)
    if asOf == "2026-03-10" {
      #expect(
        agenda.items.map(\.what) == [
          "the contract can be left for late delivery until the capacity is delivered, at the latest "
            + "until 2026-12-31"
        ])
      #expect(agenda.items.allSatisfy { $0.isOpen(on: agenda.asOf) })
    }
  }

  @Test func listsMonthsWithoutAnInvoice() throws {
    let fees = "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-02,70\nc-1,2026-03,,"
    #expect(
      try items(plain, asOf: "2026-04-30", kinds: [.missingInvoice], [(.fees, fees)]) == [
        "2026-02-01 missing_invoice 70.00", "2026-03-01 missing_invoice 70.00",
        "2026-04-01 missing_invoice", "2026-05-01 missing_invoice",
      ])
  }

  /// Also of a contract that has ended; not once it was accepted that there is none.
  @Test func listsNoMonthThatWasAccepted() throws {
    let ledger = try TestBook.of(contract: "2026-01-01,2026-02-28,,,,,30,active")
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\nc-1,2026-01,2026-02,70")
    func months() throws -> [String] {
      try ledger.agenda("2026-04-30", kinds: [.missingInvoice]).items.compactMap(\.subject)
    }
    #expect(try months() == ["2026-01", "2026-02"])
    let finding = try AuditReport(in: Book(ledger.store), asOf: day("2026-04-30"))
      .finding(.missingMonth, of: "c-1 2026-01")
    try ledger.add(
      .acceptances,
      "provider,code,subject,facts,why\n"
        + "spacex,missing_month,c-1 2026-01,\(finding.factsDigest),waived")
    #expect(try months() == ["2026-02"])
  }

  /// F15: an offer binds nobody, whatever is recorded of it.
  @Test(arguments: ["announced", "reported"])
  func listsNothingOfAnOffer(status: String) throws {
    let terms = "2026-01-01,2026-12-31,90,either,12,3,30,\(status),60"
    #expect(
      try items(
        terms, asOf: "2026-03-15",
        [
          (.capacity, "contract,tranche,accelerator_count,due_on\nc-1,A,100,2026-02-01"),
          (.fees, "contract,from_month,monthly_fee\nc-1,2026-01,70"),
          (
            .commitments,
            "contract,from,to,kind,minimum,interval\nc-1,2026-01,2026-12,spend,900,quarter"
          ),
        ]) == [])
  }

  /// F21: what the audit says must not be paid is not due, unless the finding was accepted.
  @Test func leavesOutWhatMustNotBePaid() throws {
    let rows = """
      provider,number,contract,currency,billing_month,issued_on,due_on,kind,credits,amount
      spacex,I-1,c-1,USD,2026-01,2026-02-01,2026-05-01,,,100
      spacex,I-2,c-1,USD,2026-01,2026-02-01,2026-05-01,,,100
      spacex,i 3,c-1,USD,2026-02,2026-03-01,2026-05-02,,,200
      spacex,I-3,c-1,USD,2026-02,2026-03-02,2026-05-03,,,250
      spacex,I-4,c-1,USD,2026-03,2026-03-03,2026-05-04,,,400
      spacex,C-4,c-1,USD,2026-03,2026-03-04,,credit_note,I-4,-400
      spacex,I-5,c-1,USD,2026-03,2026-03-03,2026-05-05,,,100
      """
    let ledger = try TestBook.of(contract: plain)
    try ledger.add(.invoices, rows)
    func due() throws -> [String] {
      try ledger.agenda("2026-04-01", kinds: [.invoiceDue]).items.compactMap(\.subject)
    }
    // The same amount in another month is another invoice.
    #expect(try due() == ["I-1", "i 3", "I-5"])
    #expect(
      try ledger.agenda("2026-04-01").repeatedInvoices.map { "\($0.number) \($0.code)" } == [
        "I-2 near_duplicate", "I-3 duplicate_number",
      ])
    let finding = try AuditReport(in: Book(ledger.store), asOf: day("2026-04-01"))
      .finding(.nearDuplicate, of: "I-2")
    try ledger.add(
      .acceptances,
      "provider,code,subject,facts,why\nspacex,near_duplicate,I-2,\(finding.factsDigest),two sites")
    #expect(try due() == ["I-1", "I-2", "i 3", "I-5"])
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
        "2026-06-30 what is left of the 900.00 prepaid expires; projected to be 596.67",
        "2026-06-30 the minimum of 5000 gpu-hour is assessed; no shortfall projected",
        "2026-09-30 what is left of the 900.00 prepaid expires; not begun",
        "2026-09-30 the minimum of 5000 gpu-hour is assessed; not begun",
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

  @Test func namesContractsWithStrokesApart() throws {
    let ledger = try TestBook.of(contract: plain)
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency\nspacex,a,anthropic,USD\nspacex,a/b,anthropic,USD")
    try ledger.add(
      .capacity, "contract,tranche,accelerator_count,due_on\na,b/c,1,2026-06-01\na/b,c,1,2026-06-01"
    )
    let items = try ledger.agenda("2026-05-01").items
    #expect(items.count == 2)
    #expect(Set(items.map(\.uid)).count == 2)
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
        "last day to claim the service credit of 2026-02; its amount is not known: fee of 2026-02 "
          + "not recorded"
      ])
    #expect(items.map(\.amount) == [nil])
  }

  @Test func namesTheSameThingTheSameWay() throws {
    func identifiers(_ due: String, _ amount: String) throws -> [String] {
      let ledger = try TestBook()
      try ledger.add(
        .invoices,
        """
        provider,number,buyer,currency,billing_month,issued_on,due_on,amount
        spacex,I-1,anthropic,USD,2026-01,2026-02-01,\(due),\(amount)
        spacex,I-1,anthropic,USD,2027-01,2027-02-01,\(due),2\(amount)
        """)
      return try Agenda(
        in: ledger.book(), asOf: day("2027-02-01"), through: day("2028-12-31")
      ).items.map(\.uid)
    }
    let first = try identifiers("2027-05-01", "5")
    #expect(Set(first).count == 2)
    #expect(try Set(identifiers("2027-06-01", "6")) == Set(first))
  }
}

extension TestBook {
  /// With contract c-1: from, to, notice days, by whom, renewal, lock-in, payment terms, status.
  fileprivate static func of(contract terms: String) throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,notice_days,notice_by,\
      auto_renewal_months,lock_in_months,payment_terms_days,status,renewal_notice_days
      spacex,c-1,anthropic,USD,\(terms)\(terms.filter { $0 == "," }.count < 8 ? "," : "")
      """)
    return ledger
  }

  fileprivate func agenda(
    _ asOf: String, through last: String = "2040-12-31", kinds: [AgendaItem.Kind] = []
  ) throws -> Agenda {
    try Agenda(in: Book(store), kinds: kinds, asOf: day(asOf), through: day(last))
  }
}
