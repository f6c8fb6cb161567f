import Procurement
import Rendering
import Testing

/// Rows laid out by columns that are declared once.
struct TableTests {
  private struct Fee {
    let name: String
    let amount: Money?
    let shares: [Int]
  }

  private func table(isShort: Bool, shares: Int = 0) -> Table<Fee> {
    Table("fees", title: "Fees") {
      Column("name", \.name).total { _ in "total" }
      if !isShort {
        Column("length", as: .days, meaning: "Letters.") { $0.name.count }
      }
      Column("amount", \.amount).total { fees in fees.compactMap(\.amount).first }
      for index in 0..<shares {
        Column("share_\(index)", title: "no. \(index)") { $0.shares[index] }
      }
      Column("state", .text, hasReasons: true) {
        $0.amount == nil ? .unavailable(Unavailable(.notRecorded, "none")) : .empty
      }
    }
  }

  @Test func laysEachColumnsCellsUnderItsName() throws {
    let fees = [
      Fee(name: "a", amount: try dollars("1"), shares: [7, 8]),
      Fee(name: "bc", amount: nil, shares: [9, 10]),
    ]
    let section = table(isShort: false, shares: 2).section(fees)
    #expect(section.name == "fees")
    #expect(section.title == "Fees")
    #expect(
      section.columns.map(\.name) == ["name", "length", "amount", "share_0", "share_1", "state"])
    #expect(section.columns.map(\.kind) == [.text, .days, .money, .count, .count, .text])
    #expect(section.columns.map(\.heading)[3...4] == ["no. 0", "no. 1"])
    #expect(
      Array(section.rows) == [
        [.text("a"), .count(1), .money(try dollars("1")), .count(7), .count(8), .empty],
        [
          .text("bc"), .count(2), .empty, .count(9), .count(10),
          .unavailable(Unavailable(.notRecorded, "none")),
        ],
      ])
  }

  /// Rows that come one after the other are laid out as those that come together.
  @Test func laysRowsOutAsTheyCome() throws {
    let fees = [
      Fee(name: "a", amount: try dollars("1"), shares: [7]),
      Fee(name: "b", amount: nil, shares: [9]),
    ]
    let table = table(isShort: false, shares: 1)
    var rows = table.rows()
    #expect(rows.sectionIfAny() == nil)
    for fee in fees { rows.append(fee) }
    #expect(Array(rows.section().rows) == Array(table.section(fees).rows))
    let totals = Table<Money> {
      Column("name") { _ in "sum" }
      Column("amount", \.self)
    }
    #expect(
      rows.section(totals: [try dollars("1")], of: totals).totals == [
        [.text("sum"), .empty, .money(try dollars("1")), .empty, .empty]
      ])
  }

  @Test func showsRowsByTheirPlaces() throws {
    let table = Table<String> { Column("name", \.self) }
    var rows = table.rows(by: Int.self)
    for (run, place) in [(["c", "d"], 2), ([], 0), (["a", "b"], 1), (["e"], 2)] {
      rows.append(run, at: place)
    }
    #expect(rows.section().rows.map { $0[0] } == ["a", "b", "c", "d", "e"].map { .text($0) })
  }

  @Test func leavesOutWhatACommandDoesNotAskFor() throws {
    let section = table(isShort: true).section([])
    #expect(section.columns.map(\.name) == ["name", "amount", "state"])
    #expect(section.columns.map(\.hasReasons) == [false, false, true])
    #expect(table(isShort: true).section(ifAny: []) == nil)
  }

  @Test func putsATotalUnderEachGroup() throws {
    let one = Fee(name: "a", amount: try dollars("1"), shares: [])
    let two = Fee(name: "b", amount: try dollars("2"), shares: [])
    let section = try table(isShort: true).section([one, two], totals: [[one], [two]])
    #expect(
      section.totals == [
        [.text("total"), .money(try dollars("1")), .empty],
        [.text("total"), .money(try dollars("2")), .empty],
      ])
  }

  @Test func showsOneThingAsTheFieldsThatItHas() throws {
    let section = table(isShort: false).fields(of: Fee(name: "a", amount: nil, shares: []))
    #expect(section.columns.map(\.name) == ["field", "value"])
    #expect(
      Array(section.rows) == [
        [.text("name"), .text("a")], [.text("length"), .count(1)],
        [.text("state"), .unavailable(Unavailable(.notRecorded, "none"))],
      ])
  }

  @Test func describesItsColumnsWithoutRows() {
    let outline = table(isShort: false).outline("With --long.")
    #expect(outline.name == "fees")
    #expect(outline.condition == "With --long.")
    #expect(outline.columns.map(\.meaning) == [nil, "Letters.", nil, nil])
  }
}
