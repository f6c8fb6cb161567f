import Ledger
import Procurement
import Store
import TestLedger
import Testing

/// METRICS, M0: whether a contract is over, and from which day.
struct ContractStandingTests {
  private func standing(
    _ terms: String, events: [String], asOf: String
  ) throws -> ContractStanding {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,effective_on,ends_on,notice_days,notice_by,\
      auto_renewal_months,renewal_notice_days
      spacex,c-1,anthropic,USD,\(terms)
      """)
    if !events.isEmpty {
      try ledger.add(
        .events,
        "contract,occurred_on,kind,effective_on,summary\n"
          + events.map { "c-1,\($0),said" }.joined(separator: "\n"))
    }
    return try #require(try ledger.book().contracts.first).standing(on: day(asOf))
  }

  /// The day after which it does not go on, and why it is over.
  @Test(
    arguments: [
      ("active,2026-01-01,2026-12-31,90,either,,", [], "2026-12-31", "2027-01-01 runs"),
      ("active,2026-01-01,2026-12-31,90,either,,", [], "2027-01-01", "2027-01-01 ended 2026-12-31"),
      ("active,2026-01-01,2026-12-31,90,either,12,", [], "2027-01-01", "none runs"),
      // Notice ends it 90 days later, and before its day it is not known.
      ("active,2026-01-01,,90,either,,", ["2026-09-01,notice,"], "2026-08-31", "none runs"),
      ("active,2026-01-01,,90,either,,", ["2026-09-01,notice,"], "2026-11-29", "2026-11-30 runs"),
      (
        "active,2026-01-01,,90,either,,", ["2026-09-01,notice,"], "2026-11-30",
        "2026-11-30 ended 2026-11-29"
      ),
      (
        "active,2026-01-01,,90,either,,",
        ["2026-09-01,notice,", "2026-09-03,notice_withdrawn,"], "2026-11-30", "none runs"
      ),
      // No notice makes it longer.
      (
        "active,2026-01-01,2026-12-31,90,either,,", ["2026-11-01,notice,2027-03-01"], "2026-11-02",
        "2027-01-01 runs"
      ),
      // A status that says over counts from its day, where that is on record; an expired contract has
      // not renewed, and one that was terminated did not end with its term.
      ("expired,2026-01-01,2026-12-31,90,either,12,", [], "2026-12-31", "2027-01-01 runs"),
      ("expired,2026-01-01,2026-12-31,90,either,12,", [], "2027-01-01", "2027-01-01 expired"),
      ("expired,2026-01-01,,90,either,,", [], "2026-02-01", "none expired"),
      ("terminated,2026-01-01,2026-12-31,90,either,,", [], "2026-02-01", "none terminated"),
      (
        "terminated,2026-01-01,,90,either,,", ["2026-06-01,terminated,2026-08-01"], "2026-05-01",
        "2026-08-01 runs"
      ),
      (
        "superseded,2026-01-01,,90,either,,", ["2026-06-01,terminated,2026-08-01"], "2026-08-01",
        "2026-08-01 superseded"
      ),
      // Without terms a notice tells no day.
      ("superseded,2026-01-01,,,,,", ["2026-06-01,notice,"], "2026-05-01", "none superseded"),
    ])
  func knowsWhenItEnds(
    terms: String, events: [String], asOf: String, expected: String
  ) throws {
    let standing = try standing(terms, events: events, asOf: asOf)
    let end = standing.end.map { "\($0)" } ?? "none"
    #expect("\(end) \(standing.overWords ?? "runs")" == expected)
  }

  /// Notice whose exit day nobody gives holds all the same: nothing is left to be given notice of.
  @Test func holdsNoticeWithoutADay() throws {
    let standing = try standing(
      "active,2026-01-01,,,,,", events: ["2026-06-01,notice,"], asOf: "2026-07-01")
    #expect(standing.notice?.exitOn.reason == "exit day of the notice not known")
    #expect(standing.end == nil && !standing.isOver)
  }
}
