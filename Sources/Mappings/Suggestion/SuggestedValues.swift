internal import Procurement

/// What the words of a column mean, where its field takes certain words and the file has others.
struct SuggestedValues {
  /// How far the words are known.
  let certainty: Certainty
  /// `values = { … }` with every word of the column; none where there are too many.
  let keys: [String]

  private static let unknown = "…"

  /// The words of a column that may be `field`; `nil` where the field takes any word, or those of
  /// the column as they stand.
  init?(_ profile: ColumnProfile, of field: SuggestedField) {
    let isCurrency = field.field.name == "currency"
    guard !profile.isEmpty, isCurrency ? !profile.isCurrencies : !field.words.isEmpty else {
      return nil
    }
    let accepted = isCurrency ? "codes such as USD" : field.words.joined(separator: ", ")
    guard let choices = profile.choices else {
      certainty = .open(
        "its words are not all \(accepted), and more than \(ColumnProfile.mostChoices); give values"
      )
      keys = []
      return
    }
    let ours = Set(field.words.map { $0.lowercased() })
    guard isCurrency || !choices.allSatisfy({ ours.contains($0.lowercased()) }) else { return nil }
    let meanings = choices.map { choice in
      isCurrency
        ? CurrencyCodes.code(named: choice).map { (word: $0, isSpelling: false) }
        : ValueSynonyms.meaning(of: choice, among: field.words)
    }
    let pairs = zip(choices, meanings).map { choice, meaning in
      "\(toml(choice)) = \(toml(meaning?.word ?? SuggestedValues.unknown))"
    }
    keys = ["values = { \(pairs.joined(separator: ", ")) }"]
    if let place = meanings.firstIndex(where: { $0 == nil }) {
      certainty = .open(
        "\(quoted(choices[place])) is not one of \(accepted); give the meaning of each word")
    } else {
      let areSpellings = meanings.allSatisfy { $0?.isSpelling == true }
      certainty = areSpellings ? .sure : .likely("what its words mean")
    }
  }
}
