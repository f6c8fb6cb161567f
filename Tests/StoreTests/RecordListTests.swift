import Procurement
import SQLite
import Store
import Testing

/// Lists of what is recorded, made from the declarations of the records.
struct RecordListTests {
  @Test(arguments: RecordKind.allCases)
  func haveTheRowsOfEveryKind(kind: RecordKind) throws {
    let fixture = try Fixture()
    for fact in FactKind.allCases { _ = try fact.record(fixture.store) }
    let list = RecordList(kind)
    let rows = try rows(list, ListFilter(), fixture)
    let count = try fixture.store.connection.integer(
      "SELECT count(*) FROM \(kind.table.name) WHERE ended_by IS NULL")
    #expect(rows.count == Int(count) && count > 0)
    #expect(!list.usualColumns.isEmpty)
    let names = list.columns.map(\.column.name)
    #expect(Set(names).count == names.count)
    for column in list.columns where column.column.isRequired {
      #expect(rows.allSatisfy { $0.values[column.column.name] != nil }, "\(column.column.name)")
    }
  }

  @Test func nameWhatRowsBelongTo() throws {
    let fixture = try Fixture()
    _ = try FactKind.fee.record(fixture.store)
    let row = try #require(rows(RecordList(.fees), ListFilter(), fixture).first)
    #expect(row.values["contract"] == .text("C-1"))
    #expect(row.values["provider"] == .text("nimbus"))
    #expect(row.currency == .usd)
  }

  @Test func filterBySeller() throws {
    let fixture = try Fixture()
    for fact in FactKind.allCases { _ = try fact.record(fixture.store) }
    for kind in [RecordKind.contracts, .fees, .invoices, .payments, .deliveries, .disputes] {
      let list = RecordList(kind)
      let all = try rows(list, ListFilter(), fixture).count
      #expect(try rows(list, ListFilter(provider: fixture.provider), fixture).count == all)
      let none = ListFilter(provider: OrganizationID(number: 99))
      #expect(try rows(list, none, fixture).isEmpty)
      #expect(try rows(list, ListFilter(contracts: [ContractID(number: 99)]), fixture).isEmpty)
    }
  }

  @Test(arguments: [
    ("status", "x", "list fees: fees have no column status;"),
    ("monthly_fee", "1", "list fees: monthly_fee is an amount, which cannot be filtered by;"),
    ("1 = 1 OR contract", "x", "list fees: fees have no column 1 = 1 OR contract;"),
  ])
  func refuseOtherColumns(column: String, value: String, message: String) throws {
    let fixture = try Fixture()
    let error = #expect(throws: ListFilterError.self) {
      try rows(RecordList(.fees), ListFilter(values: [(column, value)]), fixture)
    }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }

  @Test func bindWhatTheyAreFilteredBy() throws {
    let fixture = try Fixture()
    let filter = ListFilter(values: [("reference", "' OR 1 = 1 --")])
    #expect(try rows(RecordList(.contracts), filter, fixture).isEmpty)
    let known = ListFilter(values: [("reference", "C-1")])
    #expect(try rows(RecordList(.contracts), known, fixture).count == 1)
  }

  private func rows(
    _ list: RecordList, _ filter: ListFilter, _ fixture: borrowing Fixture
  ) throws -> [ListedRow] {
    var rows: [ListedRow] = []
    try list.forEachRow(matching: filter, in: fixture.store) { rows.append($0) }
    return rows
  }
}
