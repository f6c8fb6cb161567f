/// Where a fact comes from, and what else its reader should know.
package struct Provenance: Hashable, Sendable {
  /// One address, several with `;` between them, or words such as `synthetic: …`.
  package let source: String?
  /// How sure it is; `nil` where the source does not say.
  package let confidence: Confidence?
  /// Free words beside the fact, in no fixed form.
  package let notes: String?

  /// What a file says of a fact; any of it may be missing.
  package init(source: String? = nil, confidence: Confidence? = nil, notes: String? = nil) {
    self.source = source
    self.confidence = confidence
    self.notes = notes
  }
}

/// How sure a public fact is.
package enum Confidence: String, CaseIterable, Sendable {
  case high, medium, low
}
