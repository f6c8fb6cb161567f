internal import Ledger
internal import Queries
package import Rendering

extension Report {
  /// A report whose last table, if it was asked for, says how each figure is calculated.
  ///
  /// `sections` are the main table and others, of which a `nil` is left out; `explanations` are
  /// `nil` if they were not asked for.
  init(
    _ outline: ReportOutline, title: String, basis: String? = nil, parameters: [Parameter] = [],
    sections: [Section?], explaining explanations: [Explanation]? = nil, notes: [String] = []
  ) {
    let table = explanations.map { ExplanationLine.table.section(ExplanationLine.all($0)) }
    self.init(
      outline, title: title, basis: basis, parameters: parameters,
      sections: (sections + [table]).compactMap { $0 }, notes: notes)
  }
}

extension TableOutline {
  /// The table that follows with `--explain`.
  package static let explanation = ExplanationLine.table.outline()
}

/// A formula of a figure, or a stored row behind it.
struct ExplanationLine {
  private let figure: String
  private let text: String
  private let evidence: Evidence?

  /// For each figure its formula, then each row that the formula uses.
  static func all(_ explanations: [Explanation]) -> [ExplanationLine] {
    explanations.flatMap { explanation in
      [ExplanationLine(figure: explanation.figure, text: explanation.formula, evidence: nil)]
        + explanation.evidence.map {
          ExplanationLine(figure: explanation.figure, text: $0.record, evidence: $0)
        }
    }
  }

  static let table = Table<ExplanationLine>("explanation", title: "How each figure is calculated") {
    Column("figure", \.figure).key
    Column("record", meaning: "The formula with its numbers, or a row that it uses.", \.text).key
    Column("amount", \.evidence?.amount)
    Column("recorded_at", meaning: "File, line and import.", \.evidence?.place).key
    Column("source", \.evidence?.source)
    Column("notes", \.evidence?.notes).detail
  }
}

extension TableRows<ExplanationLine> {
  /// Lays the formula of a figure out, then each row that it uses.
  mutating func append(_ explanation: Explanation) {
    for line in ExplanationLine.all([explanation]) { append(line) }
  }
}
