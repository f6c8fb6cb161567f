import Mappings
import Testing

struct KeyedTextTests {
  @Test func hasItsKeysWithTheirLines() throws {
    let text = try KeyedText(parsing: "# mine\nbuyer = \"lumen\"\n\nfiscal_year_start = 7\n")
    #expect(text.entries.map(\.key) == ["buyer", "fiscal_year_start"])
    #expect(text.entries.map(\.value) == ["lumen", "7"])
    #expect(text.entries.map(\.line) == [2, 4])
  }

  @Test(arguments: [
    "buyer = [\"a\"]", "buyer = true", "[table]\nbuyer = \"a\"", "buyer = 1.5", "buyer",
  ])
  func refusesAllElse(text: String) {
    #expect(throws: MappingFailure.self) { try KeyedText(parsing: text) }
  }
}
