internal import Procurement

// The tax of a row, which is a line of its own.

extension MappedRecord {
  /// Whether the row has tax that is not zero, so that a line of it comes after the row's own.
  package var hasTaxLine: Bool {
    guard mapping.tax != nil, !isTaxLine, faults.isEmpty else { return false }
    let text = bytes(of: mapping.fields.count).trimmedBlanks
    guard !text.isEmpty else { return false }
    // What is no number is refused as the amount of its line.
    return (try? ExactDecimal(parsing: text.span)) != .zero
  }

  /// Turns to the tax of the row; of one that is read again, it was counted.
  package mutating func takeTax(again isAgain: Bool = false) {
    isTaxLine = true
    if totals.areStated, !isAgain { countLine() }
  }
}
