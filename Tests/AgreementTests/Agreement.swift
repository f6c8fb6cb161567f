import Testing

/// Holds every deal of every view against what a check says of it: texts, one a disagreement.
///
/// A check is made for a view first, so that it groups the rows of a report once.
func expectAgreement(
  ofViews isMeant: (View) -> Bool = { _ in true },
  sourceLocation: SourceLocation = #_sourceLocation,
  _ check: (View) throws -> (Standing) -> [String?]
) throws {
  var all: [Disagreement] = []
  var deals = 0
  for view in try Library.shared.get().views where isMeant(view) {
    let saidOf = try check(view)
    deals += view.standings.count
    for standing in view.standings {
      all += saidOf(standing).compactMap(\.self).map {
        Disagreement(view: view, deal: standing.deal, said: $0)
      }
    }
  }
  #expect(deals > 0, sourceLocation: sourceLocation)
  if !all.isEmpty { Issue.record(Comment(rawValue: told(all)), sourceLocation: sourceLocation) }
}

/// `nil` where two answers agree, else what each is.
func differ<Value: Equatable>(_ what: String, _ said: Value, law: Value) -> String? {
  said == law ? nil : "\(what): \(told(said)), not \(told(law))"
}

private func told<Value>(_ value: Value) -> String {
  if let value = value as? String? { return value ?? "none" }
  guard let value = value as? any Collection else { return "\(value)" }
  return "[" + value.map { "\($0)" }.sorted().joined(separator: ", ") + "]"
}
