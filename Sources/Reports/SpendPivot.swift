internal import Procurement
internal import Queries
internal import Rendering

/// Spend by two dimensions, laid out as rows and columns.
struct SpendPivot {
  /// The groups of one key and currency, by the other key.
  struct Row {
    let key: String?
    let currency: Currency
    let groups: [String?: SpendReport.Group]

    var all: [SpendReport.Group] { Array(groups.values) }
  }

  private let spend: SpendReport
  private let columns: [String?]
  private let rows: [Row]

  init(_ spend: SpendReport) {
    self.spend = spend
    columns = spend.secondKeys
    rows = spend.groups.runs { [$0.currency.code, $0.keys[0]] }.map(Row.init)
  }

  /// The table.
  var section: Section {
    get throws {
      let currencies = Set(rows.map(\.currency)).sorted { $0.code < $1.code }
      let isSummed = spend.dimensions[0].grain?.isOverlapping != true
      return try Row.table(
        by: spend.dimensions[0], keyColumns,
        isSummed: spend.dimensions[1].grain?.isOverlapping != true
      ).section(
        rows,
        totals: isSummed
          ? currencies.map { currency in rows.filter { $0.currency == currency } } : [])
    }
  }

  /// A name and a heading for each key. The key is its name, and its heading to the letter; where that is the
  /// name of another column, of its currency or of its reason, its dimension is added.
  private var keyColumns: [KeyColumn] {
    let dimensions = spend.dimensions
    var taken = Set(
      [dimensions[0].rawValue, "currency", "total", "tax"].flatMap(SpendPivot.names))
    return columns.map { key in
      let heading = key ?? dimensions[1].absent
      var name = heading
      while !taken.isDisjoint(with: SpendPivot.names(name)) {
        name += " (\(dimensions[1].rawValue))"
      }
      taken.formUnion(SpendPivot.names(name))
      return KeyColumn(key: key, name: name, title: heading)
    }
  }

  /// The names that a column of amounts takes up in CSV and JSON.
  private static func names(_ column: String) -> [String] {
    [column, column + "_currency", column + "_reason"]
  }

  struct KeyColumn {
    let key: String?
    let name: String
    let title: String
  }
}

extension SpendPivot.Row {
  fileprivate init(_ groups: [SpendReport.Group]) {
    key = groups[0].keys[0]
    currency = groups[0].currency
    self.groups = Dictionary(uniqueKeysWithValues: groups.map { ($0.keys[1], $0) })
  }

  /// `isSummed` says whether the columns add up.
  static func table(
    by dimension: SpendDimension, _ keys: [SpendPivot.KeyColumn], isSummed: Bool = true
  ) -> Table<SpendPivot.Row> {
    Table {
      Column(dimension.rawValue, as: dimension.columnKind) { $0.key ?? dimension.absent }
        .total { _ in "total" }.key
      Column("currency", \.currency).total { $0.first?.currency }.key
      for column in keys {
        Column(column.name, title: column.title) { $0.groups[column.key]?.amount }
          .total { rows in SpendReport.Group.sum(rows.compactMap { $0.groups[column.key] })?.amount
          }
      }
      if isSummed {
        Column("total") { SpendReport.Group.sum($0.all)?.amount }
          .total { SpendReport.Group.sum($0.flatMap(\.all))?.amount }.key
        Column("tax", meaning: "Whether or not it is in the total.") {
          SpendReport.Group.sum($0.all)?.tax
        }.total { SpendReport.Group.sum($0.flatMap(\.all))?.tax }.detail
      }
    }
  }
}
