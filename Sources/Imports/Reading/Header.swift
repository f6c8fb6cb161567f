internal import Mappings
internal import Procurement
internal import Store

/// Which column of a file holds which field.
struct Header<Field: RecordField>: Sendable {
  /// By field: the index of its column, or `nil` where the file has none.
  let positions: [Int?]
  /// By position: what the file calls the column.
  let titles: [String]
  /// What the file calls its columns, in its order.
  let columns: [String]

  /// Reads `titles`, the fields of the first record of `file`, which begins on `line`; columns of
  /// other names are passed over where `ignoresUnknown` says so.
  /// - Throws: `ImportFailure` with every column that is unknown, doubled or missing.
  init(_ titles: [String], ignoresUnknown: Bool, file: String, line: Int) throws(ImportFailure) {
    let faults = HeaderFaults<Field>(titles: titles, file: file, line: line)
    var positions = [Int?](repeating: nil, count: Field.allCases.count)
    var refusals: [Refusal] = []
    for (index, title) in titles.enumerated() where !RejectsFile.columns.contains(title) {
      guard let field = Field(title: title) else {
        if !ignoresUnknown { refusals.append(faults.unknown(index)) }
        continue
      }
      if let first = positions[field.rawValue] {
        refusals.append(faults.doubled(index, first, field))
      } else {
        positions[field.rawValue] = index
      }
    }
    refusals = faults.asAWhole(positions).map { [$0] } ?? refusals + faults.missing(positions)
    guard refusals.isEmpty else { throw ImportFailure(refusals: refusals) }
    self.positions = positions
    self.titles = titles
    columns = titles
  }

  /// The fields that a mapping makes of a file's columns.
  /// - Throws: `ImportFailure` with every needed field that it does not make.
  init(_ mapped: MappedFile, file: String) throws(ImportFailure) {
    let faults = HeaderFaults<Field>(
      titles: mapped.titles, file: file, line: mapped.headerLine, isMapped: true)
    var positions = [Int?](repeating: nil, count: Field.allCases.count)
    for (position, field) in mapped.fields.enumerated() { positions[field.index] = position }
    let refusals = faults.missing(positions)
    guard refusals.isEmpty else { throw ImportFailure(refusals: refusals) }
    self.positions = positions
    titles = mapped.fields.map(\.title)
    columns = mapped.titles
  }

  /// The fields of the records of a wide file, which has its columns.
  init(_ wide: WideFile<Field>, _ columns: [String]) {
    var positions = [Int?](repeating: nil, count: Field.allCases.count)
    for field in wide.fields { positions[field.rawValue] = 0 }
    self.positions = positions
    titles = columns
    self.columns = columns
  }

  /// What the file calls the column of a field, or its own name where the file has none.
  func title(of field: Field) -> String {
    positions[field.rawValue].map { titles[$0].trimmed } ?? field.column.name
  }
}

extension RecordField {
  /// The field that a file's column title names.
  init?(title: String) {
    // Most files have the very names, for which no synonym need be looked at.
    if let field = Self.allCases.first(where: { $0.column.name == title }) {
      self = field
      return
    }
    let key = title.headerKey
    let found = Self.allCases.first { field in
      let column = field.column
      return ([column.name] + column.synonyms).contains { $0.headerKey == key }
    }
    guard let found else { return nil }
    self = found
  }
}

/// What is said of the columns of a header that cannot be used.
private struct HeaderFaults<Field: RecordField> {
  /// What the file calls its columns, in its order.
  let titles: [String]
  /// As the user called it.
  let file: String
  /// The line of the header.
  let line: Int
  /// Whether a mapping says which column is which.
  var isMapped = false

  private var names: [String] { Field.allCases.map(\.column.name) }

  /// A column that the kind does not have.
  func unknown(_ index: Int) -> Refusal {
    let title = titles[index]
    guard !title.trimmed.isEmpty else {
      return refusal(
        "column \(index + 1) has no name; remove it, or skip it with --ignore-unknown")
    }
    let near = NearestNames.find(title, among: names)
    let hint =
      near.isEmpty
      ? "the columns are \(names.joined(separator: ", "))"
      : "did you mean \(near.joined(separator: " or "))?"
    return refusal(
      column: "column", value: title, "is unknown; \(hint) (--ignore-unknown skips it)")
  }

  /// A second column for a field.
  func doubled(_ index: Int, _ first: Int, _ field: Field) -> Refusal {
    refusal(
      column: titles[index],
      "means \(field.column.name), and so does column \(first + 1),"
        + " \"\(EscapedText.text(titles[first], limit: 60))\"; keep one of them")
  }

  /// Required columns that are not there, and alternatives of which none is.
  func missing(_ positions: [Int?]) -> [Refusal] {
    let isThere = { (field: Field) in positions[field.rawValue] != nil }
    let missing = Field.allCases.map { ($0, $0.column) }.filter { $1.isRequired && !isThere($0) }
    return missing.map { _, column in
      refusal(column: column.name, "is \(absence), but required: \(column.meaning)")
    }
      + Field.alternatives.filter { !$0.contains(where: isThere) }.map { fields in
        refusal(
          column: fields.map(\.column.name).joined(separator: " or "),
          "is \(absence); one of them is required")
      }
  }

  private var absence: String {
    isMapped
      ? "not given by the mapping (a column, a constant or --set gives it)"
      : "missing from the header"
  }

  /// What is wrong with all of it, where no column is known.
  func asAWhole(_ positions: [Int?]) -> Refusal? {
    guard positions.allSatisfy({ $0 == nil }) else { return nil }
    let columns = "the columns are \(names.joined(separator: ", "))"
    if titles.count == 1, let separator = titles[0].first(where: { ";\t|".contains($0) }) {
      let name = separator == ";" ? "semicolons" : separator == "|" ? "bars" : "tabs"
      return refusal(
        column: "column", value: titles[0],
        "is one column; its fields seem to be separated by \(name): leave --delimiter out, or give"
          + " that one (\(columns))")
    }
    let first = EscapedText.text(titles.joined(separator: ","), limit: 60)
    return refusal(
      "the first line, \"\(first)\", has none of the columns;"
        + " it is the header that says which is which (\(columns))")
  }

  private func refusal(
    column: String? = nil, value: String? = nil, _ reason: String
  ) -> Refusal {
    Refusal(file: file, line: line, column: column, value: value, reason: reason, kind: .header)
  }
}

extension String {
  /// Letters and digits only, in lowercase: `Invoice No.`, `invoice_no` and `InvoiceNo` are one.
  fileprivate var headerKey: String {
    lowercased().filter { !" \t_-./()#".contains($0) }
  }
}
