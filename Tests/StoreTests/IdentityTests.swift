import Procurement
import Store
import Testing

/// Organizations, contracts and invoices keep one identity through their revisions.
struct IdentityTests: ~Copyable {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
  }

  @Test func anOrganizationKeepsIts() throws {
    try fixture.store.end("organization", where: "slug = 'aster'")
    try recordOrganizations(["between", "aster"])
    #expect(
      try identities("SELECT id, organization_id, slug FROM organization") == [
        "1 1 nimbus", "2 2 aster", "3 3 between", "4 2 aster",
      ])
    var organizations = try FactTable<Organization>(fixture.store, import: 9)
    #expect(try organizations.identity(of: .sample(slug: "aster")) == fixture.buyer.number)
    #expect(try organizations.identity(of: .sample(slug: "none")) == nil)
  }

  @Test func aContractKeepsIts() throws {
    try fixture.store.end("contract")
    let other = OrganizationID(number: 3)
    try recordOrganizations(["other"])
    try fixture.store.importing { number in
      var contracts = try FactTable<Contract>(fixture.store, import: number)
      _ = try contracts.record(.sample(reference: "C-2"), line: 2)
      _ = try contracts.record(.sample(reference: "C-1", provider: other), line: 3)
      _ = try contracts.record(.sample(reference: "C-1"), line: 4)
    }
    #expect(
      try identities("SELECT id, contract_id, reference FROM contract") == [
        "1 1 C-1", "2 2 C-2", "3 3 C-1", "4 1 C-1",
      ])
  }

  @Test func anInvoiceKeepsIts() throws {
    try fixture.store.end("invoice")
    let again = [
      Invoice.sample(number: "N-2"), .sample(number: "N-1", issuedOn: .year(2025)),
      .sample(number: "N-1", issuedOn: .month(Month(year: 2026, month: 2))),
    ]
    for invoice in again {
      try fixture.store.importing("invoices") { number in
        try fixture.store.record([.sample()], of: invoice, import: number, line: 2)
      }
    }
    #expect(
      try identities("SELECT id, invoice_id, number FROM invoice") == [
        "1 1 N-1", "2 2 N-2", "3 3 N-1", "4 1 N-1",
      ])
  }

  @Test func aFactOfAnEndedContractStaysWithItsNextRow() throws {
    _ = try FactKind.fee.record(fixture.store)
    try fixture.store.end("contract")
    #expect(try FactKind.fee.record(fixture.store) == .unchanged)
    try fixture.store.importing { number in
      var contracts = try FactTable<Contract>(fixture.store, import: number)
      _ = try contracts.record(.sample(reference: "C-1"), line: 2)
    }
    #expect(
      try identities("SELECT contract, monthly_fee FROM monthly_fees") == ["C-1 100.00"])
  }

  /// With a number looked for in every row, imports would slow down with the square of their size.
  @Test func anInvoiceIsFoundWithoutReadingAll() throws {
    let plan = try fixture.store.connection.rows(
      """
      EXPLAIN QUERY PLAN SELECT invoice_id FROM invoice
      WHERE provider_id = 1 AND number = 'N-1' AND substr(issued_on, 1, 4) = '2026'
        AND ended_by IS NOT NULL
      """)
    #expect(plan.allSatisfy { $0.last?.hasPrefix("SEARCH") == true })
  }

  private func recordOrganizations(_ slugs: [String]) throws {
    try fixture.store.importing("providers") { number in
      var organizations = try FactTable<Organization>(fixture.store, import: number)
      for slug in slugs { _ = try organizations.record(.sample(slug: slug), line: 2) }
    }
  }

  private func identities(_ sql: String) throws -> [String] {
    try fixture.store.connection.rows(sql).map { $0.joined(separator: " ") }
  }
}
