package import Procurement

/// A value that a column shows: its type says which kind of column it makes.
package protocol CellValue: SendableMetatype {
  /// The kind of the columns that show it.
  static var kind: ReportColumn.Kind { get }
  /// Whether such a value may be undefined or qualified.
  static var hasReasons: Bool { get }
  /// The value as a cell.
  var cell: Cell { get }
}

extension CellValue {
  /// `false`: most values are there, or nothing belongs in their place.
  package static var hasReasons: Bool { false }
}

extension String: CellValue {
  /// Words.
  package static var kind: ReportColumn.Kind { .text }
  /// The text as it is.
  package var cell: Cell { .text(self) }
}

extension Int: CellValue {
  /// A number of things.
  package static var kind: ReportColumn.Kind { .count }
  /// The number.
  package var cell: Cell { .count(self) }
}

extension Money: CellValue {
  /// An amount.
  package static var kind: ReportColumn.Kind { .money }
  /// The amount with its currency.
  package var cell: Cell { .money(self) }
}

extension Currency: CellValue {
  /// Words.
  package static var kind: ReportColumn.Kind { .text }
  /// The code, such as `USD`.
  package var cell: Cell { .text(code) }
}

extension ExactDecimal: CellValue {
  /// An exact number.
  package static var kind: ReportColumn.Kind { .decimal }
  /// The number.
  package var cell: Cell { .decimal(self) }
}

extension WrittenDecimal: CellValue {
  /// An exact number.
  package static var kind: ReportColumn.Kind { .decimal }
  /// The number with every digit that it was given with.
  package var cell: Cell { isRounded ? .text(description) : .decimal(value) }
}

extension Ratio: CellValue {
  /// A quotient.
  package static var kind: ReportColumn.Kind { .ratio }
  /// The quotient.
  package var cell: Cell { .ratio(self) }
}

extension Month: CellValue {
  /// A month.
  package static var kind: ReportColumn.Kind { .month }
  /// The month.
  package var cell: Cell { .month(self) }
}

extension Day: CellValue {
  /// A date.
  package static var kind: ReportColumn.Kind { .date }
  /// The day.
  package var cell: Cell { .date(.day(self)) }
}

extension PartialDate: CellValue {
  /// A date.
  package static var kind: ReportColumn.Kind { .date }
  /// The date, as precise as it is.
  package var cell: Cell { .date(self) }
}

extension Optional: CellValue where Wrapped: CellValue {
  /// The kind of what may be there.
  package static var kind: ReportColumn.Kind { Wrapped.kind }
  /// Whether what is there may be undefined or qualified.
  package static var hasReasons: Bool { Wrapped.hasReasons }
  /// What is there, or an empty cell.
  package var cell: Cell { self?.cell ?? .empty }
}
