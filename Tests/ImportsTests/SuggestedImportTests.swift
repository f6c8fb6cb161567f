import CSV
import Imports
import Store
import Synchronization
import Testing

/// Mappings as they are suggested, with what no column says filled in, take their files in.
struct SuggestedImportTests {
  /// What every file must have, where none of its columns says it.
  private static let constants = [
    "provider": "nimbus", "contract": "NMB-1", "currency": "USD", "billing_month": "2026-05",
    "issued_on": "2026-05-31", "number": "N-1",
  ]

  private static func completed(_ text: String) -> String {
    constants.reduce(text) { text, constant in
      text.replacing("# \(constant.key) = \"…\"", with: "\(constant.key) = \"\(constant.value)\"")
    }
  }

  private static func lines(_ file: String) throws -> [String] {
    let fixture = try Fixture()
    let path = try fixture.write(Array(file.utf8), "in.csv")
    let mapping = completed(try SuggestedMapping(path, kind: .invoices).text)
    let outcome = try fixture.read(.invoices, file, by: mapping)
    guard outcome.allSatisfy({ $0.hasSuffix(" new") }) else { return outcome + [mapping] }
    return try fixture.rows(
      "SELECT amount_text, coalesce(service_to, ''), charge_category FROM invoice_line ORDER BY 1")
  }

  @Test(arguments: [
    (
      "Invoice,Issued,Item,Charge,Credit\nN-1,2026-05-31,H100,1000.00,\nN-1,2026-05-31,Outage,,40.00\n",
      2
    ),
    (
      "Invoice;Issued;Item;Amount;DC\nN-1;31.05.2026;H100;1.000,00;S\nN-1;31.05.2026;Outage;40,00;H\n",
      2
    ),
    ("Invoice,Issued,Amount\nN-1,31-May-26,1000.00\nN-2,30-Jun-26,900.00\n", 2),
    ("Number,Date,Net,VAT,Gross\nN-1,2026-05-31,100.00,19.00,119.00\n", 2),
    ("No,Date,Amt\nN-1,5/31/2026 12:00:00 AM,10.00\n", 1),
    ("No,Date,Amt\nR-1,31. Mai 2026,10.00\nR-2,30 juin 2026,10.00\n", 2),
    (
      "number,start,end,cost\nN-1,2026-05-31T22:00:00Z,2026-05-31T23:00:00Z,23.00\n"
        + "N-1,2026-05-31T23:00:00Z,2026-06-01T00:00:00Z,24.00\n", 2
    ),
    (
      "Report generated 2026-06-01\n\nprovider,number,contract,billing_month,issued_on,currency,amount\n"
        + "nimbus,N-1,NMB-1,2026-05,2026-05-31,USD,10.00\n", 1
    ),
    (
      "*ContactName,*InvoiceNumber,*InvoiceDate,Total,*Description,*Quantity,*UnitAmount,TaxAmount,Money\n"
        + "nimbus,N-1,31/05/2026,1150.00,H100,400,2.50,150.00,USD\n"
        + "nimbus,N-2,31/05/2026,1265.00,H100,400,2.50,150.00,USD\n"
        + "nimbus,N-2,31/05/2026,1265.00,Storage,100,1.00,15.00,USD\n", 6
    ),
    (
      "provider,number,contract,billing_month,issued_on,currency,sku,amount\n"
        + "nimbus,P-77,NMB-1,2026-05,2026-05-31,USD,h100,1000.00\n,,,,,,store,50.00\n", 2
    ),
    (
      "Orion GmbH;;;\nRechnungsnummer;Rechnungsdatum;Betrag;Währung\nR-1;31.05.2026;3.124,80;USD\n"
        + "R-2;31.05.2026;124,80-;USD\nSumme;;3.000,00;\n", 2
    ),
    ("Invoice,Date,Amount\nN-1,46173,(5.00)\nN-2,46174,\"1,000.50\"\n,,\nN-4,46174,1\n", 3),
  ])
  func aSuggestedMappingReadsItsFile(file: String, count: Int) throws {
    let lines = try SuggestedImportTests.lines(file)
    #expect(lines.count == count, "\(lines.joined(separator: "\n"))")
  }

  @Test func anHourThatEndsAtMidnightIsOfItsDay() throws {
    let file =
      "number,start,end,cost\nN-1,2026-05-31T22:00:00Z,2026-05-31T23:00:00Z,23.00\n"
      + "N-1,2026-05-31T23:00:00Z,2026-06-01T00:00:00Z,24.00\n"
    let lines = try SuggestedImportTests.lines(file)
    // 2026-05-31.
    #expect(lines == ["-|20604|Usage", "-|20604|Usage"])
  }

  @Test func aTotalIsComparedOnceItIsSuggested() throws {
    let fixture = try Fixture()
    let file =
      "Invoice,Date,Amount,Currency\nN-1,2026-05-31,1.00,USD\nN-2,2026-05-31,2.00,USD\nTotal,,3.00,\n"
    let path = try fixture.write(Array(file.utf8), "in.csv")
    let mapping = SuggestedImportTests.completed(try SuggestedMapping(path, kind: .invoices).text)
    let other = file.replacing("2.00", with: "2.50")
    let refusals = try fixture.read(.invoices, other, by: mapping)
    #expect(refusals.count == 1)
    #expect(refusals.first?.contains("is not the sum of the 2 lines") == true, "\(refusals)")
  }

  @Test func theEncodingAndTheDelimiterMayBeGiven() throws {
    let fixture = try Fixture()
    let bytes = Array("Rechnungsnummer~Währung\nR-1~USD\n".unicodeScalars.map { UInt8($0.value) })
    let path = try fixture.write(bytes, "in.csv")
    #expect(throws: ImportFailure.self) { try SuggestedMapping(path, kind: .invoices) }
    let text = try SuggestedMapping(
      path, kind: .invoices, delimiter: UInt8(ascii: "~"), encoding: .windows1252
    ).text
    #expect(text.contains("delimiter = \"~\"\nencoding = \"windows-1252\"\n"))
    #expect(text.contains("currency = \"Währung\"  # sure"), "\(text)")
  }

  @Test func theDelimiterIsTheMarkThatStandsAsOftenInEachLine() throws {
    let fixture = try Fixture()
    let file = "Bericht vom 1. Juni, 2026\nNr;Betrag;Menge\nR-1;1,5;2,5\nR-2;1,5;2,5\n"
    let path = try fixture.write(Array(file.utf8), "in.csv")
    #expect(try SuggestedMapping(path, kind: .invoices).text.contains("delimiter = \";\"\n"))
  }

  @Test func tellsHowFarAFileIsThatIsReadThreeTimes() throws {
    let fixture = try Fixture()
    let row = "N-1,2026-05-31,10.00\n"
    let file = "Number,Date,Amount\n" + String(repeating: row, count: 9_000)
    let path = try fixture.write(Array(file.utf8), "in.csv")
    let told = Mutex<[ImportProgress]>([])
    _ = try SuggestedMapping(path, kind: .invoices) { progress in
      told.withLock { $0.append(progress) }
    }
    let steps = told.withLock { $0 }
    #expect(steps.map(\.bytes) == steps.map(\.bytes).sorted())
    #expect(steps.allSatisfy { $0.bytes <= file.utf8.count && $0.size == file.utf8.count })
    #expect(steps.last.map { $0.bytes > file.utf8.count * 9 / 10 } == true)
    #expect(steps.last?.rows == 8_192)
  }

  @Test func readsFormulasWithoutQuotes() throws {
    let file = "Number,Date,Ref,Amount\n=\"0012\",2026-05-31,x,10.00\n"
    #expect(try SuggestedImportTests.lines(file).count == 1)
    let other = "Number,Date,Ref,Amount\n0012,2026-05-31,=\"7\",10.00\n"
    #expect(try SuggestedImportTests.lines(other).count == 1)
  }

  @Test(arguments: [
    (
      "Number,Date,SKU,Amount,Machine\nN-1,2026-05-31,H100,2.50,a\nN-1,2026-05-31,H100,2.50,b\n",
      ["2500000|Usage", "2500000|Usage"]
    ),
    (
      "Number,Date,Amount,Charge type\nN-1,2026-05-31,2.50,Verbrauch\nN-1,2026-05-31,1.00,Steuern\n",
      ["2500000|Usage", "1000000|Tax"]
    ),
    ("N-1,2026-05-31,H100,2.50\nN-1,2026-05-31,disk,1.00\n", ["2500000|Usage", "1000000|Usage"]),
  ])
  func suggestionsTakeRepeatedRowsWordsAndFilesWithoutHeader(file: String, lines: [String]) throws {
    let fixture = try Fixture()
    let path = try fixture.write(Array(file.utf8), "in.csv")
    let mapping = SuggestedImportTests.completed(
      try SuggestedMapping(path, kind: .invoices).text)
    #expect(try fixture.read(.invoices, file, by: mapping) == ["2 new"])
    #expect(
      try fixture.rows("SELECT amount_units, charge_category FROM invoice_line ORDER BY line_no")
        == lines)
  }

  @Test func aFileWithoutAHeaderIsToldAsSuch() throws {
    let fixture = try Fixture()
    let path = try fixture.write(Array("N-1,2026-05-31,2.50\nN-2,2026-05-31,3.50\n".utf8), "in.csv")
    let text = try SuggestedMapping(path, kind: .invoices).text
    #expect(text.contains("\nno_header = true  # likely: its first line is like the others\n"))
    #expect(text.contains(", from all its 2 rows."))
  }
}
