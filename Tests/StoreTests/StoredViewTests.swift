import SQLite
import Store
import Testing

/// The views that docs/sql.md promises.
struct StoredViewTests {
  @Test func describeEveryColumn() throws {
    let store = try Store.create(at: ":memory:")
    for view in StoredView.all {
      let columns = try view.columns(in: store)
      #expect(!columns.isEmpty, "\(view.name)")
      for column in columns { #expect(column.meaning != nil, "\(view.name).\(column.name)") }
    }
  }

  /// A kind of record that has a view shows all that its files say, under the same names.
  @Test func haveEveryColumnOfTheirKind() throws {
    let store = try Store.create(at: ":memory:")
    let others = ["invoices", "invoice_lines"]
    for view in StoredView.all where !others.contains(view.name) {
      guard let kind = view.kind else { continue }
      let names = Set(try view.columns(in: store).map(\.name))
      for column in kind.columns where !column.stored.isEmpty {
        let stored = column.stored.map(\.name)
        #expect(
          names.contains(column.name) || stored.allSatisfy(names.contains),
          "\(view.name): \(column.name)")
        for units in column.stored where units.content == .money && view.name != "commitments" {
          #expect(names.contains(units.name), "\(view.name): \(units.name)")
        }
      }
    }
  }

  @Test func answerWithExactTextAndUnits() throws {
    let fixture = try Fixture()
    for kind in FactKind.allCases { _ = try kind.record(fixture.store) }
    for view in StoredView.all {
      #expect(try fixture.store.connection.count(view.name) > 0, "\(view.name)")
    }
    #expect(
      try fixture.store.connection.rows(
        "SELECT DISTINCT provider, contract, currency, monthly_fee, monthly_fee_units FROM fees")
        == [["nimbus", "C-1", "USD", "100.00", "100000000"]])
  }
}
