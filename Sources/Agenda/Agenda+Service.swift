internal import Ledger
internal import Procurement
internal import Queries

// Deadlines of a contract's capacity and its level of service.

extension AgendaItem {
  /// Service credits that are owed and were not received (METRICS, M15).
  static func claims(
    _ contract: ContractFile, in book: Book, _ asOf: Day
  ) throws -> [AgendaItem] {
    try ServiceCreditMonth.all(of: contract, in: book, asOf: asOf, isOwedOnly: true).compactMap {
      guard let missing = $0.missing.value, missing.units > 0, let day = $0.claimBy else {
        return nil
      }
      return AgendaItem(
        .claimDeadline, on: day, of: $0.contract, subject: "\($0.month)",
        "last day to claim the service credit of \($0.month)", amount: missing,
        evidence: $0.evidence)
    }
  }

  /// Committed capacity that is outstanding.
  static func deliveries(_ standing: ContractStanding) -> [AgendaItem] {
    let contract = standing.contract
    return TrancheStatus.all(of: contract, asOf: standing.day).compactMap { status in
      guard let promise = status.promise, let due = promise.dueOn, let open = status.openWords,
        standing.end.map({ due.last < $0 }) ?? true
      else { return nil }
      return AgendaItem(
        .deliveryDue, on: due.last, of: contract, subject: promise.tranche,
        open + due.wordsOfLastDay,
        evidence: [promise.evidence] + status.deliveries.map(\.evidence))
    }
  }
}

extension TrancheStatus {
  /// The part of the commitment that is outstanding, in words; `nil` if all of it is delivered, or
  /// if that is not known.
  fileprivate var openWords: String? {
    for measure in [Measure.accelerators, .kilowatts] {
      guard let promised = contracted(measure), promised > 0,
        let there = delivered(measure).value
      else { continue }
      return there < promised
        ? "\(measure.words(promised - there)) of \(measure.words(promised)) to come" : nil
    }
    let isDue = promise?.dueOn.map { $0.last < asOf } ?? false
    if deliveries.contains(where: { $0.isDelivered(by: asOf) }) {
      return isDue ? nil : "capacity is due; how much of it came is not disclosed"
    }
    let measure: Measure = contracted(.accelerators) != nil ? .accelerators : .kilowatts
    return (contracted(measure).map(measure.words) ?? "capacity of a size not known")
      + " to come" + (isDue ? "; no delivery recorded" : "")
  }
}

extension TrancheStatus.Measure {
  /// `100 accelerators`, `1.5 MW`.
  fileprivate func words(_ count: Int) -> String {
    switch self {
    case .accelerators: "\(count) accelerators"
    case .kilowatts: "\(ExactDecimal(coefficient: Int128(count), decimals: 3)) MW"
    }
  }
}
