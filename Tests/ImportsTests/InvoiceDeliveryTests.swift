import Imports
import Store
import Testing

/// The files of one command are one delivery.
struct InvoiceDeliveryTests {
  private static let front = "provider,number,contract,billing_month,issued_on,currency,"

  private func file(_ columns: String, _ rows: String...) -> String {
    ([InvoiceDeliveryTests.front + columns]
      + rows.map { "nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,\($0)" }).joined(separator: "\n")
  }

  private func take(
    _ fixture: borrowing Fixture, _ texts: String..., options: ImportOptions = ImportOptions()
  ) throws -> [ImportOutcome] {
    let files = texts.enumerated().map { (name: "\($0).csv", bytes: Array($1.utf8)) }
    return try fixture.run(.invoices, files, options)
  }

  @Test(arguments: [("line_no,amount", "1,100", "2,20"), ("description,amount", "a,100", "b,20")])
  func takesTheLinesOfAnInvoiceFromSeveralFiles(
    columns: String, first: String, second: String
  ) throws {
    let fixture = try Fixture()
    let outcomes = try take(fixture, file(columns, first), file(columns, second))
    #expect(outcomes.map(\.tally.new) == [1, 1])
    #expect(
      try fixture.rows("SELECT total_units FROM invoice WHERE ended_by IS NULL") == ["120000000"])
    try fixture.checkRollup()
  }

  /// The total that both files state is reached by the second.
  @Test func checksTheTotalOfAllFiles() throws {
    let fixture = try Fixture()
    let (first, second) = (file("amount,total", "100,120"), file("amount,total", "20,120"))
    _ = try take(fixture, first, second)
    #expect(throws: ImportFailure.self) {
      try take(Fixture(), file("amount,total", "100,130"), file("amount,total", "20,130"))
    }
    try fixture.checkRollup()
  }

  @Test func countsRepeatsInSeveralFilesWhereTheyAreKept() throws {
    let text = file("description,amount", "a,100")
    let other = file("amount,description", "100,a", "20,b")
    #expect(throws: ImportFailure.self) { try take(Fixture(), text, other) }
    var options = ImportOptions()
    options.keepsRepeats = true
    let fixture = try Fixture()
    _ = try take(fixture, text, other, options: options)
    #expect(
      try fixture.rows("SELECT total_units FROM invoice WHERE ended_by IS NULL") == ["220000000"])
    try fixture.checkRollup()
  }
}
