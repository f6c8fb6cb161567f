internal import Procurement
internal import Store

/// What is stored of a contract's level of service: its steps, what was down, what it pays, and what
/// it got back.
struct ServiceRecord {
  let contract: ContractTerms
  let tiers: [StoredServiceTier]
  let outages: [StoredOutage]
  let fees: TrancheFees
  let credits: [CreditLine]
  /// What was credited for each month, in the contract's currency.
  let received: [Month: Money]
  let asOf: Day

  /// Those of the selected contracts that have a level of service or credits, by provider, buyer and
  /// reference; `isOwedOnly` leaves out contracts without a level of service.
  static func all(
    _ selection: Selection, asOf: Day, isOwedOnly: Bool, from store: borrowing Store
  ) throws -> [ServiceRecord] {
    let tiers = Dictionary(
      grouping: try StoredServiceTier.all(selection, from: store), by: \.contract)
    if isOwedOnly, tiers.isEmpty { return [] }
    let outages = Dictionary(
      grouping: try StoredOutage.all(selection, from: store), by: \.contract)
    let credits = Dictionary(
      grouping: try CreditLine.all(selection, issuedBy: asOf, from: store), by: \.contract)
    let fees = Dictionary(grouping: try ScheduledFee.all(selection, from: store), by: \.contract)
    let promises = Dictionary(
      grouping: try PromisedTranche.all(selection, from: store), by: \.contract)
    return try ContractTerms.all(selection, from: store).compactMap { contract in
      let id = contract.id
      guard tiers[id] != nil || (credits[id] != nil && !isOwedOnly) else { return nil }
      return try ServiceRecord(
        contract, tiers[id] ?? [], outages[id] ?? [],
        TrancheFees(fees: fees[id] ?? [], promises: promises[id] ?? []), credits[id] ?? [], asOf)
    }
  }

  private init(
    _ contract: ContractTerms, _ tiers: [StoredServiceTier], _ outages: [StoredOutage],
    _ fees: TrancheFees, _ credits: [CreditLine], _ asOf: Day
  ) throws {
    var received: [Month: Money] = [:]
    for credit in credits where credit.amount.currency == contract.currency {
      for (month, piece) in credit.days.pieces(of: credit.amount) {
        received[month] = try (received[month] ?? .zero(contract.currency)).adding(piece)
      }
    }
    self.contract = contract
    self.tiers = tiers
    self.outages = outages
    self.fees = fees
    self.credits = credits
    self.received = received
    self.asOf = asOf
  }
}

extension ServiceRecord {
  /// The first moment that is not over on the as-of day.
  private var end: Moment { Moment(startOf: asOf.adding(days: 1)) }

  /// The months with an outage, where there is a level of service, or with a credit.
  var months: [Month] {
    let down = tiers.isEmpty ? [] : outages.flatMap { $0.months(before: end) }
    return Set(down + received.keys).sorted()
  }

  /// The parts that were down in a month: tranches by name, all of them where an outage is of none;
  /// the whole contract where it has no tranches, or nothing was down.
  func tranches(down month: Month) -> [String?] {
    let down = outages(in: month)
    let named = down.compactMap(\.tranche)
    let isWhole = named.count < down.count
    let all = isWhole ? fees.tranches(in: month) : []
    let whole: [String?] = down.isEmpty || (isWhole && all.isEmpty) ? [nil] : []
    return whole + Set(named + all).sorted()
  }

  /// The outages that reach into a month by the as-of day, where there is a level of service.
  func outages(in month: Month) -> [StoredOutage] {
    let (start, stop) = moments(of: month)
    guard !tiers.isEmpty, start < stop else { return [] }
    return outages.filter { $0.from < stop && ($0.to.map { $0 > start } ?? true) }
  }

  /// Its first moment, and the first after what is over of it.
  private func moments(of month: Month) -> (start: Moment, stop: Moment) {
    (
      Moment(startOf: month.firstDay),
      min(Moment(startOf: month.adding(months: 1).firstDay), end)
    )
  }

  /// How long a part was down in a month, as far as that counts.
  func downtimeSeconds(of tranche: String?, in month: Month) -> Int {
    let (start, stop) = moments(of: month)
    return outages.filter { !$0.isExcluded && $0.hits(tranche) }.seconds(from: start, before: stop)
  }

  /// The most that the credits of a month come to; `nil` where there is no limit.
  func cap(in month: Month) throws -> KnownOr<Money>? {
    guard let percent = contract.service.creditCapPercent else { return nil }
    switch try fees.fee(of: nil, in: month) {
    case .known(let fee): return .known(try fee.percentage(percent))
    case .unknown(let reason): return .unknown(reason)
    }
  }
}
