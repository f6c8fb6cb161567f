internal import Procurement
package import Queries
package import Rendering

extension KnownOr: CellValue where Value: CellValue {
  /// The kind of the figure.
  package static var kind: ReportColumn.Kind { Value.kind }
  /// `true`: it may not be known.
  package static var hasReasons: Bool { true }

  /// The figure, or why it is not known.
  package var cell: Cell {
    switch self {
    case .known(let value): value.cell
    case .unknown(let reason): .undefined(reason)
    }
  }
}

extension RatioFigure: CellValue {
  /// A quotient.
  package static var kind: ReportColumn.Kind { .ratio }
  /// `true`: it may be undefined or qualified.
  package static var hasReasons: Bool { true }

  /// The ratio, or why there is none.
  package var cell: Cell {
    switch self {
    case .ratio(let ratio): .ratio(ratio)
    case .qualified(let ratio, let words): .qualified(ratio, words)
    case .undefined(let reason): .undefined(reason)
    }
  }
}

extension Optional where Wrapped: Hashable & Sendable {
  /// What is there, or why nothing is.
  func or(_ reason: String) -> KnownOr<Wrapped> {
    map { .known($0) } ?? .unknown(reason)
  }
}

extension RawRepresentable<String> {
  /// The word as people write it: with blanks for `_`.
  var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }
}
