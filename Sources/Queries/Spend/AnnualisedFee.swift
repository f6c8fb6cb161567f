package import Procurement
package import Ledger

/// A contract's yearly rate over revenue (METRICS, M2c).
///
/// The rate is 12 times the fee in force on a day; where a contract has no fee schedule, it is its
/// headline value spread over its term, and says so: the two are never mixed without a label.
package struct AnnualisedFee: Hashable, Sendable {
  /// Where a yearly rate comes from.
  package enum Rate: Hashable, Sendable {
    /// 12 × the monthly fee in force, rounded half to even to the minor unit, with its rows.
    case fee(monthly: Money, annual: Figure<Money>, [Recorded<Fee>])
    /// 12 × headline value ÷ term in months, rounded half to even to the minor unit (METRICS, ruling
    /// 30).
    case headlineOverTerm(annual: Money, exact: Ratio, termMonths: Int)
    /// Why there is none: `fee not disclosed`, `fee begins 2026-12`, `no fee in force`.
    case unavailable(Unavailable)

    /// Twelve months' worth; `nil` if it is not known.
    package var annual: Money? { figure.value }

    /// Twelve months' worth, or why it is not known.
    package var figure: Figure<Money> {
      switch self {
      case .fee(_, let annual, _): annual
      case .headlineOverTerm(let annual, _, _): .known(annual)
      case .unavailable(let reason): .unavailable(reason)
      }
    }

    /// Twelve months' worth in stored units before it is rounded, or why it is not known.
    var exact: Figure<Ratio> {
      switch self {
      case .fee(let monthly, _, _): .held(try monthly.exact.times(12))
      case .headlineOverTerm(_, let exact, _): .known(exact)
      case .unavailable(let reason): .unavailable(reason)
      }
    }

    /// The monthly fee; `nil` if there is none, or it is not known.
    package var monthly: Money? { if case .fee(let monthly, _, _) = self { monthly } else { nil } }

    /// `fee`, `headline / 60 months`, or why there is none.
    package var label: String {
      switch self {
      case .fee: "monthly fee"
      case .headlineOverTerm(_, _, let months): "headline / \(months) months"
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
  package let amount: Figure<Money>
  /// The revenue in stored units, exact.
  package let exact: Figure<Ratio>
  /// When it was said; the last day of several.
  package let asOf: PartialDate?
  /// The stored figures that make it up.
  package let rows: [Recorded<Revenue>]
  /// `derived`, `prorated by days`: what must be said of it.
  package let qualifications: [String]
  /// Whether it is a run rate, which is not comparable to the revenue of twelve months.
  package let isRunRate: Bool
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
    /// Empty: the last twelve months by the as-of day if all are known, else the latest full year, else
    /// the latest run rate (METRICS, ruling 13).
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
    var found: [Owner: [FoundRevenue]] = [:]
    for contract in try book.contracts where !contract.standing(on: question.asOf).isOver {
      let rate = Rate(of: contract, question.asOf)
      let owner = Owner(contract, question.side)
      // Many contracts have one buyer.
      let revenues =
        try found[owner]
        ?? question.revenues(
          RevenueHistory(try book.revenue(of: owner.id)), of: owner.name, in: owner.currency)
      found[owner] = revenues
      rows += revenues.map { AnnualisedFee(contract, rate, $0) }
    }
    return rows
  }

  /// Whose revenue is looked for, in which currency.
  private struct Owner: Hashable {
    let id: OrganizationID
    let name: String
    let currency: Currency

    init(_ contract: ContractFile, _ side: SpendRatio.Side) {
      id = side == .buyer ? contract.buyerID : contract.providerID
      name = side == .buyer ? contract.buyer : contract.provider
      currency = contract.currency
    }
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
        .unavailable(reason.ofRatio)
      } else {
        Figure<Share>(
          rate.exact,
          over: found.revenue.flatMap { revenue in
            revenue.amount.flatMap { _ in revenue.exact }
          },
          qualified: found.revenue.value?.qualifications ?? [])
      }
  }
}

extension AnnualisedFee.Rate {
  fileprivate init(of contract: ContractFile, _ asOf: Day) {
    do throws(MoneyError) {
      self = contract.fees.isEmpty ? try Self(ofHeadline: contract) : Self(in: contract, asOf)
    } catch {
      self = .unavailable(Unavailable(error))
    }
  }

  private init(ofHeadline contract: ContractFile) throws(MoneyError) {
    guard let headline = contract.headline?.value, let months = contract.headline?.termMonths,
      months > 0
    else {
      self = .unavailable(
        contract.headline?.value != nil
          ? Unavailable(.notRecorded, "no fee known, and no term")
          : contract.isUsageBased
            ? Unavailable(.usageBased, "usage-based")
            : Unavailable(.notRecorded, "no fee or value known"))
      return
    }
    let exact = try headline.exact.times(Ratio(days: 12, of: months))
    self = .headlineOverTerm(
      annual: try Money(rounding: exact, of: headline.currency), exact: exact, termMonths: months)
  }

  private init(in contract: ContractFile, _ asOf: Day) {
    let rows = contract.fees.covering(asOf.month)
    guard !rows.isEmpty else {
      let next = contract.fees.map(\.fact.fromMonth).filter { $0 > asOf.month }.min()
      self = .unavailable(
        next.map { Unavailable(.notYet, "fee begins \($0)") }
          ?? Unavailable(.notApplicable, "no fee in force"))
      return
    }
    switch contract.fee(of: asOf.month) {
    case .known(let monthly):
      let annual = Figure.held(try monthly.exact.times(12)).rounded(to: monthly.currency)
      self = .fee(monthly: monthly, annual: annual, rows)
    case .unavailable(let reason): self = .unavailable(reason)
    }
  }
}
