import ArgumentParser
import Rendering
import Reports

/// What amounts are set against: `--change`, `--share`, `--cumulate`, `--top`.
struct ComparisonOptions: ParsableArguments {
  @Flag(help: "Also the period before, the same period a year before, and the change against each.")
  var change = false

  @Flag(help: "Also the share of the total of the currency.")
  var share = false

  @Flag(help: "Also the sum with the rows before.")
  var cumulate = false

  @Option(
    help: ArgumentHelp(
      "Only the N largest, and the others in one row, such as rest of 12.",
      valueName: "count"))
  var top: Int?

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top is 1 or more, not \(top)") }
  }

  /// The columns that are asked for.
  var columns: SpendColumns {
    SpendColumns(share: share, cumulated: cumulate, change: change)
  }

  var parameters: [Report.Parameter] { top.map { [Report.Parameter("top", "\($0)")] } ?? [] }
}
