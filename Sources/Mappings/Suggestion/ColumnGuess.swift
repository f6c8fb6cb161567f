/// How far the titles and values of a file prove a guess.
enum Certainty: Equatable {
  /// Title and values say so.
  case sure
  /// The best guess, for this reason; it is to be checked.
  case likely(String)
  /// Not decided, for this reason; a person must choose.
  case open(String)

  /// As a comment of the mapping.
  var comment: String {
    switch self {
    case .sure: "# sure"
    case .likely(let reason): "# likely: \(reason)"
    case .open(let reason): "# open: \(reason)"
    }
  }

  var isOpen: Bool { if case .open = self { true } else { false } }
}

/// Which column most likely is a field, and what a mapping says of it.
struct ColumnGuess {
  let index: Int
  var certainty: Certainty
  /// What else the mapping says of it: `exclusive_end = true`.
  var keys: [String] = []

  init(_ index: Int, _ certainty: Certainty, keys: [String] = []) {
    (self.index, self.certainty, self.keys) = (index, certainty, keys)
  }
}
