import Procurement
import Store
import Testing

struct KnownAtTests {
  @Test func readsDaysSecondsAndImports() throws {
    #expect(KnownAt(parsing: "2026-11-23") == .day(try Day(parsing: "2026-11-23")))
    #expect(KnownAt(parsing: "2026-11-23T18:00:59Z") == .second("2026-11-23T18:00:59Z"))
    #expect(KnownAt(parsing: "7") == .importNumber(7))
  }

  @Test(
    arguments: [
      "", "0", "-1", "2026-11", "2026-11-31", "2026-11-23T", "2026-11-23T18:00", "yesterday",
      "2026-11-23T24:00:00Z", "2026-11-23T18:60:00Z", "2026-11-23T18:00:60Z",
      "2026-11-23T1:00:000Z", "2026-11-23T18:00:00", "2026-11-23 18:00:00Z",
      "2026-11-23T-1:00:00Z", "2026-11-31T18:00:00Z",
    ])
  func refusesAllElse(text: String) { #expect(KnownAt(parsing: text) == nil) }

  @Test(
    arguments: [
      (KnownAt.importNumber(3), "no import 3; the last is 1; list them with: offtake imports"),
      (
        .second("2026-11-23T17:59:59Z"),
        "nothing was known by 2026-11-23T17:59:59Z; the first import was on 2026-11-23T18:00:01Z"
      ),
    ])
  func refusesMomentsBeforeOrAfterAllImports(knownAt: KnownAt, message: String) throws {
    let fixture = try Fixture()
    #expect(throws: KnownAtError.self) { try fixture.store.snapshot(knownAt: knownAt) {} }
    do {
      try fixture.store.snapshot(knownAt: knownAt) {}
    } catch {
      #expect("\(error)" == message)
    }
  }

  @Test func refusesAStoreWithoutImports() throws {
    let store = try Store.create(at: ":memory:")
    #expect(throws: KnownAtError.self) { try store.snapshot(knownAt: .importNumber(1)) {} }
  }
}
