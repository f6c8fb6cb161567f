import Exports
import Imports
import Procurement
import Store
import TestLedger
import Testing

/// What is exported is what is imported.
struct RecordExportTests {
  private static func text(_ kind: RecordKind, _ store: Store) throws -> String {
    var text = ""
    try RecordExport.write(kind, of: store) { text += $0 }
    return text
  }

  /// A store with what another one exports, kind by kind.
  private static func copy(_ store: Store) throws -> Store {
    let copy = try StoreTemplate.empty.store()
    for kind in RecordKind.allCases where try RecordList(fileOf: kind).hasRows(in: store) {
      let job = ImportJob(
        kind: kind, sources: [.text(try text(kind, store), name: kind.exportedFile)],
        programVersion: "test", clock: { "2026-11-23T18:00:00Z" })
      _ = try job.run(into: copy)
    }
    return copy
  }

  @Test(arguments: RecordKind.allCases)
  func hasTheColumnsOfTheTemplate(kind: RecordKind) {
    #expect(RecordList(fileOf: kind).columns.map(\.column.name) == kind.columns.map(\.name))
  }

  @Test func isTheSameBookForTheSamples() throws {
    let book = try TestBook.ofSamples()
    let copy = try RecordExportTests.copy(book.store)
    for kind in RecordKind.allCases {
      #expect(try RecordExportTests.text(kind, copy) == RecordExportTests.text(kind, book.store))
    }
  }

  @Test func keepsWhatLinesSay() throws {
    let book = try TestBook()
    try book.add(
      .contracts,
      "provider,reference,buyer,currency\nnebius,N-1,anthropic,USD\nnebius,n 2,anthropic,USD")
    try book.add(
      .invoices,
      """
      provider,number,contract,buyer,billing_month,issued_on,currency,line_no,line_id,sku,unit,quantity,unit_price,discount,discount_percent,amount,service_from,service_to
      nebius,I-1,N-1,anthropic,2026-07,2026-07,USD,1,x,=1+1,h,3.50,1.0000000000000000001,,10,3.15000000001,2026-07,
      nebius,I-1,n 2,anthropic,2026-07,2026-07,USD,2,,"a ""h"" b",,,,0.5,,-1,2026-07-01,2026-07-03
      nebius,I-1,,anthropic,2026-07,2026-07,USD,5,,,,,,,,2,,
      """)
    let text = try RecordExportTests.text(.invoices, book.store)
    #expect(
      text.split(separator: "\n").dropFirst().map(String.init) == [
        "nebius,I-1,N-1,anthropic,2026-07,2026-07,,,USD,,invoice,,1,x,=1+1,,3.5,h,1.0000000000000000001,,10,3.15000000001,2026-07-01,2026-07-31,Usage,,,",
        "nebius,I-1,n 2,anthropic,2026-07,2026-07,,,USD,,invoice,,2,,\"a \"\"h\"\" b\",,,,,0.5,,-1.00,2026-07-01,2026-07-03,Adjustment,,,",
        "nebius,I-1,,anthropic,2026-07,2026-07,,,USD,,invoice,,5,,,,,,,,,2.00,,,Usage,,,",
      ])
    #expect(try RecordExportTests.text(.invoices, RecordExportTests.copy(book.store)) == text)
  }

  @Test func hasOrganizationsAfterThoseThatTheyArePartOf() throws {
    let book = try TestBook()
    try book.add(.providers, "slug,name\ntop,Top\n,\u{65E5}\u{672C}")
    try book.add(
      .providers, "slug,name,parent\nspacex,Space Exploration,nebius\nnebius,Nebius Group,top",
      revises: true)
    let copy = try RecordExportTests.copy(book.store)
    let text = try RecordExportTests.text(.providers, copy)
    #expect(text == (try RecordExportTests.text(.providers, book.store)))
    #expect(text.contains("\n\u{65E5}\u{672C},\u{65E5}\u{672C},provider"))
  }

  @Test func leavesOutWhatWasRevised() throws {
    let book = try TestBook()
    let row = "organization,period_start,currency,amount,basis,as_of\nspacex,2025,USD,"
    try book.add(.revenue, row + "1,reported,2026-01-01")
    try book.add(.revenue, row + "2,reported,2026-02-01")
    try book.add(.revenue, row + "3,reported,2026-02-01", revises: true)
    let amounts = try RecordExportTests.text(.revenue, book.store)
      .split(separator: "\n").dropFirst().map { $0.split(separator: ",")[4] }
    #expect(amounts == ["1.00", "3.00"])
  }

  @Test func numbersFilesInTheOrderOfImport() {
    #expect(
      RecordKind.allCases.map(\.exportedFile) == RecordKind.allCases.map(\.exportedFile).sorted())
    #expect(RecordKind.terminationFees.exportedFile == "13-termination-fees.csv")
  }
}
