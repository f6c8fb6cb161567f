/// A report's rows as lines of JSON, an object each, so that the lines of several reports can follow one
/// another.
///
/// `report` and `section` say where a row is from; the other members are those of the row in JSON. A
/// query's own column of one of these names takes its place.
package enum JSONLinesText {
  /// The members before those of a row, which no column of a report is called.
  package static let names = ["report", "section"]

  /// Hands the text over, line by line.
  package static func write<Failure: Error>(
    _ report: PrintableReport, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    for table in report.tables {
      let origin = zip(names, [report.name, table.name]).filter { name, _ in
        !table.columns.contains { $0.name == name }
      }.map { ($0, JSONValue.string($1)) }
      try table.forEachRow { (row) throws(Failure) in
        let members = origin + JSONText.members(of: row, table.columns)
        try take(JSONValue.line(of: members) + "\n")
      }
    }
  }
}
