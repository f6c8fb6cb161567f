internal import Procurement

/// How the dates of a column may be written, as far as all its values so far prove it.
struct DateProfile {
  /// Formats of one form, of which each has read every value of that form.
  struct Family {
    fileprivate(set) var candidates: [DateCandidate]
    /// By candidate: whether it read a value otherwise than the first that is left.
    fileprivate var differing: Set<Int> = []

    /// The formats that are left and read some value each in another way; one where the values tell.
    var readings: [DateCandidate] {
      candidates.indices.filter { $0 == 0 || differing.contains($0) }.map { candidates[$0] }
        .reduce(into: []) { kept, candidate in
          // A format with a digit or two reads as the one with two does.
          if !kept.contains(where: { $0.isSameOrder(as: candidate) }) { kept.append(candidate) }
        }
    }
  }

  private(set) var families: [Family] = []
  /// How many values are dates, and how many are none.
  private(set) var count = 0
  private(set) var unreadable = 0
  /// Whether some have the day first and some the month.
  private(set) var isMixed = false

  /// Whether one is longer than a day of ours.
  private(set) var hasLongTexts = false

  private static let mostFamilies = 3
  /// A column with this number of values that are not dates, and no date, has no dates.
  private static let patience = 20

  mutating func take(_ text: ArraySlice<UInt8>) {
    guard count > 0 || unreadable < DateProfile.patience else { return }
    hasLongTexts = hasLongTexts || text.count > 10
    for index in families.indices where families[index].take(text) {
      count += 1
      return
    }
    let candidates = DateCandidate.all(for: text)
    guard !candidates.isEmpty, families.count < DateProfile.mostFamilies else {
      unreadable += 1
      return
    }
    let skeletons = Set(families.flatMap(\.candidates).map(\.skeleton))
    isMixed = isMixed || candidates.contains { skeletons.contains($0.skeleton) }
    families.append(Family(candidates: candidates))
    families[families.count - 1].noteDifferences(text)
    count += 1
  }

  /// Whether every value is a date.
  var isDates: Bool { count > 0 && unreadable == 0 && !isMixed }

  /// Whether every value is a date, and none may as well be a number.
  var isClearlyDates: Bool {
    isDates && families.allSatisfy { !$0.candidates.allSatisfy(\.isDigitsAlone) }
  }
}

extension DateProfile.Family {
  /// Keeps the formats that read a value, if any does.
  fileprivate mutating func take(_ text: ArraySlice<UInt8>) -> Bool {
    let dates = candidates.map { $0.date(text) }
    guard dates.contains(where: { $0 != nil }) else { return false }
    if dates.contains(where: { $0 == nil }) {
      let kept = candidates.indices.filter { dates[$0] != nil }
      // What read as a format did that is gone may not read as the next one does.
      differing =
        kept[0] == 0
        ? Set(kept.indices.filter { differing.contains(kept[$0]) }) : Set(kept.indices.dropFirst())
      candidates = kept.map { candidates[$0] }
    }
    noteDifferences(text)
    return true
  }

  fileprivate mutating func noteDifferences(_ text: ArraySlice<UInt8>) {
    guard candidates.count > 1 else { return }
    let first = candidates[0].date(text)?.date
    for index in candidates.indices.dropFirst() where !differing.contains(index) {
      if candidates[index].date(text)?.date != first { differing.insert(index) }
    }
  }
}

extension DateCandidate {
  /// Whether both are one order of the same parts. Days are seldom numbered from 1904.
  func isSameOrder(as other: DateCandidate) -> Bool {
    if case .dayNumber = format, case .dayNumber = other.format { return true }
    guard case .pattern(let one) = format, case .pattern(let two) = other.format else {
      return format == other.format
    }
    return one.parts.map(\.kind) == two.parts.map(\.kind)
  }
}

extension DatePattern.Part {
  /// The part whatever its width.
  fileprivate var kind: String {
    switch self {
    case .year, .shortYear: "y"
    case .month, .shortMonthName, .monthName: "M"
    case .day: "d"
    case .hour, .hourOfHalf: "h"
    case .literal(let byte): String(UnicodeScalar(byte))
    default: "t"
    }
  }
}
