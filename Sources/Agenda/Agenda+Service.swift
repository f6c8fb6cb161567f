internal import Audit
internal import Ledger
internal import Procurement
internal import Queries

// Deadlines of a contract's capacity and its level of service.

extension AgendaItem {
  /// Service credits of ended months that are due and were not received, or whose amount is not
  /// known (METRICS, M15).
  static func claims(
    _ contract: ContractFile, in book: Book, _ asOf: Day
  ) throws -> [AgendaItem] {
    try ServiceCreditMonth.all(of: contract, in: book, asOf: asOf, isOwedOnly: true).compactMap {
      guard $0.isOver, $0.missing.value?.units != 0, let day = $0.claimBy else { return nil }
      let unknown = $0.missing.reason.map { "; its amount is not known: \($0)" } ?? ""
      return AgendaItem(
        .claimDeadline, on: day, of: $0.contract, subject: "\($0.month)",
        "Last day to claim the service credit for \($0.month)\(unknown)", amount: $0.missing.value,
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

// MARK: Rights and bills that are open

extension AgendaItem {
  /// The right to leave while a promised tranche is late: it opens a given number of days after the due day as last
  /// amended, and lapses with the delivery (METRICS, M0). Nothing is listed before a tranche is late.
  static func lateExits(_ standing: ContractStanding) -> [AgendaItem] {
    let contract = standing.contract
    guard let days = contract.exit.lateExitDays else { return [] }
    return TrancheStatus.all(of: contract, asOf: standing.day).compactMap { status in
      guard let promise = status.promise, let slip = status.slip.value, slip.isOpen else {
        return nil
      }
      let opens = slip.due.last.adding(days: days)
      guard standing.end.map({ opens < $0 }) ?? true else { return nil }
      let until = standing.end.map { ", or through \($0.adding(days: -1))" } ?? ""
      let isOpen = opens <= standing.day
      return AgendaItem(
        .lateExit, on: opens, of: contract, subject: promise.tranche,
        (isOpen ? "Contract can be terminated" : "Right to terminate begins")
          + " for late delivery, until the capacity is delivered\(until)"
          + slip.due.wordsOfLastDay,
        evidence: [promise.evidence] + status.deliveries.map(\.evidence))
    }
  }

  /// Months that have ended, with a fee and without an invoice, unless that was accepted; listed on the day
  /// after the month.
  static func missingInvoices(in book: Book, _ asOf: Day) throws -> [AgendaItem] {
    let accepted = try AcceptedMonths(in: book, asOf: asOf)
    return try MissingInvoice.all(in: book, window: nil, asOf: asOf).compactMap { missing in
      guard !accepted.contains(missing.month, of: missing.file.id) else { return nil }
      let charge = try missing.expectedCharge(asOf: asOf)
      let bill = charge?.bill ?? missing.file.fee(of: missing.month).map(\.exact)
      return AgendaItem(
        .missingInvoice, on: missing.month.adding(months: 1).firstDay, of: missing.file,
        subject: "\(missing.month)",
        "Request the \(missing.month) invoice" + (charge?.accrualWords ?? ""),
        amount: bill.rounded(to: missing.currency).value, exact: bill.value,
        evidence: missing.file.fees.covering(missing.month).map(\.evidence))
    }
  }
}

extension ExpectedCharge {
  /// What is to be accrued for a month without an invoice: `; accrue 30.34 USD`.
  fileprivate var accrualWords: String {
    switch amount {
    case .known(let amount) where amount.units == 0: "; nothing was delivered, so accrue nothing"
    case .known(let amount): "; accrue \(amount.words)"
    case .unavailable(let reason): "; accrual not known: \(reason.words)"
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
        ? "\(measure.number(promised - there)) of \(measure.words(promised)) outstanding" : nil
    }
    let isDue = promise?.dueOn.map { $0.last < asOf } ?? false
    if deliveries.contains(where: { $0.isDelivered(by: asOf) }) {
      return isDue ? nil : "Capacity is due; the amount delivered is not disclosed"
    }
    let measure: Measure = contracted(.accelerators) != nil ? .accelerators : .kilowatts
    return (contracted(measure).map(measure.words) ?? "Capacity of unknown size")
      + " outstanding" + (isDue ? "; no delivery recorded" : "")
  }
}

extension TrancheStatus.Measure {
  /// `1,500 accelerators`, `1.5 MW`.
  fileprivate func words(_ count: Int) -> String {
    switch self {
    case .accelerators: "\(number(count)) accelerators"
    case .kilowatts: "\(number(count)) MW"
    }
  }

  /// `1,500`, `1.5`.
  fileprivate func number(_ count: Int) -> String {
    switch self {
    case .accelerators: count.grouped
    case .kilowatts: ExactDecimal(coefficient: Int128(count), decimals: 3).words
    }
  }
}
