package import Procurement
package import Ledger

/// A contract's yearly rate over revenue (METRICS, M2c).
///
/// The rate is 12 times the fee in force on a day; where a contract has no fee schedule, it is its
/// headline value spread over its term, and says so: the two are never mixed without a label.
package struct AnnualisedFee: Hashable, Sendable {
  /// Where a yearly rate comes from.
  package enum Rate: Hashable, Sendable {
    /// 12 × the monthly fee in force, with its rows.
    case fee(monthly: Money, annual: Money, [Recorded<Fee>])
    /// 12 × headline value ÷ term in months.
    case headlineOverTerm(annual: Money, termMonths: Int)
    /// Why there is none: `fee not disclosed`, `fee begins 2026-12`, `no fee in force`.
    case unavailable(Unavailable)

    /// Twelve months' worth; `nil` if it is not known.
    package var annual: Money? {
      switch self {
      case .fee(_, let annual, _), .headlineOverTerm(let annual, _): annual
      case .unavailable: nil
      }
    }

    /// Twelve months' worth, or why it is not known.
    package var figure: Figure<Money> {
      switch self {
      case .fee(_, let annual, _), .headlineOverTerm(let annual, _): .known(annual)
      case .unavailable(let reason): .unavailable(reason)
      }
    }

    /// The monthly fee; `nil` if there is none, or it is not known.
    package var monthly: Money? { if case .fee(let monthly, _, _) = self { monthly } else { nil } }

    /// `fee`, `headline / 60 months`, or why there is none.
    package var label: String {
      switch self {
      case .fee: "monthly fee"
      case .headlineOverTerm(_, let months): "headline / \(months) months"
      case .unavailable(let reason): reason.words
      }
    }
  }

  /// The contract whose rate it is.
  package let contract: ContractFile
  /// Its yearly rate on the as-of day.
  package let rate: Rate
  /// Which revenue was asked for: `spacex 2025`, `anthropic run rate 2026-04`.
  package let revenueAsked: String
  /// What it is set against: `nil` if no revenue of that kind is known.
  package let revenue: YearlyRevenue?
  /// Why there is no revenue: `missing`, `partial 6/12`, `only in EUR`.
  package let noRevenueReason: Unavailable?
  /// The rate over the revenue, or why there is no ratio.
  package let ratio: Figure<Share>
}

/// Revenue at a yearly rate: of twelve months, or a run rate.
package struct YearlyRevenue: Hashable, Sendable {
  /// Whose revenue it is: a slug.
  package let organization: String
  /// `2025, reported`, `run rate 2026-04`.
  package let label: String
  /// Revenue of twelve months, or annualised.
  package let amount: Money
  /// When it was said; the last day of several.
  package let asOf: PartialDate?
  /// The stored figures that make it up.
  package let rows: [Recorded<Revenue>]
  /// `prorated by days`, if it was.
  package let qualification: String?
}

/// Which revenue an annualised fee is set against.
package enum RevenueChoice: Hashable, Sendable {
  /// Twelve months.
  case year(MonthRange)
  /// The run rate of a month; `nil` for the latest by the as-of day.
  case runRate(Month?)
}

extension AnnualisedFee {
  /// What is asked.
  package struct Question: Sendable {
    /// Whose revenue is the denominator.
    package let side: SpendRatio.Side
    /// Empty: the latest year and the latest run rate by the as-of day.
    package let revenues: [RevenueChoice]
    /// For twelve months; the preferred first.
    package let bases: [RevenueBasis]
    /// The day whose fee counts, and by which revenue must have been earned.
    package let asOf: Day

    /// A question about one day.
    package init(
      side: SpendRatio.Side, revenues: [RevenueChoice], bases: [RevenueBasis], asOf: Day
    ) {
      self.side = side
      self.revenues = revenues
      self.bases = bases
      self.asOf = asOf
    }
  }

  /// A row for each contract and revenue asked for; contracts that are over are left out.
  package static func all(
    _ question: Question, in book: Book
  ) throws -> [AnnualisedFee] {
    var rows: [AnnualisedFee] = []
    for contract in try book.contracts where !contract.standing(on: question.asOf).isOver {
      let rate = try Rate(of: contract, question.asOf)
      let owner = question.side == .buyer ? contract.buyerID : contract.providerID
      let name = question.side == .buyer ? contract.buyer : contract.provider
      let figures = try book.revenue(of: owner)
      for revenue in try question.revenues(figures, of: name, in: contract.currency) {
        rows.append(AnnualisedFee(contract, rate, revenue))
      }
    }
    return rows
  }

  private init(_ contract: ContractFile, _ rate: Rate, _ found: FoundRevenue) {
    self.contract = contract
    self.rate = rate
    revenueAsked = found.asked
    revenue = found.revenue.value
    noRevenueReason = found.revenue.unavailable
    ratio =
      if case .unavailable(let reason) = rate {
        .unavailable(reason)
      } else if let reason = found.revenue.unavailable {
        .unavailable(reason.code, "revenue \(reason.words)")
      } else {
        Figure<Share>(
          rate.annual, over: found.revenue.value?.amount,
          qualified: [found.revenue.value?.qualification].compactMap { $0 })
      }
  }
}

extension AnnualisedFee.Rate {
  fileprivate init(of contract: ContractFile, _ asOf: Day) throws {
    guard contract.fees.isEmpty else {
      self = try AnnualisedFee.Rate(in: contract, asOf)
      return
    }
    guard let headline = contract.headline?.value, let months = contract.headline?.termMonths,
      months > 0
    else {
      self = .unavailable(
        Unavailable(
          .notRecorded,
          contract.headline?.value == nil ? "no fee or value known" : "no fee known, and no term"))
      return
    }
    self = .headlineOverTerm(
      annual: try headline.prorated(12, of: months), termMonths: months)
  }

  private init(in contract: ContractFile, _ asOf: Day) throws {
    let rows = contract.fees.covering(asOf.month)
    guard !rows.isEmpty else {
      let next = contract.fees.first { $0.fromMonth > asOf.month }
      self = .unavailable(
        next.map { Unavailable(.notYet, "fee begins \($0.fromMonth)") }
          ?? Unavailable(.notApplicable, "no fee in force"))
      return
    }
    guard let monthly = contract.fee(of: asOf.month).value else {
      self = .unavailable(Unavailable(.notDisclosed, "fee not disclosed"))
      return
    }
    self = .fee(monthly: monthly, annual: try monthly.multiplied(by: 12), rows)
  }
}
