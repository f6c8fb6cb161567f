/// How tables are laid out for people.
package struct TableStyle: Hashable, Sendable {
  /// How many columns of a terminal a line may take; `nil` where every column stands on one line, however
  /// long that is.
  package let width: Int?
  /// What amounts are counted in; `nil` for the currency itself.
  package let unit: AmountUnit?
  /// Whether amounts are shown with all their digits, and not only those of the minor unit.
  package let isExact: Bool
  /// Whether what should be looked at first is painted.
  package let isColored: Bool

  /// The width of a terminal that is not known.
  package static let usualWidth = 80

  /// A style; without a word of another, lines of 80 columns and amounts to the minor unit.
  package init(
    width: Int? = usualWidth, unit: AmountUnit? = nil, isExact: Bool = false,
    isColored: Bool = false
  ) {
    self.width = width
    self.unit = unit
    self.isExact = isExact
    self.isColored = isColored
  }

  /// Every column, and reasons in their cells.
  package static let wide = TableStyle(width: nil)
}

/// What amounts are counted in.
package enum AmountUnit: String, CaseIterable, Sendable {
  case thousand, million, billion

  /// The power of ten: 6 for a million.
  var digits: Int {
    switch self {
    case .thousand: 3
    case .million: 6
    case .billion: 9
    }
  }
}

/// How soon a column is left out where a table is too wide.
package enum Importance: String, Sendable {
  /// What a row is about, and the figure that the report exists for: never left out.
  case key
  /// Left out from the right, once all details are.
  case ordinary
  /// Left out first, from the right.
  case detail
}

/// What the color of a value says; nothing that the words do not say.
package enum Tone: String, Sendable {
  /// Something is wrong or late: red.
  case alarm
  /// Something should be looked at: yellow.
  case caution

  /// Source: ECMA-48, SGR.
  private var code: String {
    switch self {
    case .alarm: "31"
    case .caution: "33"
    }
  }

  /// A text in the color.
  func painted(_ text: String) -> String { "\u{1B}[\(code)m\(text)\u{1B}[0m" }
}

/// Which values of a column have a tone.
package enum Toning: Hashable, Sendable {
  /// Values by their words.
  case words([String: Tone])
  /// Every value that is there.
  case always(Tone)

  func tone(of text: String) -> Tone? {
    switch self {
    case .words(let tones): tones[text]
    case .always(let tone): text.isEmpty ? nil : tone
    }
  }
}
