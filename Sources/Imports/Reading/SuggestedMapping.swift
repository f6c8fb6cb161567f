package import CSV
internal import Mappings
package import Store

/// A first mapping for a file.
package struct SuggestedMapping {
  /// The mapping in TOML, with what to check in comments.
  package let text: String

  /// Reads the file at `path` row by row up to three times, which holds records of one `kind`. `delimiter` is what divides its
  /// fields, `encoding` what its bytes mean; `nil` to see it in the file. `progress` is told how far it is.
  /// - Throws: `ImportFailure` where it is no CSV or has no header, `FileError` where it cannot be
  ///   read.
  package init(
    _ path: String, kind: RecordKind, delimiter: UInt8? = nil, encoding: TextEncoding? = nil,
    progress: (@Sendable (ImportProgress) -> Void)? = nil
  ) throws {
    let file = try SurveyedFile(
      path, delimiter: delimiter, encoding: encoding, progress: progress)
    do {
      text = try SuggestedMapping.text(file, kind)
    } catch let error as CSVError {
      throw ImportFailure(refusals: [
        Refusal(
          file: file.name, line: error.line, reason: "\(error.problem); \(error.hint)", kind: .file)
      ])
    }
  }

  private static func text(_ file: SurveyedFile, _ kind: RecordKind) throws -> String {
    let fields = kind.columns.map(\.suggestedField)
    let header = try FileHeader(file, kind, fields)
    var survey = FileSurvey(titles: header.titles)
    try file.forEachRow(under: header.line ?? 0) { survey.take($0) }
    survey.finish()
    var rows = RelationSurvey(survey, fields: fields)
    try file.forEachRow(under: header.line ?? 0) { rows.take($0) }
    rows.finish()
    var repeats = RepeatSurvey(rows)
    if repeats.isNeeded { try file.forEachRow(under: header.line ?? 0) { repeats.take($0) } }
    let advice = header.known.map { "# This is \($0): use --map \($0).\n" } ?? ""
    let described = SuggestedFile(
      name: file.name, headerLine: header.line,
      delimiter: String(UnicodeScalar(file.delimiter)), encoding: file.encodingName)
    return advice + Suggestion(kind: kind.rawValue, file: described, repeats: repeats).text
  }
}

/// The header of a file, as far as its first rows tell.
private struct FileHeader {
  /// The physical line on which it stands; `nil` where there is none.
  let line: Int?
  let titles: [String]
  /// The mapping that comes with the program for it.
  let known: String?

  /// How many records are looked at.
  private static let sampleSize = 200
  /// More lines than these are data.
  private static let linesAhead = 50

  init(_ file: SurveyedFile, _ kind: RecordKind, _ fields: [SuggestedField]) throws {
    let records = try file.records(FileHeader.sampleSize)
    let known = records.indices.prefix(FileHeader.linesAhead).lazy.compactMap { index in
      ShippedMap.known(by: records[index].fields, kind: kind.rawValue).map { (index, $0.name) }
    }.first
    guard let header = known?.0 ?? FileHeader.place(records.map(\.fields)) else {
      throw ImportFailure(file.name, "is empty; a header line is expected")
    }
    self.known = known?.1
    let isData =
      known == nil && header == 0
      && HeaderProof.isAbsent(
        records.map(\.fields), fields: fields)
    line = isData ? nil : records[header].line
    titles = records[header].fields.map { isData ? "" : $0 }
  }

  /// The first of the widest records of which half the fields say something: lines above a header
  /// are narrower, or have little in them.
  private static func place(_ records: [[String]]) -> Int? {
    let width = records.map(\.count).max()
    let isFull = { (fields: [String]) in
      fields.count == width && fields.count { !$0.trimmed.isEmpty } * 2 > fields.count
    }
    return records.firstIndex(where: isFull) ?? records.firstIndex { $0.count == width }
  }
}

extension Column {
  /// It as a suggestion looks for it.
  fileprivate var suggestedField: SuggestedField {
    let words = if case .choice(let words) = type { words } else { [String]() }
    return SuggestedField(
      mappedField, synonyms: synonyms, isRequired: isRequired, words: words, meaning: meaning)
  }
}
