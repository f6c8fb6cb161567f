import Imports
import Store
import Testing

/// The same bytes by another mapping are no same file.
struct MappingOfImportTests {
  private let file = "No,Net,Gross\nN-1,100.00,119.00\n"

  private func options(_ amount: String, _ fixture: borrowing Fixture) throws -> ImportOptions {
    var options = ImportOptions()
    options.mapping = try fixture.mapping(
      """
      kind = "invoices"
      [constants]
      provider = "nimbus"
      contract = "NMB-1"
      currency = "USD"
      billing_month = "2026-05"
      issued_on = "2026-05-31"
      [columns]
      number = "No"
      amount = "\(amount)"
      """, for: .invoices)
    return options
  }

  @Test func anotherMappingIsAnotherFile() throws {
    let fixture = try Fixture()
    _ = try fixture.take(.invoices, file, options("Net", fixture))
    #expect(try fixture.take(.invoices, file, options("Net", fixture)).knownAs == 3)
    let gross = try options("Gross", fixture)
    do {
      _ = try fixture.take(.invoices, file, gross)
      Issue.record("was accepted")
    } catch let failure as ImportFailure {
      #expect(failure.hints.count == 2)
      #expect(failure.hints[0].hasPrefix("import 3 read this file by another mapping, "))
    }
    var revising = gross
    revising.isRevising = true
    #expect(try fixture.take(.invoices, file, revising).tally.revised == 1)
    #expect(try fixture.rows("SELECT count(*) FROM mapping") == ["2"])
  }
}
