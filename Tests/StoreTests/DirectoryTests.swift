import Procurement
import Store
import Testing

struct OrganizationDirectoryTests {
  private static func directory() throws -> OrganizationDirectory {
    let store = try Store.create(at: ":memory:")
    try store.importing("providers") { number in
      var table = try FactTable<Organization>(store, import: number)
      let organizations: [Organization] = [
        .sample(slug: "spacex", name: "Space Exploration Technologies", aliases: ["SpaceX", "S"]),
        .sample(slug: "nebius", name: "Nébius", aliases: ["S"]),
        .sample(slug: "oracle", name: "Oracle", aliases: ["Straße", "nebius"]),
        .sample(slug: "gone", name: "Gone"),
      ]
      for organization in organizations { _ = try table.record(organization, line: 2) }
    }
    try store.end("organization", where: "slug = 'gone'")
    return try OrganizationDirectory(store)
  }

  @Test(
    arguments: [
      ("spacex", 1), ("SpaceX", 1), ("SPACEX", 1), ("space exploration technologies", 1),
      ("N\u{E9}bius", 2), ("Ne\u{301}bius", 2), ("NE\u{301}BIUS", 2), ("nebius", 2),
      ("Oracle", 3), ("straße", 3),
    ])
  func findsBySlugNameOrAlias(text: String, number: Int64) throws {
    #expect(try Self.directory().find(text) == .one(OrganizationID(number: number)))
  }

  /// A Cyrillic `о`, a Greek omicron, full width, a hidden mark, a blank, a ligature, an old row.
  @Test(
    arguments: [
      "оracle", "οracle", "ｏracle", "ora\u{200B}cle", "oracle ", "oracle\0", "", "gone", "n",
    ])
  func matchesNoLookAlike(text: String) throws {
    #expect(try Self.directory().find(text) == .none)
  }

  @Test func tellsWhoseAnAliasMayBe() throws {
    #expect(try Self.directory().find("s") == .several(["nebius", "spacex"]))
  }

  @Test func knowsWhatIsAddedLater() throws {
    var directory = try Self.directory()
    directory.add(OrganizationID(number: 9), slug: "aster", name: "Aster", aliases: ["Oracle"])
    #expect(directory.find("ASTER") == .one(OrganizationID(number: 9)))
    #expect(directory.slug(of: OrganizationID(number: 9)) == "aster")
    #expect(directory.find("Straße") == .one(OrganizationID(number: 3)))
  }

  @Test func namesWhatWasPerhapsMeant() throws {
    let directory = try Self.directory()
    #expect(directory.nearest(to: "orcale") == ["oracle"])
    #expect(directory.nearest(to: "zzzzzzzz") == [])
    #expect(directory.slug(of: OrganizationID(number: 1)) == "spacex")
    #expect(directory.slug(of: OrganizationID(number: 99)) == "#99")
  }
}

struct ContractDirectoryTests {
  @Test func findsByReferenceAndProvider() throws {
    let fixture = try Fixture()
    let other = OrganizationID(number: 3)
    try fixture.store.importing { number in
      var organizations = try FactTable<Organization>(fixture.store, import: number)
      _ = try organizations.record(.sample(slug: "other"), line: 2)
      var contracts = try FactTable<Contract>(fixture.store, import: number)
      _ = try contracts.record(.sample(reference: "C-1", provider: other, currency: .kwd), line: 3)
      _ = try contracts.record(.sample(reference: "Frame 2026", provider: other), line: 4)
    }
    let directory = try ContractDirectory(fixture.store)
    guard case .one(let entry) = directory.find("c-1", of: other) else {
      Issue.record("c-1 is not found")
      return
    }
    #expect(entry.id == ContractID(number: 2))
    #expect(entry.provider == other)
    #expect(entry.buyer == fixture.buyer)
    #expect(entry.reference == "C-1")
    #expect(entry.currency == .kwd)
    guard case .several(let entries) = directory.find("C-1") else {
      Issue.record("C-1 is not ambiguous")
      return
    }
    #expect(Set(entries.map(\.provider)) == [fixture.provider, other])
    #expect(directory.find("Frame 2026", of: fixture.provider) == .none)
    #expect(directory.find("") == .none)
    #expect(directory.nearest(to: "frame 2025") == ["Frame 2026"])
    #expect(directory.nearest(to: "frame 2025", of: fixture.provider) == [])
    #expect(directory.reference(of: ContractID(number: 3)) == "Frame 2026")
    #expect(directory.reference(of: ContractID(number: 99)) == "#99")
  }
}

struct InvoiceDirectoryTests {
  @Test func findsByNumberAndYear() throws {
    let fixture = try Fixture()
    try fixture.store.importing("invoices") { number in
      try fixture.store.record(
        [.sample(amount: Money(units: 1, of: .kwd))],
        of: .sample(number: "N-1", issuedOn: .year(2025), currency: .kwd), import: number, line: 2)
    }
    var directory = try InvoiceDirectory(fixture.store)
    let provider = fixture.provider
    #expect(
      try directory.find("N-1", of: provider)
        == .several(years: ["2025", "2026"], buyers: [fixture.buyer, fixture.buyer]))
    #expect(try directory.find("N-1", of: provider, billedTo: provider) == .none)
    #expect(
      try directory.find("N-1", of: provider, issuedIn: 2025)
        == .one(InvoiceID(number: 2), .kwd))
    #expect(
      try directory.find("N-1", of: provider, issuedIn: 2026) == .one(fixture.invoice, .usd))
    #expect(try directory.find("N-1", of: provider, issuedIn: 2024) == .none)
    #expect(try directory.find("n-1", of: provider) == .none)
    #expect(try directory.find("N-1", of: fixture.buyer) == .none)
    try fixture.store.end("invoice", where: "id = 2")
    #expect(try directory.find("N-1", of: provider) == .one(fixture.invoice, .usd))
  }
}
