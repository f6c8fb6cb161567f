package import Procurement
package import Queries
package import Rendering

extension Figure: CellValue where Value: CellValue {
  /// The kind of the figure.
  package static var kind: ReportColumn.Kind { Value.kind }
  /// `true`: it may not be known.
  package static var hasReasons: Bool { true }

  /// The figure, or why it is not known.
  package var cell: Cell {
    switch self {
    case .known(let value): value.cell
    case .unavailable(let reason): .unavailable(reason)
    }
  }
}

extension Share: CellValue {
  /// A quotient.
  package static var kind: ReportColumn.Kind { .ratio }
  /// `true`: it may be of a part only.
  package static var hasReasons: Bool { true }

  /// The ratio, with what must be said of it.
  package var cell: Cell { qualification.map { .qualified(ratio, $0) } ?? .ratio(ratio) }
}

extension Optional where Wrapped: Hashable & Sendable {
  /// What is there, or why nothing is.
  func or(_ code: Unavailable.Code, _ words: String) -> Figure<Wrapped> {
    or(Unavailable(code, words))
  }

  /// What is there, or why nothing is.
  func or(_ reason: Unavailable) -> Figure<Wrapped> {
    map { .known($0) } ?? .unavailable(reason)
  }
}

extension RawRepresentable<String> {
  /// The word as people write it: with blanks for `_`.
  var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }
}
