import ArgumentParser
import Files
import Rendering

/// The columns of a report that are shown, and how its tables are laid out.
struct LayoutOptions: ParsableArguments {
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Flag(help: "In tables, show every column on one line, with reasons in their cells.")
  var wide = false

  @Option(
    help: ArgumentHelp(
      "These columns, in this order, separated by commas; named as in CSV.",
      valueName: "names"),
    transform: { $0.split(separator: ",").map(String.init) })
  var columns: [String]?

  @Option(
    help: ArgumentHelp(
      "In tables and charts, amounts in thousands, millions or billions, rounded to two decimals.",
      valueName: "thousand|million|billion"))
  var unit: AmountUnit?

  @Flag(help: "In tables, amounts with all their digits, not rounded to the minor unit.")
  var exact = false

  @Flag(help: "Draw the figures in blocks of 60 columns, in place of tables.")
  var chart = false

  @Option(help: "Colour what is wrong or late. (default: auto, on a terminal)")
  var color: Color?

  func validate() throws {
    guard unit == nil || !exact else {
      throw ValidationError("--unit rounds amounts and --exact does not: give one of them")
    }
  }

  /// How tables are laid out on the terminal or, if `isFile` says so, in a file.
  func style(isFile: Bool) -> TableStyle {
    let terminal = isFile ? nil : Terminal()
    return TableStyle(
      width: wide ? nil : LayoutOptions.width(terminal), unit: shownUnit, isExact: exact,
      isColored: colors == .always
        || colors == .auto && terminal != nil && Environment.mayBeColored)
  }

  /// The unit that was given, else the one that is configured unless all digits are wanted.
  private var shownUnit: AmountUnit? {
    unit ?? (exact ? nil : Configuration.current[.unit].flatMap { AmountUnit(rawValue: $0) })
  }

  /// What was given, else what is configured; `NO_COLOR` comes before a file.
  private var colors: Color {
    if let color { return color }
    let configuration = Configuration.current
    guard Environment.mayBeColored || configuration.isOfEnvironment(.color) else { return .auto }
    return configuration[.color].flatMap { Color(rawValue: $0) } ?? .auto
  }

  /// How tables of commands without such options are laid out.
  static var usualStyle: TableStyle { TableStyle(width: width(Terminal())) }

  /// The columns of a terminal, as far as lines are read with ease.
  private static func width(_ terminal: Terminal?) -> Int {
    guard let columns = terminal?.columns, columns > 0 else { return TableStyle.usualWidth }
    return min(max(columns, 40), 160)
  }
}

extension AmountUnit: ExpressibleByArgument {}
