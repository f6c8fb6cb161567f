/// Something that happened to a contract, or was said of it.
package struct ContractEvent: Hashable, Sendable {
  /// The contract that it is about.
  package let contract: ContractID
  /// When it happened or was said, as precisely as is known.
  package let occurredOn: PartialDate
  /// What sort of event it is.
  package let kind: ContractEventKind
  /// It in a few words; tells events of one day and kind apart.
  package let summary: String
  /// When its effect begins, if that was said; for a notice, the first day not to be paid for.
  package let effectiveOn: PartialDate?
  /// What it adds to the headline value.
  package let valueChange: Money?
  /// The headline value after it.
  package let newTotal: Money?
  /// For a dispute: what is disputed, and the two figures in the words of their sources.
  package let dispute: Dispute?
  /// Where it is known from.
  package let provenance: Provenance

  /// An event as its source tells it; nothing is checked here.
  package init(
    contract: ContractID, occurredOn: PartialDate, kind: ContractEventKind, summary: String,
    effectiveOn: PartialDate? = nil, valueChange: Money?, newTotal: Money?, dispute: Dispute?,
    provenance: Provenance
  ) {
    self.contract = contract
    self.occurredOn = occurredOn
    self.kind = kind
    self.summary = summary
    self.effectiveOn = effectiveOn
    self.valueChange = valueChange
    self.newTotal = newTotal
    self.dispute = dispute
    self.provenance = provenance
  }
}

/// Two figures for one thing; neither is preferred.
package struct Dispute: Hashable, Sendable {
  /// What both figures are about.
  package let subject: String
  /// The one figure, in the words of its source.
  package let figure: String
  /// The other figure, in the words of its source.
  package let otherFigure: String

  /// A dispute as its source tells it; nothing is checked here.
  package init(subject: String, figure: String, otherFigure: String) {
    self.subject = subject
    self.figure = figure
    self.otherFigure = otherFigure
  }
}

/// What kind of event it is. The last four change nothing: they tell what was said.
package enum ContractEventKind: String, CaseIterable, Sendable {
  case signed, amended
  /// More capacity or value.
  case expanded
  /// A longer term.
  case extended
  /// A step of the agreed growth.
  case ramp
  /// A change of price.
  case price
  /// Notice was given.
  case notice
  /// A notice given before no longer holds.
  case noticeWithdrawn = "notice_withdrawn"
  case terminated
  /// A party said something of it.
  case statement
  /// A filing told of it.
  case disclosure
  /// Others told of it.
  case report
  /// Two sources differ; the event has a `Dispute`.
  case dispute
}

extension ContractEventKind {
  /// Whether it changes what the contract says, or until when it runs: the others tell of it.
  package var changesTerms: Bool {
    switch self {
    case .amended, .expanded, .extended, .ramp, .price, .notice, .noticeWithdrawn, .terminated: true
    case .signed, .statement, .disclosure, .report, .dispute: false
    }
  }
}
