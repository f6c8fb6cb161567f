internal import Procurement

/// The reasons that the cells of a table name by a number.
struct Footnotes {
  private var numbers: [Remark: Int] = [:]
  private var inOrder: [Remark] = []
  /// Whether there are too many for a number each.
  private let isCoded: Bool

  /// The reasons of the columns that are shown, in the order in which they appear; `all` says whether there
  /// are too many.
  init(_ shown: [ColumnSurvey], of all: [ColumnSurvey]) {
    isCoded = Footnotes.count(all) > ColumnSurvey.footnotes
    guard !isCoded else { return }
    var first: [Remark: (row: Int, column: Int)] = [:]
    for (column, survey) in shown.enumerated() {
      for (remark, row) in survey.remarks
      where first[remark].map({ row < $0.row }) ?? true {
        first[remark] = (row, column)
      }
    }
    inOrder = first.sorted { $0.value < $1.value }.map(\.key)
    numbers = Dictionary(uniqueKeysWithValues: inOrder.enumerated().map { ($1, $0 + 1) })
  }

  /// The most columns that a cell needs for its reason, with the blank before it.
  static func width(_ surveys: [ColumnSurvey]) -> Int {
    let count = count(surveys)
    return count > ColumnSurvey.footnotes ? " \(longestCode)".count : " [\(count)]".count
  }

  private static let longestCode =
    Unavailable.Code.allCases.map(\.rawValue)
    .max { $0.count < $1.count } ?? ""

  private static func count(_ surveys: [ColumnSurvey]) -> Int {
    surveys.reduce(into: Set<Remark>()) { $0.formUnion($1.remarks.keys) }.count
  }

  /// A cell with its reason: `n/a [1]`; `n/a not_recorded` or `83.3 % *` where there are too many.
  func text(_ cell: CellText) -> String {
    guard let remark = cell.remark else { return cell.text }
    if let number = numbers[remark] { return "\(cell.text) [\(number)]" }
    guard case .unavailable(let reason) = remark else { return "\(cell.text) *" }
    return "\(cell.text) \(reason.code.rawValue)"
  }

  /// The remarks below the table.
  var lines: [String] {
    guard !isCoded else {
      return [
        "n/a and *: more than \(ColumnSurvey.footnotes) reasons; --wide, --format csv and "
          + "--format json give each"
      ]
    }
    return inOrder.enumerated().map { "[\($0 + 1)] \($1.words)" }
  }
}
