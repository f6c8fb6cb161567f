import Ledger
import Procurement
import Queries
import Store
import TestLedger
import Testing

struct HistoryTests {
  private func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,title,signed_on,effective_on,ends_on,currency,headline_value,\
      headline_kind,status,confidence
      spacex,c-1,anthropic,Cloud Services,2026-05,2026-06-01,2029,USD,45000,estimate,active,high
      spacex,c-2,google,,,2026-06-05,,USD,,,active,low
      nebius,n-1,anthropic,,,,,USD,,,reported,
      """)
    try ledger.add(
      .events,
      """
      contract,occurred_on,kind,summary,value_change,new_total,subject,figure,other_figure,confidence
      c-1,2026-05-20,expanded,more sites,5000,50000,,,,
      c-1,2026,amended,sometime in the year,,,,,,
      c-1,2026-05-03,notice,notice given,,,,,,medium
      c-1,2026-11-23,dispute,term,,,its term,until 2029,180 days,
      """)
    try ledger.add(
      .fees,
      """
      contract,from_month,to_month,monthly_fee
      c-1,2026-05,2026-06,
      c-1,2026-07,,1250
      """)
    try ledger.add(
      .capacity,
      """
      contract,tranche,accelerator,accelerator_count,due_on
      c-1,total,NVIDIA GB300,325000,
      c-1,first,NVIDIA H100,1000,2026-06-30
      c-2,total,NVIDIA GB300,110000,
      """)
    try ledger.add(
      .deliveries,
      """
      provider,contract,tranche,site,accelerator,accelerator_count,planned_on,delivered_on,accepted_on,withdrawn_on,status
      spacex,c-1,first,,NVIDIA H100,1000,2026-06-30,2026-07-10,2026-07-12,2026-10-01,delivered
      spacex,c-1,,Hall 2,NVIDIA H100,500,2026-08-31,,,,delivered
      spacex,,,Colossus 1,NVIDIA H100,100000,,2024-07,,,delivered
      spacex,c-2,,Hall 3,NVIDIA GB300,,,,,,planned
      """)
    try ledger.add(
      .invoices,
      """
      provider,number,contract,buyer,billing_month,issued_on,due_on,currency,total,kind,credits
      spacex,A-7,c-1,,2026-07,2026-07-31,2026-08-30,USD,1250,,
      spacex,A-7-CR,c-1,,2026-07,2026-08-02,,USD,-50,credit_note,A-7
      spacex,W-1,,google,2026-07,2026-07-31,,EUR,9,,
      """)
    try ledger.add(
      .payments,
      """
      provider,number,reference,paid_on,amount
      spacex,A-7,P-1,2026-08-29,1200
      """)
    return ledger
  }

  private func answer(_ entries: [HistoryEntry]) -> String {
    table(
      entries.map { entry in
        [
          entry.date?.description ?? "-", entry.contract ?? "-", entry.kind,
          entry.amount?.description ?? "-", entry.newTotal?.description ?? "-",
          entry.confidence?.rawValue ?? "-", entry.summary,
        ]
      })
  }

  /// Columns: date, contract, event, amount, new total, confidence, summary.
  @Test func tellsAllOfAProviderInOrder() throws {
    let ledger = try ledger()
    let entries = try History.all(in: ledger.book(provider: "spacex"), window: nil)
    #expect(
      answer(entries) == """
        2024-07     -    capacity delivered  -         -         -       100,000 NVIDIA H100, Colossus 1
        2026        c-1  amended             -         -         high    sometime in the year
        2026-05     c-1  signed              45000.00  -         high    Cloud Services (estimate)
        2026-05     c-1  fee                 -         -         high    monthly fee not disclosed through 2026-06
        2026-05     c-1  capacity promised   -         -         high    325,000 NVIDIA GB300
        2026-05-03  c-1  notice              -         -         medium  notice given
        2026-05-20  c-1  expanded            5000.00   50000.00  high    more sites
        2026-06-05  c-2  effective           -         -         low     contract c-2
        2026-06-05  c-2  capacity promised   -         -         low     110,000 NVIDIA GB300
        2026-06-30  c-1  capacity due        -         -         high    1,000 NVIDIA H100, first
        2026-06-30  c-1  capacity planned    -         -         high    1,000 NVIDIA H100, first
        2026-07     c-1  fee                 1250.00   -         high    monthly fee, end not known
        2026-07-10  c-1  capacity delivered  -         -         high    1,000 NVIDIA H100, first
        2026-07-12  c-1  capacity accepted   -         -         high    1,000 NVIDIA H100, first
        2026-07-31  c-1  invoice             1250.00   -         -       A-7 for 2026-07, due 2026-08-30
        2026-07-31  -    invoice             9.00      -         -       W-1 for 2026-07
        2026-08-02  c-1  credit note         -50.00    -         -       A-7-CR for 2026-07, credits A-7
        2026-08-29  c-1  payment             1200.00   -         -       P-1 of invoice A-7
        2026-08-31  c-1  capacity planned    -         -         high    500 NVIDIA H100, Hall 2
        2026-10-01  c-1  capacity withdrawn  -         -         high    1,000 NVIDIA H100, first
        2026-11-23  c-1  dispute             -         -         high    its term: until 2029 | 180 days
        2029        c-1  ends                -         -         high    the last day of its term
        -           c-1  capacity delivered  -         -         high    500 NVIDIA H100, Hall 2
        -           c-2  capacity planned    -         -         low     NVIDIA GB300, Hall 3
        """)
  }

  @Test func narrowsToABuyerAContractAndAWindow() throws {
    let ledger = try ledger()
    let ofGoogle = try History.all(in: ledger.book(buyer: "google"), window: nil)
    #expect(Set(ofGoogle.map(\.contract)) == ["c-2", nil])
    #expect(ofGoogle.map(\.amount?.description).contains("9.00"))
    let ofContract = try History.all(in: ledger.book(contract: "c-2"), window: nil)
    #expect(ofContract.map(\.kind) == ["effective", "capacity promised", "capacity planned"])
    let inMay = try History.all(in: ledger.book(contract: "c-1"), window: try months("2026-05"))
    #expect(
      inMay.map { "\($0.date?.description ?? "-") \($0.kind)" } == [
        "2026 amended", "2026-05 signed", "2026-05 fee", "2026-05 capacity promised",
        "2026-05-03 notice", "2026-05-20 expanded",
      ])
  }

  @Test func namesTheProviderWhereABuyerIsAsked() throws {
    let ledger = try ledger()
    let entries = try History.all(in: ledger.book(buyer: "anthropic"), window: nil)
    #expect(Set(entries.map(\.provider)) == ["spacex", "nebius"])
    #expect(Set(entries.map(\.buyer)) == ["anthropic"])
    #expect(entries.contains { $0.date == nil && $0.contract == "n-1" })
  }

  @Test func givesTheRowAndTheSourceOfEachEntry() throws {
    let ledger = try TestBook.ofSamples()
    let entries = try History.all(in: ledger.book(provider: "spacex"), window: nil)
    #expect(entries.allSatisfy { $0.evidence.line > 1 && $0.evidence.importNumber > 0 })
    #expect(
      entries.filter { $0.evidence.source == nil }.allSatisfy { $0.kind == "dispute" })
    #expect(
      entries.filter { $0.kind == "dispute" }.allSatisfy { $0.summary.contains(" | ") })
  }
}
