import Imports
import Store
import Testing

struct ImportJobTests {
  private static let header = "day,base,quote,rate\n"

  private func rates(_ rows: String...) -> [UInt8] {
    Array((Self.header + rows.joined(separator: "\n")).utf8)
  }

  @Test func namesEveryBadRow() throws {
    let rows = (0..<10).map { "2026-10-\(10 + $0),EUR,USD,x\($0)" }
    let good = (0..<10).map { "2026-09-\(10 + $0),EUR,USD,1" }
    let text = Self.header + zip(good, rows).map { "\($0)\n\($1)\n" }.joined()
    #expect(
      try Fixture().refusals(.fx, text)
        == (0..<10).map {
          "in.csv:\(3 + 2 * $0): rate \"x\($0)\" is not a plain decimal number; write it like"
            + " -1234.50"
        })
  }

  @Test func namesEveryBadValueOfARow() throws {
    #expect(
      try Fixture().refusals(.fx, "day,base,quote,rate,confidence\n2026,EUR,EUR,x,sure\n") == [
        "in.csv:2: day \"2026\" is not a day; write it as 2026-05-03",
        "in.csv:2: rate \"x\" is not a plain decimal number; write it like -1234.50",
        "in.csv:2: confidence \"sure\" is not one of high, medium, low",
      ])
  }

  @Test func takesSeveralFilesInTogether() throws {
    let fixture = try Fixture()
    let outcomes = try fixture.run(
      .fx,
      [("a.csv", rates("2026-10-30,EUR,USD,1")), ("b.csv", rates("2026-10-31,EUR,USD,2"))])
    #expect(outcomes.map(\.number) == [3, 4])
    #expect(
      try fixture.rows("SELECT rate, recorded_by, recorded_line FROM fx_rate") == [
        "1|3|2", "2|4|2",
      ])
  }

  @Test func refusesAllFilesForOneBadOne() throws {
    let files = [
      ("a.csv", rates("2026-10-30,EUR,USD,1")), ("b.csv", rates("2026-10-31,EUR,USD,x")),
      ("c.csv", [UInt8]()), ("d.csv", rates("2026-10-31,EUR,US,2", "2026-10-30,EUR,USD,3")),
    ]
    let refusals = try Fixture().refusals(.fx, files)
    #expect(
      refusals == [
        "b.csv:2: rate \"x\" is not a plain decimal number; write it like -1234.50",
        "c.csv: is empty; a header line is expected first",
        "d.csv:2: quote \"US\" is not a currency of ISO 4217, such as USD",
        "d.csv:3: conflicts with a.csv:2: rate is \"1\" in the store and \"3\" here;"
          + " nothing was changed",
      ])
  }

  @Test func takesTheSameFileTwiceInOneJobOnce() throws {
    let fixture = try Fixture()
    let bytes = rates("2026-10-30,EUR,USD,1")
    let outcomes = try fixture.run(.fx, [("a.csv", bytes), ("b.csv", bytes)])
    #expect(outcomes.map(\.number) == [3, nil])
    #expect(outcomes.map(\.knownAs) == [nil, 3])
    #expect(try fixture.rows("SELECT count(*) FROM fx_rate") == ["1"])
  }

  @Test func storesTheHalfThatIsNew() throws {
    let fixture = try Fixture()
    try fixture.take(.fx, Self.header + "2026-10-30,EUR,USD,1\n")
    let outcome = try fixture.take(
      .fx, Self.header + "2026-10-31,EUR,USD,2\n2026-10-30,EUR,USD,1\n", as: "more.csv")
    #expect(outcome.number == 4)
    #expect(outcome.tally.new == 1)
    #expect(outcome.tally.unchanged == 1)
    #expect(
      try fixture.rows("SELECT day, recorded_by FROM fx_rate ORDER BY day")
        == ["2026-10-30|3", "2026-10-31|4"])
  }

  @Test func keepsWhatIsKnownOfTheFile() throws {
    let fixture = try Fixture()
    try fixture.take(.fx, Self.header + "2026-10-30,EUR,USD,1\n", as: "rates.csv")
    let row = try fixture.rows(
      """
      SELECT kind, file_name LIKE '%/rates.csv', sha256, byte_count, new_rows, unchanged_rows,
             started_at, finished_at, program_version
      FROM import WHERE id = 3
      """)
    #expect(
      row == [
        "fx|1|4cd64b9fb0249472a050d6c34589ffaf91e02c44b1c201bd02b57579b6220aa5|41|1|0"
          + "|2026-11-23T18:00:00Z|2026-11-23T18:00:00Z|0"
      ])
    #expect(
      try fixture.store.digest(ofImport: 3)
        == fixture.rows("SELECT digest FROM import WHERE id = 3").first)
  }

  @Test func tellsAFileAfterARefusedOneByItself() throws {
    let files = [
      ("a.csv", rates("2026-10-30,EUR,USD,1", "2026-10-31,EUR,USD,x")),
      ("b.csv", rates("2026-10-30,EUR,USD,1", "2026-10-30,EUR,GBP,1", "2026-10-30,EUR,GBP,1")),
      ("c.csv", rates("2026-10-30,EUR,USD,2")),
    ]
    #expect(
      try Fixture().refusals(.fx, files) == [
        "a.csv:3: rate \"x\" is not a plain decimal number; write it like -1234.50",
        "b.csv:4: repeats line 3: day, base, quote are the same; each may occur once in a file",
        "c.csv:2: conflicts with a.csv:2: rate is \"1\" in the store and \"2\" here;"
          + " nothing was changed",
      ])
  }

  @Test func endsNoSoonerThanItBeganWhenTheClockIsSetBack() throws {
    let fixture = try Fixture()
    let clock = Clock(["2026-11-23T17:00:00Z", "2026-11-23T18:00:00Z"])
    try fixture.take(.fx, Self.header + "2026-10-30,EUR,USD,1\n", clock: { clock.next() })
    #expect(
      try fixture.rows("SELECT started_at, finished_at FROM import WHERE id = 3")
        == ["2026-11-23T18:00:00Z|2026-11-23T18:00:00Z"])
  }

  @Test func knowsAFileByItsBytesOnlyForItsOwnKind() throws {
    let fixture = try Fixture()
    let text = "name,seller,reference,buyer,currency\nX,nimbus,X,lumen,USD\n"
    #expect(try fixture.take(.contracts, text, ignoringUnknown: true).tally.new == 1)
    let outcome = try fixture.take(.providers, text, ignoringUnknown: true)
    #expect(outcome.knownAs == nil)
    #expect(outcome.tally.new == 1)
  }

  @Test func takesAFileWhoseNameIsOdd() throws {
    let fixture = try Fixture()
    for (index, name) in ["with blank.csv", "-rf.csv", "%s%n.csv", "\u{1B}[31m.csv", "\n.csv"]
      .enumerated()
    {
      let text = Self.header + "2026-10-1\(index),EUR,USD,1\n"
      #expect(try fixture.take(.fx, text, as: name).tally.new == 1)
    }
  }
}

/// Tells times that were set down before, the last one first.
private final class Clock: @unchecked Sendable {
  private var times: [String]

  init(_ times: [String]) {
    self.times = times
  }

  func next() -> String { times.popLast() ?? "" }
}
