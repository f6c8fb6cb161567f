/// A mapping is refused, or makes of any rows what is ours or a fault, the same each time.
///
/// The mapping ends at a line of three percent signs. The first line after it has the titles, divided by
/// bars, and each line after that a row; lines before one of two percent signs stand above the header. A
/// mapping of JSON reads all of it as its document.
func fuzz(_ input: [UInt8]) {
  let text = String(decoding: input, as: UTF8.self)
  let parts = text.split(separator: "\n%%%\n", maxSplits: 1).map(String.init)
  guard let first = parts.first, let mapping = try? Mapping(parsing: first) else { return }
  let file = parts.count == 2 ? parts[1] : first
  let value = Array(file.utf8).prefix(40)
  for rule in mapping.fields.values {
    check(rule.numbers, value)
    for format in rule.dates ?? [.iso] { check(format, value) }
  }
  if let rule = mapping.json { check(rule, Array(file.utf8)) }
  check(mapping, file)
}

private func check(_ format: NumberFormat, _ value: ArraySlice<UInt8>) {
  var output: [UInt8] = []
  guard (try? format.read(value, isNegated: false, into: &output)) != nil else { return }
  var negated: [UInt8] = []
  _ = try? format.read(value, isNegated: true, into: &negated)
  require(output.allSatisfy { $0 == 0x2d || $0 == 0x2e || $0.isDigit }, "what is read is ours")
  guard let number = try? ExactDecimal(parsing: output.span) else { return }
  let opposite = try? ExactDecimal(parsing: negated.span)
  require(opposite?.coefficient == 0 &- number.coefficient, "the other sign is the other sign")
}

private func check(_ format: DateFormat, _ value: ArraySlice<UInt8>) {
  guard let written = try? format.read(value) else { return }
  let date = written.date.description
  require((try? PartialDate(parsing: date))?.description == date, "a date read is one of ours")
  _ = written.lastBefore
}

private func check(_ rule: JSONRule, _ document: [UInt8]) {
  guard let table = try? JSONTable(document, rule) else { return }
  require(table.csv.last == 0x0a, "a table has a header and whole records")
  require((try? JSONTable(document, rule))?.csv == table.csv, "a document has one table")
}

// MARK: Rows

/// The fields of an invoice, as mappings of the samples make them.
private let fields =
  [
    "provider", "number", "contract", "buyer", "currency", "kind", "credits", "line_id", "sku",
    "description", "unit", "charge_category", "source", "confidence", "notes",
  ].map { MappedField($0, .text) }
  + ["billing_month", "issued_on", "received_on", "due_on", "service_from", "service_to"].map {
    MappedField($0, .date)
  }
  + ["total", "line_no", "quantity", "unit_price", "discount", "discount_percent", "amount"].map {
    MappedField($0, .number)
  }

private struct Sheet {
  var above: [[String]] = []
  var titles: [String] = []
  var rows: [[String]] = []

  /// At most so many rows.
  private static let mostRows = 12

  init(_ text: String, hasHeader: Bool) {
    let parts = text.split(separator: "\n%%\n", maxSplits: 1).map { Sheet.records(String($0)) }
    if parts.count == 2 { above = parts[0] }
    let records = parts.last ?? []
    rows = Array(records.dropFirst(hasHeader ? 1 : 0).prefix(Sheet.mostRows))
    titles = records.first ?? []
    if !hasHeader { titles = titles.indices.map { "column \($0 + 1)" } }
  }

  private static func records(_ text: String) -> [[String]] {
    text.split(separator: "\n", omittingEmptySubsequences: true).map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

private func check(_ mapping: Mapping, _ file: String) {
  let sheet = Sheet(file, hasHeader: mapping.header != .absent)
  guard !sheet.titles.isEmpty,
    let resolved = try? ResolvedMapping(
      mapping, kind: mapping.kind ?? "invoices", fields: fields, file: "x.csv",
      titles: sheet.titles, above: sheet.above, aboveLines: Array(sheet.above.indices))
  else { return }
  let lines = read(sheet, resolved)
  require(read(sheet, resolved) == lines, "a file reads the same each time")
  _ = resolved.rules
  _ = resolved.omissions
}

/// Every line that a mapping makes of the rows, and at the end what their totals are not.
private func read(_ sheet: Sheet, _ mapping: ResolvedMapping) -> [[String]] {
  var record = MappedRecord(mapping)
  var lines: [[String]] = []
  var hasEnded = false
  for (index, row) in sheet.rows.enumerated() {
    let width = mapping.padsShortRows ? max(row.count, sheet.titles.count) : row.count
    record.row.begin(line: index + 2, number: index + 2, width: width)
    for column in mapping.columns {
      record.row.append(Array((column < row.count ? row[column] : "").utf8).span)
    }
    guard !hasEnded else {
      record.passAfterEnd()
      continue
    }
    switch record.take() {
    case .skip: continue
    case .end: hasEnded = true
    case .record:
      lines.append(line(record))
      if record.hasTaxLine {
        record.takeTax()
        lines.append(line(record))
      }
    }
  }
  return lines + record.totalFaults.map { ["\($0.line)", $0.title, $0.text, $0.reason] }
}

/// The fields of a record, or its faults.
private func line(_ record: MappedRecord) -> [String] {
  guard record.faults.isEmpty else {
    return record.faults.flatMap { [$0.title, $0.text, $0.reason] }
  }
  return record.mapping.fields.indices.map { index in
    let (text, field) = (record.text(index), record.mapping.fields[index])
    if case .constant = field.assembly { return text }
    check(text, field, isTax: record.isTaxLine)
    return text
  }
}

private func check(_ text: String, _ field: ResolvedField, isTax: Bool) {
  let (rule, blank) = (field.conversion.rule, text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 })
  // What a mapping translates is what it says, and told by the kind where it is none of ours.
  guard !blank, rule.values.isEmpty else { return }
  switch field.conversion.field.form {
  case .text: return
  case .date:
    guard !field.isTakenAsItStands else { return }
    require((try? PartialDate(parsing: text)) != nil, "a date is one of ours")
  case .number:
    guard !field.isTakenAsItStands, !isTax else { return }
    let isOurs = text.utf8.allSatisfy { $0 == 0x2d || $0 == 0x2e || $0.isDigit }
    require(isOurs, "a number is one of ours")
    guard let places = rule.numbers.rounding else { return }
    let decimals = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
    require(decimals.allSatisfy { $0.utf8.count <= places }, "a number is rounded as it is told")
  }
}

/// No mapping comes with the fuzzer: those of the program are resources of its build.
struct ShippedMap {
  let name: String
  let text: String
  static let all: [ShippedMap] = []
}
