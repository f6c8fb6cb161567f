import Mappings

/// A supplier's file in a few words: a mapping, titles, rows, and what becomes of them.
struct Sheet {
  static let fields = [
    MappedField("number", .text), MappedField("issued_on", .date), MappedField("to", .date),
    MappedField("amount", .number), MappedField("currency", .text), MappedField("category", .text),
  ]

  private var record: MappedRecord

  init(_ toml: String, _ titles: [String], above: [[String]] = []) throws {
    let mapping = try Mapping(parsing: toml)
    record = MappedRecord(
      try ResolvedMapping(
        mapping, kind: "invoices", fields: Sheet.fields, file: "x.csv", titles: titles,
        above: above))
  }

  /// The rows that are left, each with its fields in the kind's order, `name=text`; or its faults.
  mutating func read(_ rows: [[String]]) -> [[String]] {
    var read: [[String]] = []
    var isAfterEnd = false
    for (index, row) in rows.enumerated() {
      record.row.begin(line: index + 2, number: 1, width: row.count)
      for column in record.mapping.columns where column < row.count {
        record.row.append(Array(row[column].utf8).span)
      }
      guard !isAfterEnd else {
        record.passAfterEnd()
        continue
      }
      switch record.take() {
      case .skip: continue
      case .end: isAfterEnd = true
      case .record: read.append(texts)
      }
    }
    return read
  }

  /// The totals that the rows so far do not add up to.
  var totals: [String] {
    record.totalFaults.map { "\($0.line): \($0.title) \"\($0.text)\" \($0.reason)" }
  }

  private var texts: [String] {
    guard record.faults.isEmpty else {
      return record.faults.map { "\($0.title) \"\($0.text)\" \($0.reason)" }
    }
    return record.mapping.fields.indices.map { index in
      Sheet.fields[record.mapping.fields[index].index].name + "=" + record.text(index)
    }
  }

  /// What one text of a column `X` becomes by a rule.
  static func text(_ rule: String, _ field: String, _ text: String, head: String = "") throws
    -> String
  {
    var sheet = try Sheet("\(head)\n[columns]\n\(field) = \(rule)\n", ["X"])
    let read = sheet.read([[text]])
    return read[0][0].replacing("\(field)=", with: "")
  }

  /// The faults of a mapping, with their lines.
  static func faults(_ toml: String, _ titles: [String] = ["X"]) -> [String] {
    do {
      _ = try Sheet(toml, titles)
      return []
    } catch let failure as MappingFailure {
      return failure.faults.map { "\($0.line.map { "\($0)" } ?? "-"): \($0.problem)" }
    } catch {
      return ["\(error)"]
    }
  }
}
