import CSV
import Imports
import Mappings
import Store
import Testing

struct MappingPreviewTests {
  @Test func theEncodingAndTheDelimiterMayBeGiven() throws {
    let fixture = try Fixture()
    let bytes = Array("Nummer~Währung\nR-1~USD\n".unicodeScalars.map { UInt8($0.value) })
    let path = try fixture.write(bytes, "in.csv")
    let mapping = try fixture.mapping(
      "[columns]\nnumber = \"Nummer\"\ncurrency = \"Währung\"\n", for: .invoices)
    #expect(throws: ImportFailure.self) { try MappingPreview(mapping, path: path) }
    let preview = try MappingPreview(
      mapping, path: path, delimiter: UInt8(ascii: "~"), encoding: .latin1)
    #expect(preview.rules.map(\.source) == ["Nummer", "Währung"])
  }
}
