internal import Procurement

/// Whether the first record of a file is a header, as far as records tell.
package enum HeaderProof {
  /// Whether the first of `records` is data like the others: a column has a date or a number in all of
  /// them, no column has a text above dates or numbers, and hardly a text is a title of `fields`.
  package static func isAbsent(_ records: [[String]], fields: [SuggestedField]) -> Bool {
    guard let first = records.first, records.count > 1 else { return false }
    let keys = Set(fields.flatMap(\.keys))
    let texts = first.filter { !$0.trimmedTitle.isEmpty }
    guard texts.count(where: { keys.contains($0.foldedTitle) }) * 2 < texts.count else {
      return false
    }
    let columns = first.indices.map { Column(records, $0) }
    return columns.contains(where: \.isLikeOthers) && !columns.contains(where: \.isTitle)
  }

  /// A cell of the first record, and those below.
  private struct Column {
    private let text: String
    private var first = ColumnProfile()
    private var others = ColumnProfile()

    init(_ records: [[String]], _ index: Int) {
      text = records[0][index].trimmedTitle
      first.take(Array(text.utf8)[...])
      for record in records.dropFirst() where index < record.count {
        others.take(Array(record[index].utf8)[...])
      }
    }

    private var hasValue: Bool { first.isDates || first.isNumbers }

    /// Whether it is a text, and what stands below are dates or numbers.
    var isTitle: Bool { !first.isEmpty && !hasValue && (others.isDates || others.isNumbers) }

    /// Whether it is a date or a number, as all are that stand below. A year or month alone may be a
    /// title.
    var isLikeOthers: Bool {
      let mayBeTitle = text.utf8.allSatisfy(\.isDigit) && [4, 6].contains(text.utf8.count)
      guard !mayBeTitle else { return false }
      return first.isClearlyDates ? others.isDates : first.isNumbers && others.isNumbers
    }
  }
}
