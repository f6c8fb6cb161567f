package import Ledger
package import Procurement

/// What is to be accrued for a contract at the end of a month (METRICS, M7, M16 and M17).
///
/// It is a balance: the accrual at the end of the month before is reversed first. Amounts are exact, in
/// stored units, until they are shown.
package struct Accrual: Hashable, Sendable {
  /// The contract.
  package let contract: ContractFile
  /// The month that is closed.
  package let month: Month
  /// The day whose rate converts the amounts: the last of the month, or the as-of day before it.
  package let ratedOn: Day
  /// What shows the amounts, in the currency of the contract or of the report.
  package private(set) var rate: AmountRate
  private let own: Parts

  /// The amounts in stored units of the contract's currency.
  private struct Parts: Hashable {
    let unbilled, prepaid, shortfall: Figure<Ratio>
    /// The straight line to date; `nil` where nothing is to be spread, and `nothingSpread` says why.
    let straightLine: Figure<Ratio>?
    let nothingSpread: Unavailable
    let delivered: Figure<Ratio>
    let evidence: [Evidence]

    var straightLineDifference: Figure<Ratio> {
      straightLine.map { $0.subtracting(delivered) } ?? .unavailable(nothingSpread)
    }
  }

  /// What was delivered and not billed, of all months through this one; months are never set off against each
  /// other.
  package var unbilled: Figure<Ratio> { own.unbilled.flatMap(rate.exact) }
  /// What was billed and not delivered, of the same months: an asset, and no part of what is accrued.
  package var prepaid: Figure<Ratio> { own.prepaid.flatMap(rate.exact) }
  /// The shortfalls of ended intervals that have not been billed.
  package var shortfall: Figure<Ratio> { own.shortfall.flatMap(rate.exact) }
  /// The straight line to date less what was delivered to date: what evenly spread fees add, or negative take
  /// away; not known for a contract without fixed fees.
  package var straightLineDifference: Figure<Ratio> {
    own.straightLineDifference.flatMap(rate.exact)
  }
  /// What is accrued where costs are what was delivered.
  package var accrued: Figure<Ratio> { own.unbilled.adding(own.shortfall).flatMap(rate.exact) }
  /// What is accrued where fixed fees are spread evenly over the term.
  package var accruedStraightLine: Figure<Ratio> {
    let accrued = own.unbilled.adding(own.shortfall)
    let all = own.straightLine == nil ? accrued : accrued.adding(own.straightLineDifference)
    return all.flatMap(rate.exact)
  }

  /// The parts of what is accrued, each of which may be known alone: the shortfall of a contract whose use is
  /// not. `isSpread` says whether fixed fees are spread evenly over the term.
  package func accruedParts(isSpread: Bool) -> [Figure<Ratio>] {
    [unbilled, shortfall] + (isSpread ? [straightLineDifference] : [])
  }

  /// The accruals of the selected contracts at the end of a month, by provider, buyer and reference, with what
  /// was issued by the as-of day. The as-of day's month counts through that day.
  /// - Throws: `SQLiteError` if the store fails.
  package static func all(in book: Book, month: Month, asOf: Day) throws -> [Accrual] {
    var accruals: [Accrual] = []
    try book.forEachPart { part in
      // What may bind nobody is not accrued.
      for contract in try part.contracts where !contract.status.isTalk {
        accruals += try Accrual(of: contract, in: part, month, asOf: asOf).map { [$0] } ?? []
      }
    }
    return accruals
  }

  private init?(of contract: ContractFile, in book: Book, _ month: Month, asOf: Day) throws {
    let months = MonthRange(from: Month(year: 1900, month: 1), through: month)
    let report = try UnbilledReport(of: contract, in: book, window: months, asOf: asOf)
    let shortfalls = try ShortfallDue.all(of: contract, in: book, asOf: asOf)
      .filter { $0.days.last <= month.lastDay }
    guard !report.months.isEmpty || !report.schedules.isEmpty || !shortfalls.isEmpty else {
      return nil
    }
    self.contract = contract
    self.month = month
    ratedOn = min(month.lastDay, asOf)
    rate = AmountRate(of: contract.currency)
    own = Parts(
      unbilled: report.months.sum(\.unbilled), prepaid: report.months.sum(\.prepaid),
      shortfall: shortfalls.reduce(.known(.zero)) { $0.adding($1.units) },
      straightLine: report.schedules.first.map { schedule in
        schedule.months.map { $0.last?.spreadToDate ?? .zero }
      },
      nothingSpread: contract.fees.isEmpty
        ? contract.fee(of: month).unavailable ?? contract.unknown("fee")
        : Unavailable(.over, "contract has ended"),
      delivered: report.months.sum(\.deliveredValue),
      evidence: report.schedules.flatMap(\.evidence) + shortfalls.map(\.minimum.evidence))
  }
}

extension Accrual: ConvertibleAmounts {
  /// Its parts, and what is spread evenly less what was delivered.
  package var recordedAmounts: [Figure<Ratio>] {
    [own.unbilled, own.prepaid, own.shortfall, own.straightLineDifference]
  }

  /// The rate of the month's closing balances.
  package func rateRequest(_ rule: RateRule, asOf: Day) -> RateRequest? {
    RateRequest(balanceOf: contract.origin, on: ratedOn)
  }

  /// Shows every amount at a rate.
  package mutating func show(at rate: AmountRate) { self.rate = rate }
}

extension Accrual {
  /// `unbilled 56000.00 + shortfall 0.00 = 56000.00; straight line 1443610.26 - delivered 1406000.00 = 37610.26`,
  /// in the contract's currency.
  package var explanation: Explanation {
    func words(_ figure: Figure<Ratio>) -> String {
      figure.rounded(to: contract.currency).words
    }
    let sum = own.unbilled.adding(own.shortfall)
    let accrued =
      "unbilled \(words(own.unbilled)) + shortfall \(words(own.shortfall)) = \(words(sum))"
      + rate.words(self.accrued.rounded(to: rate.currency))
    let difference = own.straightLine.map { line in
      "; straight line \(words(line)) - delivered \(words(own.delivered)) = "
        + words(line.subtracting(own.delivered))
    }
    return Explanation(
      figure: "\(contract.reference) \(month)", formula: accrued + (difference ?? ""),
      evidence: own.evidence + rate.evidence)
  }
}

extension ShortfallDue {
  /// The amount in stored units; a quantity has none.
  fileprivate var units: Figure<Ratio> {
    amount.flatMap { amount in
      guard case .money = amount.measure else {
        return .unavailable(.notApplicable, "a quantity: \(amount.words)")
      }
      return .known(amount.units)
    }
  }
}

extension [UnbilledMonth] {
  /// The sum over the months, in stored units; not known where that of one is not.
  fileprivate func sum(_ figure: (UnbilledMonth) -> Figure<Money>) -> Figure<Ratio> {
    reduce(.known(.zero)) { $0.adding(figure($1).map(\.exact)) }
  }
}

extension Sequence<Figure<Ratio>> {
  /// The sum of those that are known, or that it is too large; `nil` where none is known.
  package var sumOfKnown: Figure<Ratio>? {
    let parts = filter(\.countsInTotal)
    return parts.isEmpty ? nil : parts.reduce(.known(.zero)) { $0.adding($1) }
  }
}
