import CSV
import Files
import Foundation
import Imports
import Procurement
import Store
import Testing

/// What an import does besides taking all or nothing.
struct ImportOptionsTests {
  private static let start =
    "provider,number,contract,billing_month,issued_on,currency,line_no,amount"

  private func lines(_ rows: String...) -> String {
    ([ImportOptionsTests.start] + rows).joined(separator: "\n") + "\n"
  }

  @Test func takesEverythingBackOfADryRun() throws {
    let fixture = try Fixture()
    let before = try fixture.contents()
    var options = ImportOptions()
    options.isDryRun = true
    let text = lines("nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,1,5")
    #expect(try fixture.take(.invoices, text, options).tally.new == 1)
    #expect(try fixture.contents() == before)
  }

  @Test func keepsGoodInvoicesWholeAndWritesTheOthersAsTheyCame() throws {
    let fixture = try Fixture()
    var options = ImportOptions()
    options.rejectsPath = fixture.path("rejects.csv")
    let good = "nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,1,5"
    let sibling = "nimbus,\"N-2\",NMB-1,2026-07,2026-07-31,USD,1, 5"
    let bad = "nimbus,N-2,NMB-1,2026-07,2026-07-31,USD,2,x"
    let outcome = try fixture.take(.invoices, lines(sibling, good, bad), options)
    #expect(!FileManager.default.fileExists(atPath: fixture.path("rejects.csv")))
    try outcome.rejected?.file?.publish()
    #expect(outcome.tally.new == 1)
    #expect(outcome.tally.rejected == 2)
    #expect(try fixture.rows("SELECT number FROM invoice") == ["N-1"])
    let rejects = try fixture.text("rejects.csv").split(separator: "\n").map(String.init)
    #expect(rejects.count == 3)
    #expect(rejects[0] == ImportOptionsTests.start + ",reject_line,reject_reason")
    #expect(rejects[1].hasPrefix(sibling + ",2,"))
    #expect(rejects[2].hasPrefix(bad + ",4,"))
    try fixture.checkRollup()

    options.rejectsPath = nil
    let mended = try fixture.text("rejects.csv").replacing("USD,2,x,", with: "USD,2,6,")
    #expect(try fixture.take(.invoices, mended, options).tally.new == 2)
    try fixture.checkRollup()
  }

  /// One invoice in each of the ways that it may be told anew.
  @Test(
    arguments: [
      (["1,5", "2,8"], "13000000"), (["1,5"], "5000000"),
      (["1,5", "2,6", "3,7"], "18000000"), (["2,6", "1,4"], "10000000"),
    ] as [([String], String)])
  func revisesAnInvoice(rows: [String], total: String) throws {
    let fixture = try Fixture()
    let front = "nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,"
    try fixture.take(.invoices, lines(front + "1,5", front + "2,6"))
    var options = ImportOptions()
    options.isRevising = true
    options.isDroppingLines = rows.count < 2
    let text = ([ImportOptionsTests.start] + rows.map { front + $0 }).joined(separator: "\n")
    let tally = try fixture.take(.invoices, text, options).tally
    #expect(tally.revised + tally.new > 0)
    #expect(
      try fixture.rows("SELECT total_units FROM invoice WHERE ended_by IS NULL") == [total])
    #expect(
      try fixture.rows("SELECT count(*) FROM invoice WHERE ended_by IS NOT NULL") == ["1"])
    #expect(
      try fixture.rows("SELECT count(DISTINCT invoice_id) FROM invoice") == ["1"])
    try fixture.checkRollup()
    let last = try fixture.store.nextImportNumber() - 1
    #expect(
      try fixture.store.digest(ofImport: last) == fixture.store.storedDigest(ofImport: last))
  }

  @Test func revisesAFee() throws {
    let fixture = try Fixture()
    try fixture.take(.fees, "contract,provider,from_month,monthly_fee\nNMB-1,nimbus,2026-01,5\n")
    var options = ImportOptions()
    options.isRevising = true
    let outcome = try fixture.take(
      .fees, "contract,provider,from_month,monthly_fee\nNMB-1,nimbus,2026-01,6\n", options)
    #expect(outcome.tally.revised == 1)
    #expect(outcome.tally.revisions.first?.changes == ["monthly_fee 5.00 -> 6.00"])
  }

  /// Scattered invoices are sorted on the way; what is stored is the same.
  @Test func storesScatteredInvoicesAlike() throws {
    let rows = (0..<4000).map { index in
      "nimbus,N-\(index % 400),NMB-1,2026-07,2026-07-31,USD,\(index / 400 + 1),\(index)"
    }
    let sql = """
      SELECT number, line_no, amount_units, total_units FROM invoice
      JOIN invoice_line ON invoice_row_id = id ORDER BY number, line_no
      """
    let scattered = try Fixture()
    let tally = try scattered.take(.invoices, lines() + rows.joined(separator: "\n")).tally
    #expect(tally.new == 4000)
    #expect(tally.invoices == 400)
    #expect(tally.totals.map(\.description) == ["7998000.00"])
    let ordered = try Fixture()
    let sorted = rows.sorted { $0.split(separator: ",")[1] < $1.split(separator: ",")[1] }
    try ordered.take(.invoices, lines() + sorted.joined(separator: "\n"))
    #expect(try scattered.rows(sql) == ordered.rows(sql))
    try scattered.checkRollup()
    #expect(
      try scattered.take(.invoices, lines() + sorted.joined(separator: "\n")).tally.unchanged
        == 4000)
  }

  @Test(arguments: ["utf-16", "latin1", "windows-1252"])
  func readsOtherEncodings(name: String) throws {
    let fixture = try Fixture()
    let text = "slug,name\nnordic,Rechenkr\u{E4}fte\n"
    let bytes: [UInt8] =
      name == "utf-16"
      ? [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
      : text.unicodeScalars.map { UInt8($0.value) }
    var options = ImportOptions()
    options.encoding = name == "utf-16" ? nil : .init(named: name)
    let outcomes = try fixture.run(.providers, [("in.csv", bytes)], options)
    #expect(outcomes.first?.tally.new == 1)
    #expect(
      try fixture.rows("SELECT name FROM organization WHERE slug = 'nordic'")
        == ["Rechenkr\u{E4}fte"])
  }

  @Test func numbersColumnsAndLinesOfQuotedFields() throws {
    let text = "slug,name,country\nx,\"X\nY\",\"U\nS\"\n"
    do {
      _ = try Fixture().take(.providers, text)
      Issue.record("was accepted")
    } catch let failure as ImportFailure {
      let refusal = try #require(failure.refusals.first)
      #expect(refusal.line == 2)
      #expect(refusal.columnNumber == 3)
      #expect(refusal.fieldLine == 3)
      #expect(refusal.kind == .rule)
      #expect(refusal.description.contains("country (column 3)"))
    }
  }
}

extension ImportOptionsTests {
  /// What the amount of the one line is rewritten to.
  @Test(arguments: [("6", true), ("55", true), ("5", false)])
  func refusesAFileThatIsRewrittenInPlaceMeanwhile(amount: String, isRefused: Bool) throws {
    let fixture = try Fixture()
    let before = try fixture.contents()
    let path = fixture.path("in.csv")
    let front = "nimbus,N-1,NMB-1,2026-07,2026-07-31,USD,1,"
    let rewritten = Data(lines(front + amount).utf8)
    var options = ImportOptions()
    options.progress = { progress in
      guard progress.bytes == progress.size else { return }
      try? rewritten.write(to: URL(filePath: path))
    }
    let original = lines(front + "5")
    guard isRefused else {
      #expect(try fixture.take(.invoices, original, options).tally.new == 1)
      return
    }
    let failure = try #require(throws: ImportFailure.self) {
      try fixture.take(.invoices, original, options)
    }
    #expect(failure.refusals.count == 1)
    #expect(failure.refusals[0].reason.hasPrefix("was written to while it was read; nothing was"))
    #expect(try fixture.contents() == before)
  }

  /// Why a test takes an import back.
  private struct Stop: Error {}

  @Test func leavesTheRejectsFileAsItWasWhereTheImportIsNotKept() throws {
    let fixture = try Fixture()
    var options = ImportOptions()
    options.rejectsPath = fixture.path("rejects.csv")
    try Data("old".utf8).write(to: URL(filePath: fixture.path("rejects.csv")))
    let text = "slug,name,kind\nx,X,provider\ny,Y,none\n"
    #expect(throws: Stop.self) {
      try fixture.store.transaction {
        #expect(try fixture.take(.providers, text, options).tally.rejected == 1)
        throw Stop()
      }
    }
    #expect(try fixture.text("rejects.csv") == "old")
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.path(""))
    #expect(names.sorted() == ["in.csv", "rejects.csv"])
  }
}
