import Procurement
import Testing

struct MomentTests {
  @Test(
    arguments: [
      ("2026-05-03T14:05:09Z", "2026-05-03T14:05:09Z", 1_777_817_109),
      ("2026-05-03T14:05Z", "2026-05-03T14:05:00Z", 1_777_817_100),
      ("2026-05-03", "2026-05-03T00:00:00Z", 1_777_766_400),
      ("1970-01-01", "1970-01-01T00:00:00Z", 0),
      ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", -1),
      ("2000-02-29T00:00Z", "2000-02-29T00:00:00Z", 951_782_400),
    ])
  func readsASecondOfADay(text: String, shown: String, seconds: Int64) {
    let moment = Moment(parsing: text)
    #expect(moment?.seconds == seconds)
    #expect(moment?.description == shown)
    #expect(moment?.day.description == String(shown.prefix(10)))
  }

  @Test(
    arguments: [
      "", "2026-05", "2026-05-03T", "2026-05-03T14Z", "2026-05-03T14:00", "2026-05-03T24:00Z",
      "2026-05-03T14:60Z", "2026-05-03T14:00:60Z", "2026-05-03T14:00+02:00", "2026-05-03 14:00Z",
      "2026-02-30T14:00Z", "2026-05-03T1:00Z", "2026-05-03T-1:00Z", "2026-05-03T14:00ZZ",
    ])
  func refusesWhatIsNoMoment(text: String) {
    #expect(Moment(parsing: text) == nil)
  }
}
