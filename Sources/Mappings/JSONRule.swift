/// Which lists of objects of a JSON document are its rows, and which of these say something new.
package struct JSONRule: Equatable, Sendable {
  /// Where each list stands: the names that lead to it.
  let lists: [[String]]
  /// The names of the values that say what a row is about. Of several lists, the first that has rows
  /// about a thing has all that count. None where every row counts.
  let about: [String]
  /// The name of what a row says about it; one that says what the row before says is left out.
  let says: String?
  /// The name of the value by which rows are sorted.
  let order: String?
}

extension MappingTable {
  private static let keys = ["lists", "about", "says", "order"]
  /// What is said of CSV alone.
  private static let otherKeys = [
    "delimiter", "encoding", "header_row", "header_begins", "no_header", "footer_rows",
    "short_rows",
  ]

  /// The rule of `[json]`; `nil` where there is none.
  func jsonRule() -> JSONRule? {
    guard let table = subtable("json") else { return nil }
    for key in MappingTable.otherKeys where has(key) {
      add(key, "cannot be combined with json, whose rows have names")
    }
    table.check(MappingTable.keys)
    guard let lists = table.texts("lists") else {
      if !table.has("lists") {
        table.add("lists", "is missing; it names where the rows are: \"facts.revenues\"")
      }
      return nil
    }
    let paths = lists.map { $0.split(separator: ".", omittingEmptySubsequences: false) }
    if paths.contains(where: { $0.contains("") }) {
      table.add("lists", "has a path with an empty name; names are divided by one dot each")
    }
    for key in ["says", "order"] where table.has(key) && !table.has("about") {
      table.add(key, "goes with about, which names what a row is about")
    }
    return JSONRule(
      lists: paths.map { $0.map(String.init) }, about: table.texts("about") ?? [],
      says: table.text("says"), order: table.text("order"))
  }
}
