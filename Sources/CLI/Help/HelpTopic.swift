import ArgumentParser
import Mappings
import Procurement
import Rendering

/// What `offtake help TOPIC` explains: a page of at most 60 lines of 80 columns.
///
/// docs/help.md shows every page as it is printed. A test checks each page's terms against the chapter of the
/// documentation that it names.
enum HelpTopic: String, CaseIterable {
  case exitCodes = "exit-codes"
  case formats, mappings, money, periods
  case twoTimes = "two-times"

  /// The page.
  var text: String {
    switch self {
    case .exitCodes: HelpTopic.exitCodePage
    case .formats: HelpTopic.formatPage
    case .mappings: HelpTopic.mappingPage
    case .money: HelpTopic.moneyPage
    case .periods: HelpTopic.periodPage
    case .twoTimes: HelpTopic.twoTimesPage
    }
  }

  /// A list of terms, each with its meaning beside it.
  static func list(_ entries: [(term: String, meaning: String)]) -> String {
    let width = 4 + (entries.map(\.term.count).max() ?? 0)
    return entries.map { term, meaning in
      let lines = meaning.wrapped(at: 80, indent: width)
      return "  \(term)" + String(lines.dropFirst(term.count + 2))
    }.joined(separator: "\n")
  }
}

// MARK: Pages made of what the program declares

extension HelpTopic {
  private static var exitCodePage: String {
    """
    EXIT CODES

    \(list(ExitStatus.meanings.map { ("\($0.code)", $0.meaning) }))

    Errors go to standard error, and say what is wrong, the value, and what is
    accepted. Whatever the code, a change is made wholly or not at all.

    More: docs/json.md

    """
  }

  private static var formatPage: String {
    """
    FORMATS

    --format says how a report is printed; without it the extension of the file
    of -o does, and on the terminal a report is a table. -o FOLDER/ writes a file
    for each table of a report.

    \(list(DestinationOptions.Format.allCases.map { ($0.rawValue, $0.summary) }))

    \(list([
      ("--section", "one table of a report that has several"),
      ("--columns", "these columns, in this order"),
      ("--wide", "in a table, every column on one line"),
      ("--unit", "in a table, amounts in thousands, millions or billions"),
      ("--exact", "in a table, amounts with all their digits"),
      ("--raw", "in CSV and TSV, text that a spreadsheet would run as a formula is left as it is"),
      ("--explain", "the formula, the rows and the sources of each figure"),
    ]))

    A figure that is not there is empty or n/a with its reason; it is never 0.

    More: docs/formats.md, docs/json.md, docs/reports.md

    """
  }

  private static var mappingPage: String {
    """
    MAPPINGS

    A mapping says which of a supplier's columns is which field, and how the file
    writes dates and amounts: offtake import invoices FILE --map MAPPING.

    \(list([
      ("offtake map list", "the mappings that come with the program"),
      ("offtake map show", "the text of one, to start from"),
      ("offtake map suggest", "a first mapping for a file, with what to check in it"),
      ("--map", "import with a mapping: a name, or a TOML file of your own"),
      ("--show-map", "show what the mapping makes of each column; nothing is imported"),
      ("--set", "a field that is the same in every row, as --set buyer=lumen"),
    ]))

    Mappings that come with the program:

    \(ShippedMap.all.map(\.name).joined(separator: ", ").wrapped(at: 78, indent: 2))

    Nothing is guessed: without a date format only ISO dates are read, and a comma
    between digits is refused unless the mapping names it.

    More: docs/maps.md

    """
  }
}
