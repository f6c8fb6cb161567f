import Imports
import SQLite
import Store
import TestLedger
import TestTools
import Testing

/// What holds for files of every kind.
@Suite(.leftOutOfQuickRun("imports some 300 files, one for each column of each kind"))
struct RecordKindTests {
  @Test(arguments: Sample.all)
  func storesWhatAFileSays(sample: Sample) throws {
    let fixture = try Fixture(for: sample)
    let outcome = try fixture.take(sample.kind, sample.text())
    #expect(outcome.tally.new == 1)
    #expect(outcome.tally.unchanged == 0)
    #expect(outcome.knownAs == nil)
    #expect(try fixture.rows(sample.sql) == [sample.stored])
    #expect(
      try fixture.rows(
        "SELECT kind, new_rows, unchanged_rows FROM import WHERE id = \(outcome.number ?? 0)")
        == ["\(sample.kind.rawValue)|1|0"])
  }

  /// Nothing that a file says is lost on its way to the store, or on the way back.
  @Test(arguments: Sample.all)
  func keepsEveryColumn(sample: Sample) throws {
    let fixture = try Fixture(for: sample)
    let number = try #require(try fixture.take(sample.kind, sample.text()).number)
    func check<Record: StoredRecord>(_ type: Record.Type) throws {
      var rows = try RecordRows<Record>(
        fixture.store, try RecordLookups(fixture.store),
        where: "recorded_by = ?1", [.integer(number)])
      let record = try #require(try rows.next())
      for field in Record.fields where !record.values(of: field).isEmpty {
        let columns = field.column.stored.map(\.selected)
        let stored = try fixture.rows(
          """
          SELECT \(columns.joined(separator: ", ")) FROM \(Record.table.name) WHERE id = \(rows.id)
          """)
        let read = record.values(of: field).map(Sample.text)
        #expect(stored == [read.joined(separator: "|")], "\(field)")
        #expect(
          sample.value(field.column.name).isEmpty || read.contains { $0 != "-" }, "\(field)")
      }
    }
    let record = sample.kind.record
    try check(record)
  }

  @Test func hasASampleOfEveryKind() {
    #expect(Set(Sample.all.map(\.kind)) == Set(RecordKind.allCases))
  }

  @Test(arguments: Sample.all)
  func findsColumnsInAnyOrderAndCase(sample: Sample) throws {
    let fixture = try Fixture(for: sample)
    let text = sample.text(columns: sample.columns.reversed()) {
      " \($0.uppercased().replacing("_", with: " ")) "
    }
    #expect(try fixture.take(sample.kind, text).tally.new == 1)
    #expect(try fixture.rows(sample.sql) == [sample.stored])
  }

  @Test(arguments: Sample.all)
  func takesEverySynonym(sample: Sample) throws {
    let columns = sample.kind.columns.filter { sample.columns.contains($0.name) }
    for depth in 0..<(columns.map(\.synonyms.count).max() ?? 0) {
      let fixture = try Fixture(for: sample)
      let titles = columns.map {
        ($0.name, ([$0.name] + $0.synonyms)[min(depth + 1, $0.synonyms.count)])
      }
      let names = Dictionary(uniqueKeysWithValues: titles)
      try fixture.take(sample.kind, sample.text { names[$0] ?? $0 })
      #expect(try fixture.rows(sample.sql) == [sample.stored])
    }
  }

  @Test(arguments: RecordKind.allCases)
  func hasNoTitleThatMeansTwoColumns(kind: RecordKind) {
    let titles = kind.columns.flatMap { [$0.name] + $0.synonyms }.map {
      $0.replacing("_", with: "")
    }
    #expect(Set(titles).count == titles.count)
  }

  @Test(arguments: Sample.all)
  func refusesAFileWithoutARequiredColumn(sample: Sample) throws {
    for missing in sample.kind.columns where missing.isRequired {
      let fixture = try Fixture(for: sample)
      let text = sample.text(columns: sample.columns.filter { $0 != missing.name })
      #expect(
        try fixture.refusals(sample.kind, text) == [
          "in.csv:1: \(missing.name) is missing from the header, but required: \(missing.meaning)"
        ])
    }
  }

  @Test(arguments: Sample.all)
  func refusesARowWithoutARequiredValue(sample: Sample) throws {
    for missing in sample.kind.columns where missing.isRequired {
      let fixture = try Fixture(for: sample)
      let text = sample.text(changed: [[missing.name: " "]])
      #expect(
        try fixture.refusals(sample.kind, text) == [
          "in.csv:2: \(missing.name) is empty, but is required: \(missing.meaning)"
        ])
    }
  }

  @Test(arguments: Sample.all)
  func changesNothingWhenTheSameFileComesAgain(sample: Sample) throws {
    let fixture = try Fixture(for: sample)
    let first = try fixture.take(sample.kind, sample.text())
    let before = try fixture.contents()
    let again = try fixture.take(sample.kind, sample.text(), as: "copy.csv")
    #expect(again.number == nil)
    #expect(again.knownAs == first.number)
    #expect(again.tally.new == 0)
    #expect(again.tally.unchanged == 0)
    #expect(try fixture.contents() == before)
  }

  @Test(arguments: Sample.all)
  func changesNothingWhenTheSameRowsComeInAnotherFile(sample: Sample) throws {
    let fixture = try Fixture(for: sample)
    try fixture.take(sample.kind, sample.text())
    let before = try fixture.contents()
    let again = try fixture.take(
      sample.kind, sample.text(columns: sample.columns.reversed()), as: "other.csv")
    #expect(again.number == nil)
    #expect(again.knownAs == nil)
    #expect(again.tally.unchanged == 1)
    #expect(try fixture.contents() == before)
  }

  @Test(arguments: Sample.all)
  func showsBothSidesOfAConflict(sample: Sample) throws {
    let fixture = try Fixture(for: sample)
    let first = try #require(try fixture.take(sample.kind, sample.text(), as: "first.csv").number)
    let text = sample.text(changed: [[sample.change.column: sample.change.value]])
    #expect(
      try fixture.refusals(sample.kind, text).map { $0.replacing(/\(\/[^)]*\//, with: "(") } == [
        "in.csv:2: conflicts with import \(first) (first.csv:2): \(sample.change.conflict);"
          + " nothing was changed"
      ])
  }

  @Test(arguments: Sample.all)
  func namesBothLinesOfARepeat(sample: Sample) throws {
    let fixture = try Fixture(for: sample)
    let refusal = "repeats line 2: \(sample.key); each may occur once in a file"
    #expect(
      try fixture.refusals(sample.kind, sample.text(changed: [[:], [:]])) == [
        "in.csv:4: \(refusal)"
      ]
    )
    guard sample.kind != .invoices else { return }
    let changed = [sample.change.column: sample.change.value]
    #expect(
      try fixture.refusals(sample.kind, sample.text(changed: [[:], changed]))
        == ["in.csv:4: \(refusal)"])
  }

  @Test(arguments: Sample.all)
  func takesAHeaderWithoutRows(sample: Sample) throws {
    let fixture = try Fixture(for: sample)
    let before = try fixture.contents()
    let outcome = try fixture.take(sample.kind, sample.text(changed: []))
    #expect(outcome.number == nil)
    #expect(outcome.tally.new + outcome.tally.unchanged == 0)
    #expect(try fixture.contents() == before)
  }

  @Test(arguments: Sample.all)
  func hasExamplesThatTheirColumnsTake(sample: Sample) throws {
    let fixture = try Fixture(for: sample)
    let unknown = ["contract", "organization", "parent", "provider", "buyer"]
    for column in sample.kind.columns
    where !column.example.isEmpty && !unknown.contains(column.name)
      && sample.values[column.name] != nil
    {
      // Names that are not known keep the row from being stored, whatever else is right.
      var row = Dictionary(uniqueKeysWithValues: unknown.map { ($0, "?") })
      row[column.name] = column.example
      row[column.name == "quote" ? "base" : "quote"] = "?"
      let faults = try fixture.refusals(sample.kind, sample.text(changed: [row]))
      #expect(faults.filter { $0.hasPrefix("in.csv:2: \(column.name) ") } == [])
    }
  }
}
