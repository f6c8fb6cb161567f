/// A number is refused, or is what its text says; an amount of it fits its currency or is refused.
func fuzz(_ input: [UInt8]) {
  let parts = input.split(separator: UInt8(ascii: " "), maxSplits: 1)
  guard let first = parts.first.map(Array.init),
    let decimal = try? ExactDecimal(parsing: first.span)
  else { return }
  requireSame(decimal)
  for currency in currencies { check(decimal, currency) }
  guard parts.count == 2, let other = try? ExactDecimal(parsing: Array(parts[1]).span) else {
    return
  }
  for currency in currencies { check(decimal, other, currency) }
}

private let currencies = [
  Currency(code: "USD", minorDigits: 2, scale: 6),
  Currency(code: "JPY", minorDigits: 0, scale: 4),
  Currency(code: "KWD", minorDigits: 3, scale: 7),
  Currency(code: "XAU", minorDigits: nil, scale: 0),
]

private func requireSame(_ decimal: ExactDecimal) {
  let again = try? ExactDecimal(parsing: decimal.description)
  require(again == decimal, "a number reads as it is written")
}

private func check(_ decimal: ExactDecimal, _ currency: Currency) {
  guard let money = try? Money(decimal, in: currency) else { return }
  requireSame(money.decimal)
  let again = try? Money(ExactDecimal(parsing: money.description), in: currency)
  require(again == money, "an amount reads as it is written")
  let negative = try? Money(exactly: -Int128(money.units), of: currency)
  require(negative != nil, "every amount has its negative")
  _ = try? money.prorated(Int(input: decimal), of: 31)
  _ = try? money.multiplied(by: Int(input: decimal))
}

private func check(_ decimal: ExactDecimal, _ other: ExactDecimal, _ currency: Currency) {
  guard let money = try? Money(decimal, in: currency), let more = try? Money(other, in: currency)
  else { return }
  let sum = try? money.adding(more)
  var expected = Int128(money.units)
  expected.add(units: more.units)
  require(
    sum.map { Int128($0.units) == expected } ?? (Int64(exactly: expected) ?? .min == .min),
    "a sum is exact or refused")
}

extension Int {
  fileprivate init(input decimal: ExactDecimal) {
    self.init(truncatingIfNeeded: decimal.coefficient)
  }
}
