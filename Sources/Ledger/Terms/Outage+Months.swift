package import Procurement

extension Outage {
  /// The tranche that was down; `nil` for all of the contract's capacity.
  package var partDown: String? { tranche == CapacityCommitment.whole ? nil : tranche }
}

extension Recorded<Outage> {
  /// Whether a part of the contract was down by it; `nil` is all of the contract.
  package func hits(_ part: String?) -> Bool { fact.partDown == nil || fact.partDown == part }

  /// The months that it reaches into before `end`.
  package func months(before end: Moment) -> [Month] {
    let stop = min(fact.to ?? end, end)
    guard fact.from < stop else { return [] }
    let last = Moment(seconds: stop.seconds - 1).day.month
    return MonthRange(from: fact.from.day.month, through: last).months
  }
}

extension [Recorded<Outage>] {
  /// How many seconds from `start` up to and without `end` any of them lasted, each second once.
  package func seconds(from start: Moment, before end: Moment) -> Int {
    var (sum, reached) = (Int64(0), start)
    for outage in sorted(by: { $0.from < $1.from }) {
      let from = Swift.max(outage.from, reached)
      let to = Swift.min(outage.to ?? end, end)
      guard from < to else { continue }
      sum += to.seconds - from.seconds
      reached = to
    }
    return Int(sum)
  }
}
