internal import Ledger
internal import Procurement

/// A fee schedule as it stood until it was amended.
struct FeeVersion: Hashable {
  /// Its fees.
  let rows: [FeeRevision]

  /// The schedule before each amendment, and the live one at last.
  ///
  /// A revision is an amendment where one is told of by the end of the first month that it changes:
  /// `amendments` are the days of such events. Any other puts right what was wrong from the start.
  static func all(_ rows: [FeeRevision], amendments: [Day]) -> [FeeVersion] {
    let revisions = Set(rows.compactMap(\.until)).sorted()
    let before = revisions.map { revision in
      FeeVersion(rows: rows.filter { $0.since < revision && ($0.until ?? .max) >= revision })
    }
    let live = FeeVersion(rows: rows.filter { $0.until == nil })
    let kept = zip(before, before.dropFirst() + [live]).filter { version, next in
      guard let month = version.firstChange(to: next) else { return false }
      return amendments.contains { $0 <= month.lastDay }
    }
    return kept.map(\.0) + [live]
  }

  /// The fee of a month; `nil` if there is none, or it is not known.
  private func units(of month: Month) -> Int64? {
    let covering = rows.filter { $0.fee.fromMonth <= month && month <= $0.fee.toMonth ?? month }
    let known = covering.compactMap(\.fee.monthlyFee?.units)
    return known.count == covering.count && !known.isEmpty ? known.reduce(0, +) : nil
  }

  /// The first month whose fee the amendment to `next` changes.
  func firstChange(to next: FeeVersion) -> Month? {
    let months = (rows + next.rows).flatMap {
      [$0.fee.fromMonth, $0.fee.toMonth ?? $0.fee.fromMonth]
    }
    guard let first = months.min(), let last = months.max() else { return nil }
    return MonthRange(from: first, through: last).months
      .first { units(of: $0) != next.units(of: $0) }
  }

  /// All fees for some days, each by its days in its month, in stored units; or why one is not known.
  /// - Throws: `MoneyError.tooLarge` if they do not fit.
  func total(for days: DayRange, of contract: ContractFile) throws -> Figure<Ratio> {
    let fees = MonthlyFees(rows.map(\.fee), of: contract)
    var (sum, unknown) = (Ratio.zero, 0)
    let months = days.byMonth
    for part in months {
      let month = part.from.month
      guard let fee = fees.fee(of: month).value else {
        unknown += 1
        continue
      }
      sum = try sum.adding(
        fee.exact.times(Ratio(days: part.dayCount, of: month.dayCount)))
    }
    guard unknown == 0 else {
      return .unavailable(
        contract.unknown("fees", for: "\(unknown) of \(months.count) months"))
    }
    return .known(sum)
  }
}

extension ContractFile {
  /// The days on which it was amended, by what its events say; a date without a day counts as its
  /// first.
  var amendmentDays: [Day] {
    let kinds: Set<ContractEventKind> = [.amended, .expanded, .extended, .ramp, .price]
    return changes.filter { kinds.contains($0.kind) }.map(\.occurredOn.first)
  }
}
