import Agenda
import Ledger
import Procurement
import Store
import TestLedger
import Testing

/// What must be done by when: contract c-1 of spacex and anthropic.
struct AgendaTests {
  func items(
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
      ("2026-01-01,2026,90,either,,,,active", ["Term ends (2026, taken as its last day)"]),
      (
        "2026-01-01,2026-12-31,,,12,,,active",
        [
          "Contract renews for 12 months on 2027-01-01; renewal notice period not recorded: look up the last day "
            + "for notice"
        ]
      ),
      (
        "2026-01-01,2026-12-31,90,provider,12,,,active",
        [
          "Contract renews for 12 months on 2027-01-01; renewal notice period not recorded: look up the last day "
            + "for notice"
        ]
      ),
      (
        "2026-01-01,2026-09-30,90,either,12,,,active,90",
        [
          "Contract renews for 12 months on 2026-10-01; the last day for notice, 2026-07-02, has passed",
          "Last day to give notice; otherwise the contract renews for 12 months on 2027-10-01",
        ]
      ),
      (
        "2026-05,2026-12-31,90,either,12,6,,active",
        [
          "Lock-in has ended; notice of 90 days can be given (2026-05, taken as its first day)",
          "Contract renews for 12 months on 2027-01-01; renewal notice period not recorded: look up the last day "
            + "for notice",
        ]
      ),
      (
        ",2026-12-31,90,either,12,6,,active,90",
        [
          "Last day to give notice; otherwise the contract renews for 12 months on 2027-01-01",
          "Contract renews for 12 months on 2027-01-01",
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
        "Lock-in has ended; notice of 90 days can be given; counted from the signing\(words)"
      ])
  }

  let plain = "2026-01-01,,,,,,30,active"
  let invoices = """
    provider,number,contract,currency,billing_month,issued_on,due_on,kind,credits,amount
    spacex,I-1,c-1,USD,2026-01,2026-02-01,2026-03-01,,,100
    spacex,I-2,c-1,USD,2026-02,2026-03-01,,,,200
    spacex,I-3,c-1,USD,2026-03,2026-04,,,,300
    spacex,C-2,c-1,USD,2026-02,2026-03-02,,credit_note,I-2,-50
    spacex,I-4,c-1,USD,2026-04,2026-05-01,2026-06-01,,,400
    """

  @Test(
    arguments: [
      // Nothing is recorded, before and after the due day.
      ("A,100,,2026-06", nil, "2026-05-01", ["100 accelerators outstanding"]),
      (
        "A,100,,2026-04", nil, "2026-05-01",
        ["100 accelerators outstanding; no delivery recorded"]
      ),
      ("A,,,2026-06", nil, "2026-05-01", ["Capacity of unknown size outstanding"]),
      ("A,,1.5,2026-06", "A,,0.25,2026-04-02", "2026-05-01", ["1.25 of 1.5 MW outstanding"]),
      // What is counted is what both the promise and the delivery say.
      ("A,100,1,2026-04", "A,,1,2026-04-02", "2026-05-01", []),
      // How much came is not known; so it is not known to be late.
      (
        "A,100,,2026-06", "A,,1,2026-04-02", "2026-05-01",
        ["Capacity is due; the amount delivered is not disclosed"]
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
          "Contract can be terminated for late delivery, until the capacity is delivered, or through "
            + "2026-12-31"
        ])
      #expect(agenda.items.allSatisfy { $0.isOpen(on: agenda.asOf) })
    }
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
}
