/// The refusals of one file: the first of them by line, and how many of which kind there are in all,
/// so that memory does not grow with a file that is all wrong.
struct RefusalLog: Sendable {
  private let limit: Int
  private var first: [Refusal] = []
  private var counts: [Refusal.Kind: Int] = [:]
  private var count = 0
  /// Which rows must be left out, where the others are to be kept.
  private(set) var rejects: Rejects?

  /// Keeps at most `limit` refusals, and all that is to be left out where `keepsGood` says so.
  init(limit: Int, keepsGood: Bool) {
    self.limit = limit
    rejects = keepsGood ? Rejects() : nil
  }

  var isEmpty: Bool { count == 0 }

  mutating func add(_ refusal: Refusal) {
    count += 1
    counts[refusal.kind, default: 0] += 1
    rejects?.add(refusal)
    guard limit > 0 else { return }
    let line = refusal.line ?? 0
    if first.count == limit, let last = first.last?.line, last <= line { return }
    let place = first.lastIndex { ($0.line ?? 0) <= line }.map { $0 + 1 } ?? 0
    first.insert(refusal, at: place)
    if first.count > limit { first.removeLast() }
  }

  mutating func add(_ refusals: [Refusal]) { for refusal in refusals { add(refusal) } }

  /// What they amount to.
  var failure: ImportFailure {
    var failure = ImportFailure(refusals: first)
    failure.count = count
    failure.counts = counts
    failure.rejects = rejects
    return failure
  }
}

/// The rows of a file that are left out, and why.
struct Rejects: Sendable {
  /// By number of record.
  private(set) var reasons: [Int: String] = [:]
  /// By what must be taken whole or not at all.
  private(set) var groups: [String: (line: Int, reason: String)] = [:]
  /// Whether something is wrong with the file itself, so that no row of it can be trusted.
  private(set) var isOfWholeFile = false

  var count: Int { reasons.count + groups.count }

  mutating func add(_ refusal: Refusal) {
    guard refusal.record != nil || refusal.group != nil else {
      isOfWholeFile = true
      return
    }
    let said = refusal.saidOfRow
    if let record = refusal.record {
      if let known = reasons[record] {
        if !known.contains(said) { reasons[record] = known + "; " + said }
      } else {
        reasons[record] = said
      }
    }
    if let group = refusal.group, groups[group] == nil { groups[group] = (refusal.line ?? 0, said) }
  }

  mutating func add(_ other: Rejects) {
    reasons.merge(other.reasons) { known, _ in known }
    groups.merge(other.groups) { known, _ in known }
  }

  /// Why a record is left out; `nil` where it is not.
  func reason(record: Int, group: String?) -> String? {
    if let reason = reasons[record] { return reason }
    guard let group, let (line, reason) = groups[group] else { return nil }
    return "invoice \(group) is imported as a whole or not at all; line \(line): \(reason)"
  }
}

extension Refusal {
  /// The column, value and what is wrong, without the place.
  fileprivate var saidOfRow: String {
    let place = Refusal(
      file: "", line: nil, column: column, value: value, reason: statement
    ).description
    return String(place.dropFirst(2))
  }
}
