import Imports
import Store
import Testing

/// A line is known again by its number, by its id, or by what it says.
struct LineIdentityTests {
  private static let front = "provider,number,contract,billing_month,issued_on,currency,"

  private func file(_ columns: String, _ rows: String...) -> String {
    ([LineIdentityTests.front + columns]
      + rows.map { "nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,\($0)" }).joined(separator: "\n")
  }

  private func lines(_ fixture: borrowing Fixture) throws -> [String] {
    try fixture.rows(
      """
      SELECT line_no || ' ' || coalesce(description, '') || ' ' || (amount_units / 1000000)
             || ' ' || coalesce(added_by, invoice.recorded_by) || ':' || invoice_line.recorded_line
      FROM invoice JOIN invoice_line ON invoice_row_id = id WHERE ended_by IS NULL ORDER BY line_no
      """)
  }

  private func revising(dropping: Bool = false) -> ImportOptions {
    var options = ImportOptions()
    options.isRevising = true
    options.isDroppingLines = dropping
    return options
  }

  private var adding: ImportOptions {
    var options = ImportOptions()
    options.isAddingLines = true
    return options
  }

  // MARK: Repeats

  @Test func keepsRepeatsWhereTold() throws {
    let fixture = try Fixture()
    var options = ImportOptions()
    options.keepsRepeats = true
    let text = file("description,amount", "setup,5", "setup,5", "other,1", "setup,5")
    let outcome = try fixture.take(.invoices, text, options)
    #expect(outcome.tally.new == 4)
    #expect(
      outcome.tally.notes == ["2 lines are identical to an earlier line of the invoice; kept"])
    let again = file("description,amount", "other,1", "setup,5", "setup,5", "setup,5")
    #expect(try fixture.take(.invoices, again, options).tally.unchanged == 4)
    try fixture.checkRollup()
  }

  @Test func refusesAnIDThatStandsTwice() throws {
    var options = ImportOptions()
    options.keepsRepeats = true
    #expect(
      try Fixture().refusals(.invoices, file("line_id,amount", "a,5", "a,6"), options)
        == ["in.csv:3: has the line_id of line 2, \"a\""])
  }

  // MARK: Another order, more, fewer

  @Test func knowsLinesInAnotherOrder() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("description,amount", "a,1", "b,2", "c,3"))
    let tally = try fixture.take(.invoices, file("description,amount", "c,3", "a,1", "b,2")).tally
    #expect(tally.unchanged == 3 && tally.new == 0)
  }

  /// A row that was inserted revises nothing; each line keeps its own place.
  @Test func addsALineWhereItIsAsked() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("description,amount", "a,1", "b,2"))
    let more = file("description,amount", "a,1", "new,7", "b,2")
    #expect(
      try fixture.refusals(.invoices, more) == [
        "in.csv:3: number \"N-1\" has grown since import 3: this line is new; nothing was changed"
          + " (--add-lines adds it)"
      ])
    let tally = try fixture.take(.invoices, more, adding).tally
    #expect(tally.new == 1 && tally.unchanged == 2 && tally.revised == 0)
    #expect(try lines(fixture) == ["1 a 1 3:2", "2 b 2 3:3", "3 new 7 4:3"])
    try fixture.checkRollup()
  }

  /// A file of the new lines alone adds them, whatever they charge.
  @Test func addsAFileOfNewLines() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("service_from,service_to,amount", "2026-07-01,2026-07-01,5"))
    let tally = try fixture.take(
      .invoices, file("service_from,service_to,amount", "2026-07-02,2026-07-02,5"), adding
    ).tally
    #expect(tally.new == 1 && tally.unchanged == 0)
    #expect(
      try fixture.rows("SELECT total_units FROM invoice WHERE ended_by IS NULL") == ["10000000"])
    try fixture.checkRollup()
  }

  /// The total that a file states is that of the whole invoice.
  @Test func checksTheTotalWithTheLinesThatStay() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("line_no,amount", "1,5"))
    #expect(
      try fixture.refusals(.invoices, file("line_no,amount,total", "2,6,6"), adding)
        == ["in.csv:2: total \"6\" is not the sum of the lines of invoice N-1, which is 11.00"])
    #expect(
      try fixture.take(.invoices, file("line_no,amount,total", "2,6,11"), adding).tally.new == 1)
  }

  @Test func losesNoLineUnasked() throws {
    let fixture = try Fixture()
    try fixture.take(.invoices, file("line_no,amount", "1,100"))
    let second = file("line_no,amount", "2,20")
    let refusals = try fixture.refusals(.invoices, second, revising())
    #expect(refusals.count == 1)
    #expect(refusals[0].contains("would lose 1 line, the first of them import 3"))
    #expect(try fixture.take(.invoices, second, revising(dropping: true)).tally.new == 1)
    #expect(try lines(fixture) == ["2  20 4:2"])
    try fixture.checkRollup()
  }

  /// The same charge for another day is another line.
  @Test func takesNoLineForThatOfAnotherDay() throws {
    let fixture = try Fixture()
    let columns = "description,service_from,service_to,amount"
    try fixture.take(.invoices, file(columns, "gpu,2026-07-01,2026-07-01,5"))
    let refusals = try fixture.refusals(
      .invoices, file(columns, "gpu,2026-07-02,2026-07-02,5"), revising())
    #expect(refusals.count == 1 && refusals[0].contains("would lose 1 line"))
  }

  @Test(
    arguments: [
      ("description,amount", "a,1", "a,9", "amount 1.00 -> 9.00"),
      ("description,amount", "a,1", "b,1", "description \"a\" -> \"b\""),
      ("line_id,amount", "x,1", "x,9", "amount 1.00 -> 9.00"),
    ])
  func takesALineForTheOneItCorrects(
    columns: String, old: String, new: String, change: String
  ) throws {
    let fixture = try Fixture()
    let other = columns.hasPrefix("line_id") ? "y,4" : "z,4"
    try fixture.take(.invoices, file(columns, old, other))
    let tally = try fixture.take(.invoices, file(columns, other, new), revising()).tally
    #expect(tally.revisions.map(\.changes) == [[change]])
    #expect(tally.unchanged == 1 && tally.new == 0)
    try fixture.checkRollup()
  }

  // MARK: Columns that the file does not have

  @Test func keepsWhatTheFileHasNoColumnFor() throws {
    let fixture = try Fixture()
    try fixture.take(
      .invoices,
      file("due_on,description,sku,amount", "2026-08-30,words,gpu,1", "2026-08-30,more,cpu,2"))
    let fewer = file("sku,amount", "gpu,1", "cpu,2")
    #expect(try fixture.take(.invoices, fewer).tally.unchanged == 2)
    let tally = try fixture.take(.invoices, file("sku,amount", "gpu,1", "cpu,3"), revising()).tally
    #expect(tally.revisions.map(\.changes) == [["amount 2.00 -> 3.00"]])
    #expect(try lines(fixture) == ["1 words 1 3:2", "2 more 3 4:3"])
    #expect(try fixture.rows("SELECT due_on FROM invoice WHERE ended_by IS NULL") == ["2026-08-30"])
    let emptied = file("sku,due_on,amount", "gpu,,1", "cpu,,3")
    #expect(
      try fixture.take(.invoices, emptied, revising()).tally.revisions.map(\.changes)
        == [["due_on \"2026-08-30\" -> empty"]])
    try fixture.checkRollup()
  }
}
