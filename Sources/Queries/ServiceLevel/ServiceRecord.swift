internal import Ledger
internal import Procurement

/// The service level of a contract: its steps, what was down, what it pays, and what it got back.
struct ServiceRecord {
  let contract: ContractFile
  let fees: TrancheFees
  let credits: [CreditLine]
  /// What was credited for each month, in the contract's currency.
  let received: [Month: Money]
  let asOf: Day

  /// The record of a contract with the `credits` that were issued by the as-of day.
  init(_ contract: ContractFile, _ credits: [CreditLine], asOf: Day) throws {
    var received: [Month: Money] = [:]
    for credit in credits where credit.amount.currency == contract.currency {
      for (month, piece) in credit.days.pieces(of: credit.amount) {
        received[month] = try (received[month] ?? .zero(contract.currency)).adding(piece)
      }
    }
    self.contract = contract
    fees = TrancheFees(service: ServiceDays(of: contract, asOf: asOf))
    self.credits = credits
    self.received = received
    self.asOf = asOf
  }

  private var outages: [Recorded<Outage>] { contract.outages }
  private var hasLevel: Bool { !contract.serviceTiers.isEmpty }
}

extension ServiceRecord {
  /// The first moment that is not over on the as-of day.
  private var end: Moment { Moment(startOf: asOf.adding(days: 1)) }

  /// The months with an outage, where there is a level of service, or with a credit.
  var months: [Month] {
    let down = hasLevel ? outages.flatMap { $0.months(before: end) } : []
    return Set(down + received.keys).sorted()
  }

  /// The parts that were down in a month: tranches by name, all of them where an outage is of none;
  /// the whole contract where it has no tranches, or nothing was down.
  func tranches(down month: Month) -> [String?] {
    let down = outages(in: month)
    let named = down.compactMap(\.partDown)
    let isWhole = named.count < down.count
    let all = isWhole ? fees.tranches(in: month) : []
    let whole: [String?] = down.isEmpty || (isWhole && all.isEmpty) ? [nil] : []
    return whole + Set(named + all).sorted()
  }

  /// The outages that reach into a month by the as-of day, where there is a level of service.
  func outages(in month: Month) -> [Recorded<Outage>] {
    let (start, stop) = moments(of: month)
    guard hasLevel, start < stop else { return [] }
    return outages.filter { $0.from < stop && ($0.to.map { $0 > start } ?? true) }
  }

  /// Its first moment, and the first after what is over of it.
  private func moments(of month: Month) -> (start: Moment, stop: Moment) {
    (
      Moment(startOf: month.firstDay),
      min(Moment(startOf: month.adding(months: 1).firstDay), end)
    )
  }

  /// How long a part was down in a month, as far as that counts; an outage of no tranche hits those that
  /// are due.
  func downtimeSeconds(of tranche: String?, in month: Month) -> Int {
    let (start, stop) = moments(of: month)
    let isDue = tranche.map { fees.tranches(in: month).contains($0) } ?? true
    return outages.filter { !$0.isExcluded && (isDue ? $0.hits(tranche) : $0.partDown == tranche) }
      .seconds(from: start, before: stop)
  }

  /// The most that the credits of a month come to; `nil` if there is no limit.
  func cap(in month: Month) throws -> Figure<Money>? {
    guard let percent = contract.service.creditCapPercent else { return nil }
    return try fees.fee(of: nil, in: month).map { try $0.percentage(percent) }
  }

  /// The most that the credits of a month are owed: its fee, or its cap if that is less (METRICS, ruling
  /// 26); `nil` if there is no cap and the fee is not known.
  func limit(in month: Month) throws -> Figure<Money>? {
    let fee = try fees.fee(of: nil, in: month)
    guard let cap = try cap(in: month) else { return fee.value == nil ? nil : fee }
    return cap.flatMap { most in
      .known(fee.value.map { $0.units < most.units ? $0 : most } ?? most)
    }
  }
}
