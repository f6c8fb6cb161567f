internal import CSV
internal import Procurement
internal import Store

/// The records of a file that has several in a row, cell by cell.
struct WideFile<Field: RecordField>: Sendable {
  private let layout: WideLayout<Field>
  /// The columns that have records, and what the header says of them.
  private let columns: [(position: Int, title: String, bytes: [UInt8])]
  private let constants: [Field: [UInt8]]
  private let empty: [UInt8]
  /// The place in `columns` of the current record.
  private var place: Int

  /// `nil` where the header is of no such file: it begins with the layout's title, and every other title is
  /// the code of a currency, as ISO 4217 has or had it, or the field is empty.
  ///
  /// Columns of currencies that are no more are passed over, since no amount can be in them.
  init?(_ titles: [String], _ references: References) {
    guard let layout = Field.wide, titles.count > 1, titles[0].trimmed == layout.rowTitle,
      titles.dropFirst().allSatisfy({ $0.trimmed.isEmpty || $0.trimmed.isCurrencyCode }),
      !titles.contains(where: { layout.constants.values.contains($0.trimmed) })
    else { return nil }
    self.layout = layout
    columns = titles.enumerated().dropFirst().compactMap { position, title in
      references.currencies[title.trimmed].map { currency in
        (position, currency.code, Array(currency.code.utf8))
      }
    }
    constants = layout.constants.mapValues { Array($0.utf8) }
    empty = Array(layout.empty.utf8)
    place = columns.count
  }

  /// The fields that its records have.
  var fields: [Field] {
    [layout.row, layout.across, layout.cell] + layout.constants.keys
  }

  /// What the file calls the column of a field.
  func title(of field: Field) -> String? {
    if field == layout.row { return layout.rowTitle }
    return place < columns.count && field == layout.cell ? columns[place].title : nil
  }

  /// The column of a field; `nil` for one that no column has.
  func position(of field: Field) -> Int? {
    if field == layout.row { return 0 }
    guard place < columns.count, constants[field] == nil else { return nil }
    return columns[place].position
  }

  /// Moves to the next cell that has a record; `false` at the end. A row of another width than the
  /// header's is one record, to be refused.
  mutating func next(_ csv: inout CSVReader, width: Int) throws -> Bool {
    place += 1
    while true {
      while place < columns.count, isEmpty(csv) { place += 1 }
      if place < columns.count { return true }
      guard try csv.next() else { return false }
      place = 0
      guard csv.count == width else {
        place = columns.count
        return true
      }
    }
  }

  private func isEmpty(_ csv: borrowing CSVReader) -> Bool {
    csv.withBytes(columns[place].position) { bytes in
      guard !bytes.isEmpty, bytes.count == empty.count else { return bytes.isEmpty }
      for index in empty.indices where bytes[index] != empty[index] { return false }
      return true
    }
  }

  /// Lends a field's bytes, if no column but the header or the layout has them.
  func withBytes<Result>(_ field: Field, _ body: (Span<UInt8>) -> Result) -> Result? {
    if let constant = constants[field] { return body(constant.span) }
    guard field == layout.across, place < columns.count else { return nil }
    let title = columns[place].bytes
    return body(title.span)
  }
}

extension String {
  /// Whether it has the form of a currency's code.
  fileprivate var isCurrencyCode: Bool {
    utf8.count == 3 && utf8.allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
  }
}
