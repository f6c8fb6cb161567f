internal import Procurement

extension Figure<Share> {
  /// By how much a figure is more than an earlier one, over the earlier one (METRICS, M3): (x − p) / p.
  ///
  /// Both are exact, of one currency. `earlier` is `nil` if there was nothing: then, and from zero, the
  /// figure is new; from a negative one there is no growth.
  static func growth(
    from earlier: Figure<Ratio>?, to present: Figure<Ratio>, qualified words: [String] = []
  ) -> Self {
    guard let now = present.value else {
      return .unavailable(present.unavailable ?? Unavailable(.tooLarge, "too large"))
    }
    guard let earlier else { return .unavailable(.zero, "new") }
    guard let before = earlier.value else {
      let reason = earlier.unavailable ?? Unavailable(.tooLarge, "too large")
      return .unavailable(reason.code, "\(reason.words) before")
    }
    guard !before.isZero else { return .unavailable(.zero, "new") }
    guard before > .zero else { return .unavailable(.negative, "negative before") }
    let growth = Figure<Ratio?>.held(
      try now.dividedFinely(by: before)?.subtracting(.one))
    let qualification = words.isEmpty ? nil : words.joined(separator: ", ")
    return growth.flatMap { ratio in
      ratio.map { .known(Share(ratio: $0, qualification: qualification)) } ?? .tooLarge
    }
  }
}
