package import Ledger
package import Procurement

extension SpendReport {
  /// The spend of one key, in one currency.
  package struct Group: Hashable, Sendable {
    /// One key for each dimension; `nil` is spend without a contract, or without a SKU. A contract
    /// is its reference, and its provider too where another provider has one of that reference.
    package let keys: [String?]
    /// The currency of the amount, or that of the contracts whose invoices are missing.
    package let currency: Currency
    /// The months; `nil` unless a dimension is of time.
    package let period: Period?
    var spend: SpendOverTime
    /// What it is set against; `nil` unless that was asked for.
    var earlier: Earlier?
    /// What it is a part of: all of its currency and, of a key and a period, of that period.
    var whole = SpendOverTime()
    /// Its own and that of the rows before it: of its currency and, of a key and a period, of that key.
    var running = SpendOverTime()
    /// Whether tax is in the amount.
    package let taxTreatment: TaxTreatment
    /// To which month the amount belongs.
    package let basis: SpendBasis
    /// Whether it is of the keys that are not among the largest.
    let isRest: Bool
    /// Which series it is of.
    let key: SeriesKey

    /// The spend of earlier months.
    struct Earlier: Hashable {
      var previous = SpendOverTime()
      var yearBefore = SpendOverTime()
    }

    /// Its lines; `nil` if all of it is missing.
    package var sum: BilledSum? { spend.sum }
    /// How many months of contracts have a fee and no invoice.
    package var missingCount: Int { spend.missingCount }
    /// The spend, or why there is none.
    package var amount: Figure<Money> { spend.amount(taxTreatment, on: basis) }
    /// The tax, whether or not it is in the amount; `nil` if all is missing.
    package var tax: Figure<Money>? { sum?.tax.figure(on: basis) }
    /// How many invoice lines it sums.
    package var lineCount: Int { sum?.lineCount(taxTreatment) ?? 0 }
  }
}

// MARK: Set against others

extension SpendReport.Group {
  /// The amount over all of its currency and, of a key and a period, of that period.
  package var share: Figure<Share> {
    Figure<Share>(
      spend.exact(taxTreatment, on: basis), over: whole.exact(taxTreatment, on: basis),
      called: "total")
  }

  /// The amount with those of the rows before it.
  package var cumulated: Figure<Money> { running.amount(taxTreatment, on: basis) }

  /// What was billed in the period before; `nil` unless it was asked for.
  package var previous: Figure<Money>? { earlier?.previous.amount(taxTreatment, on: basis) }
  /// What was billed in the same period a year before; `nil` unless it was asked for.
  package var yearBefore: Figure<Money>? { earlier?.yearBefore.amount(taxTreatment, on: basis) }

  /// By how much the amount is more than in the period before (METRICS, M3).
  package var change: Figure<Share>? {
    earlier.map { spend.growth(from: $0.previous, taxTreatment, on: basis) }
  }

  /// By how much the amount is more than in the same period a year before (METRICS, M3).
  package var yearChange: Figure<Share>? {
    earlier.map { spend.growth(from: $0.yearBefore, taxTreatment, on: basis) }
  }

  /// Groups of one currency as one, such as a total; `nil` of no groups.
  package static func sum(_ groups: [SpendReport.Group]) -> SpendReport.Group? {
    guard let first = groups.first else { return nil }
    let earlier = groups.compactMap(\.earlier)
    var sum = SpendReport.Group(
      keys: [], currency: first.currency, period: nil, spend: .sum(groups.map(\.spend)),
      earlier: earlier.count == groups.count
        ? Earlier(
          previous: .sum(earlier.map(\.previous)), yearBefore: .sum(earlier.map(\.yearBefore)))
        : nil,
      taxTreatment: first.taxTreatment, basis: first.basis, isRest: false,
      key: SeriesKey(names: [], currency: first.currency))
    sum.whole = sum.spend
    return sum
  }

  /// What orders groups from the largest down.
  package var units: Int128 { spend.units(taxTreatment) }
}

extension SpendReport.Group {
  /// The order of its period.
  var start: Month { period?.months.from ?? Month(number: 0) }
}

extension SpendReport.Group.Earlier {
  /// Whether nothing was billed or missing.
  var isEmpty: Bool { previous.isEmpty && yearBefore.isEmpty }
}
