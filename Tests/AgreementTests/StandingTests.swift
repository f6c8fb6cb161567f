import Procurement
import Testing

/// The law as the tests have it says what METRICS and the findings say.
struct StandingTests {
  @Test(arguments: Finding.all)
  func saysWhatTheFindingSays(finding: Finding) throws {
    let standing = Standing(finding.deal, asOf: try Day(parsing: finding.asOf))
    let items = standing.items(through: standing.asOf.adding(days: 400))
    #expect(Set(standing.exits.map(\.description)) == finding.exits)
    #expect(standing.obligationsEnd?.description == finding.owed.first)
    #expect(Set(items.map { "\($0.kind) \($0.day)" }) == finding.agenda)
    #expect(!standing.isOver)
  }

  /// METRICS, M0, "Two kinds of notice".
  @Test(
    arguments: [
      ("renewal_notice_days", "60", "2026-12-31", "2026-11-01"),
      ("renewal_notice_months", "3", "2026-07-31", "2026-04-30"),
      ("renewal_notice_months", "3", "2026-06-30", "2026-03-31"),
    ])
  func countsRenewalNoticeBackFromTheExitDay(
    column: String, period: String, end: String, last: String
  ) throws {
    let deal = Deal(["ends_on": end, "auto_renewal_months": "12", column: period])
    let term = Term(deal.contract)
    let exit = try #require(term.exit(asOf: try Day(parsing: "2026-01-01")))
    #expect(term.lastNotice(before: exit)?.description == last)
  }

  @Test(
    arguments: [
      ("month_end", "2026-03-01", "2026-03-01"), ("month_end", "2026-03-02", "2026-04-01"),
      ("quarter_end", "2026-04-01", "2026-04-01"), ("quarter_end", "2026-02-15", "2026-04-01"),
      ("year_end", "2026-01-01", "2026-01-01"), ("year_end", "2026-01-02", "2027-01-01"),
      ("any_day", "2026-01-02", "2026-01-02"),
    ])
  func allowsTheFirstDayOfAStretch(alignment: String, day: String, allowed: String) throws {
    #expect(try Day(parsing: day).allowed(alignment).description == allowed)
  }
}
