internal import Procurement

/// The fees from a day to the exit from a contract, with its termination fee (METRICS, M18).
struct FirmAmount: Hashable, Sendable {
  /// Rounded half to even to the coin.
  let amount: Money
  /// The exact amount in stored units.
  private let exact: Ratio
  /// What it is the sum of: `3 × 1250000000.00 + 15/30 × 920000000.00`.
  let words: String

  /// What is firm on the way out of a contract, or why that is not known.
  static func onTheWayOut(
    _ way: WayOut, of contract: ContractTerms, _ fees: [ScheduledFee], asOf: Day,
    _ convention: DayConvention
  ) throws -> KnownOr<FirmAmount> {
    guard let end = way.freeFrom else { return .unknown(way.exitOn.reason ?? "not known") }
    guard !fees.isEmpty else { return .unknown("no fee known") }
    let stretches = FeeStretch.onTheWayOut(way, asOf: asOf, before: end, convention)
    if let unknown = stretches.undisclosed(in: fees) {
      return .unknown("fee of \(unknown) not disclosed")
    }
    let parts = try FirmAmount.parts(stretches, fees, contract.currency)
    let leaving = way.isEndOfTerm ? nil : contract.exit.terminationFee
    return .known(try FirmAmount(parts, leaving, in: contract.currency))
  }

  /// Divides once, at the end (METRICS, rule 2).
  private init(_ parts: [Part], _ leaving: Money?, in currency: Currency) throws {
    let denominator = parts.reduce(1) { $0.leastCommonMultiple(with: $1.denominator) }
    let fees = parts.reduce(Int128(0)) { sum, part in
      sum + Int128(part.fee.units) * Int128(part.count * (denominator / part.denominator))
    }
    let units = fees + Int128(leaving?.units ?? 0) * Int128(denominator)
    guard let exact = Ratio(units, over: Int128(denominator)) else { throw MoneyError.tooLarge }
    amount = try Money(roundingToCoin: units, over: denominator, of: currency)
    self.exact = exact
    words =
      (parts.map(\.words) + (leaving.map { ["termination fee \($0)"] } ?? []))
      .joined(separator: " + ")
  }

  /// The exact amount over another, or `nil` over zero.
  func share(of whole: Money) -> Ratio? {
    Ratio(exact.numerator, over: exact.denominator * Int128(whole.units))
  }

  /// Stretches of one fee and one denominator, added.
  private struct Part {
    let fee: Money
    var count: Int
    let denominator: Int

    var words: String {
      (denominator == 1 ? "\(count)" : "\(count)/\(denominator)") + " × \(fee)"
    }
  }

  /// Months without a fee row cost nothing.
  private static func parts(
    _ stretches: [FeeStretch], _ fees: [ScheduledFee], _ currency: Currency
  ) throws -> [Part] {
    var parts: [Part] = []
    for stretch in stretches where stretch.parts > 0 {
      let units = fees.covering(stretch.month).compactMap(\.amount?.units).map { Int128($0) }
      let fee = try Money(exactly: units.reduce(0, +), of: currency)
      let place = parts.firstIndex { $0.fee == fee && $0.denominator == stretch.of }
      if let place {
        parts[place].count += stretch.parts
      } else {
        parts.append(Part(fee: fee, count: stretch.parts, denominator: stretch.of))
      }
    }
    return parts
  }
}
