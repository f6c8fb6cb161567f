internal import CSV
internal import Procurement
internal import Store

// Why a record is refused, or the file.

extension RecordReader {
  /// Why the file cannot be read on.
  func refusal(_ error: CSVError) -> Refusal {
    let title = error.column.flatMap { $0 <= header.columns.count ? header.columns[$0 - 1] : nil }
    let place = error.position.map { "at character \($0) of the line: " } ?? ""
    let isInField = title != nil && error.position != nil
    var refusal = Refusal(
      file: file, line: error.line, column: isInField ? title?.trimmed : nil,
      reason: "\(place)\(error.problem); \(error.hint)", kind: .file)
    if isInField { refusal.columnNumber = error.column }
    return refusal
  }

  /// Says that a field is empty, and what it should say.
  func needed(_ field: Field) -> Refusal {
    let position = header.positions[field.rawValue]
    let isFillable = position.map { mapped?.canFillDown($0) ?? false } ?? false
    return refusal(
      field,
      (position != nil ? "is empty" : "has no column")
        + ", but is required: \(field.column.meaning)"
        + (isFillable ? " With fill_down = true the mapping uses the text above." : ""),
      .missing)
  }

  /// Says why a field was refused. The column is called what the file calls it.
  func refusal(_ field: Field, _ reason: String, _ kind: Refusal.Kind) -> Refusal {
    let position =
      wide == nil ? header.positions[field.rawValue] : wide?.position(of: field) ?? nil
    var refusal = Refusal(
      file: file, line: line, column: title(of: field),
      value: position.flatMap { mapped?.original($0) } ?? text(field), reason: reason, kind: kind)
    refusal.record = recordNumber
    refusal.group = group
    if let position, mapped == nil {
      refusal.columnNumber = position + 1
      let begin = line(of: position)
      if begin != line { refusal.fieldLine = begin }
    }
    return refusal
  }

  /// Says why the record as a whole was refused.
  func refusal(_ reason: String, _ kind: Refusal.Kind) -> Refusal {
    var refusal = Refusal(file: file, line: line, reason: reason, kind: kind)
    refusal.record = recordNumber
    refusal.group = group
    return refusal
  }

  /// What the record is of, by the fields of its key: `contract NMB-1, from_month 2026-01`.
  var keyText: String {
    Field.key.compactMap { field in
      text(field).map { "\(field.column.name) \(EscapedText.text($0, limit: 60))" }
    }.joined(separator: ", ")
  }
}
