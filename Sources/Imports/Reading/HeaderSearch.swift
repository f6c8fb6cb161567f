internal import CSV
internal import Mappings
internal import Procurement
internal import Store

/// The lines around the place where a header was looked for in vain: one of them may be it.
struct HeaderSearch {
  private let records: [(line: Int, titles: [String])]

  /// More lines than these are data.
  private static let linesAhead = 30

  /// Looks at lines that were read.
  init(_ records: [(line: Int, titles: [String])]) { self.records = records }

  /// Looks at the lines after the one that `csv` stands on, as far as they are CSV.
  init(after csv: inout CSVReader) {
    var records: [(line: Int, titles: [String])] = []
    while records.count < HeaderSearch.linesAhead, (try? csv.next()) == true {
      records.append((csv.line, (0..<csv.count).map { csv.string($0) }))
    }
    self.records = records
  }

  /// The rest of a sentence that says where the header of a mapping stands; `nil` where it is not found.
  func hint(_ mapping: FileMapping) -> String? {
    if case .absent = mapping.mapping.header { return nil }
    if let found = records.first(where: { mapping.mapping.goes(with: $0.titles) }) {
      return
        "; line \(found.line) looks like it: a mapping with header_row = \(found.line) reads it"
    }
    return records.lazy.compactMap { known($0.titles, line: $0.line, mapping.kind.rawValue) }.first
  }

  /// Why a file without a mapping is refused whose first line is no header, with a line that is one, or
  /// the mapping that goes with the file.
  func failure<Field: RecordField>(
    _ error: ImportFailure, _ type: Field.Type, _ names: [String], line: Int, file: String
  ) -> ImportFailure {
    let isKnown = { (title: String) in Field(title: title) != nil }
    let columns = Field.allCases.map(\.column.name)
    let kind = RecordKind.allCases.first { $0.columns.map(\.name) == columns }?.rawValue ?? ""
    if let map = ShippedMap.known(by: names, kind: kind) {
      let reason = "this is not an Offtake header; it looks like \(map.name): use --map \(map.name)"
      return ImportFailure(refusals: [
        Refusal(file: file, line: line, reason: reason, kind: .header)
      ])
    }
    guard !names.contains(where: isKnown) else { return error }
    let hint =
      records.first { record in
        record.titles.count > 2 && record.titles.count(where: isKnown) * 2 > record.titles.count
      }
      .map {
        "; line \($0.line) looks like the header: remove the lines above it, or give a mapping with"
          + " header_row = \($0.line), which offtake map suggest writes"
      } ?? records.lazy.compactMap { known($0.titles, line: $0.line, kind) }.first
    guard let hint else { return error }
    let first = EscapedText.text(names.joined(separator: ","), limit: 60)
    return ImportFailure(refusals: [
      Refusal(
        file: file, line: line, reason: "the line, \"\(first)\", has none of the columns\(hint)",
        kind: .header)
    ])
  }

  private func known(_ titles: [String], line: Int, _ kind: String) -> String? {
    ShippedMap.known(by: titles, kind: kind).map {
      "; line \(line) looks like the header of \($0.name): use --map \($0.name)"
    }
  }
}
