internal import Ledger
internal import Procurement

/// What the cost of a contract's capacity in some months is made of, before anything is converted.
struct CapacityParts {
  let contract: ContractFile
  let period: Period
  /// What was accrued in the months.
  let spend: [AccruedSpend]
  /// Its commitments, with what was delivered.
  let tranches: [TrancheStatus]
  let asOf: Day
  /// The fee of the last of the months over the accelerators promised, in stored units.
  let feePerAccelerator: Figure<Ratio>

  init(
    of contract: ContractFile, in period: Period, spend: [AccruedSpend],
    _ tranches: [TrancheStatus], asOf: Day
  ) {
    self.contract = contract
    self.period = period
    self.spend = spend.filter { period.months.contains($0.month) }
    self.tranches = tranches
    self.asOf = asOf
    feePerAccelerator = CapacityParts.fee(
      of: period.months.last, contract.standing(on: asOf), tranches)
  }

  private static func fee(
    of month: Month, _ standing: ContractStanding, _ tranches: [TrancheStatus]
  ) -> Figure<Ratio> {
    let contract = standing.contract
    guard !contract.fees.covering(month).isEmpty, standing.days(of: month) != nil else {
      return .unavailable(.notRecorded, "no fee known")
    }
    guard let count = tranches.compactMap(\.promise).acceleratorCount else {
      return contract.fee(of: month).flatMap { _ in
        .unavailable(.notRecorded, "accelerators not known")
      }
    }
    return contract.fee(of: month).flatMap { fee in
      guard count > 0, let each = Ratio(Int128(fee.units), over: Int128(count)) else {
        return .unavailable(.zero, "no accelerators promised")
      }
      return .known(each)
    }
  }

  /// The rates that it needs.
  func requests(_ rule: RateRule) -> [RateRequest] {
    spend.map { request($0, rule) } + [requestOfFee(rule)].compactMap(\.self)
  }

  private func request(_ spend: AccruedSpend, _ rule: RateRule) -> RateRequest {
    RateRequest(
      AmountOrigin(spend.sum.net.currency, contract.fixedRate), in: spend.month, rule, asOf: asOf)
  }

  /// The rate that converts the fee; `nil` if no fee is known but zero.
  private func requestOfFee(_ rule: RateRule) -> RateRequest? {
    guard let fee = feePerAccelerator.value, !fee.isZero else { return nil }
    return RateRequest(planned: contract.origin, in: period.months.last, rule, asOf: asOf)
  }
}

// MARK: As it is shown

/// The cost of some months in the currency that it is shown in.
struct AccruedCost {
  let currency: Currency
  /// The cost in stored units.
  let exact: Figure<Ratio>
  let amount: Figure<Money>
  /// `nil` without an invoice.
  let tax: Figure<Money>?
  let feePerAccelerator: Figure<Money>
  /// The rates that convert them.
  let rates: [Evidence]
}

extension CapacityParts {
  /// The cost, each month's at its rate, if all is converted; else in the contract's currency.
  /// - Throws: `MoneyError.tooLarge` if what a stored unit is worth does not fit.
  func cost(
    _ tax: TaxTreatment, _ conversion: CurrencyConversion?
  ) throws(MoneyError) -> AccruedCost {
    guard let conversion else { return cost(tax) }
    var sums = ConvertedSums<Bool>(in: conversion.currency, at: conversion.perUnit)
    let requests = spend.map { request($0, conversion.choice.rule) }
    for (item, request) in zip(spend, requests) {
      sums.add(item.sum.spend(tax), at: conversion.place(of: request), to: false)
      sums.add(item.sum.tax, at: conversion.place(of: request), to: true)
    }
    let exact = sums.sums
    let cost = exact[false] ?? CapacityParts.noInvoice.map(\.exact)
    let fee = requestOfFee(conversion.choice.rule)
    let rate = try fee.map { request throws(MoneyError) in try conversion.amountRate(of: request) }
    return AccruedCost(
      currency: conversion.currency, exact: cost, amount: cost.rounded(to: conversion.currency),
      tax: exact[true]?.rounded(to: conversion.currency),
      feePerAccelerator: rate?.rounded(feePerAccelerator)
        ?? feePerAccelerator.rounded(to: conversion.currency),
      rates: conversion.evidence(of: requests + [fee].compactMap(\.self)))
  }

  /// Lines in another currency than the contract's are not added.
  private func cost(_ tax: TaxTreatment) -> AccruedCost {
    let sums = spend.map(\.sum)
    let sum: Figure<BilledSum> =
      sums.allSatisfy { $0.net.currency == contract.currency }
      ? BilledSum.total(sums).map { .known($0) }
        ?? .unavailable(.notBilled, "no invoice")
      : .unavailable(.currenciesDiffer, "invoiced in another currency")
    return AccruedCost(
      currency: contract.currency, exact: sum.flatMap { $0.spend(tax).exact },
      amount: sum.flatMap { $0.spend(tax).figure }, tax: sum.value?.tax.figure,
      feePerAccelerator: feePerAccelerator.rounded(to: contract.currency), rates: [])
  }

  private static let noInvoice = Figure<Money>.unavailable(.notBilled, "no invoice")
}
