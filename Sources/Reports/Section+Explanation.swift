internal import Procurement
internal import Queries
internal import Rendering

extension Section {
  /// Figures opened up: a row for each formula, then a row for each stored row behind it.
  init(explaining explanations: [Explanation]) {
    self.init(
      name: "explanation", title: "How each figure comes about",
      columns: [
        ReportColumn("figure", .text), ReportColumn("record", .text),
        ReportColumn("amount", .money), ReportColumn("recorded_at", .text),
        ReportColumn("source", .text), ReportColumn("notes", .text),
      ],
      rows: explanations.flatMap { explanation in
        [[.text(explanation.figure), .text(explanation.formula), .empty, .empty, .empty, .empty]]
          + explanation.evidence.map { evidence in
            [
              .text(explanation.figure), .text(evidence.record), .money(evidence.amount),
              .text(evidence.place), .text(evidence.source), .text(evidence.notes),
            ]
          }
      })
  }
}

extension Cell {
  /// A ratio, or why there is none.
  init(_ figure: RatioFigure) {
    self =
      switch figure {
      case .ratio(let ratio): .ratio(ratio)
      case .qualified(let ratio, let words): .qualified(ratio, words)
      case .undefined(let reason): .undefined(reason)
      }
  }

  /// An amount, or why it is not known.
  init(_ figure: KnownOr<Money>) {
    self =
      switch figure {
      case .known(let money): .money(money)
      case .unknown(let reason): .undefined(reason)
      }
  }
}
