import Procurement

extension Currency {
  static let usd = Currency(code: "USD", minorDigits: 2, scale: 6)
  static let jpy = Currency(code: "JPY", minorDigits: 0, scale: 4)
  static let idr = Currency(code: "IDR", minorDigits: 2, scale: 4)
  static let kwd = Currency(code: "KWD", minorDigits: 3, scale: 7)
  static let clf = Currency(code: "CLF", minorDigits: 4, scale: 8)
  static let xau = Currency(code: "XAU", minorDigits: nil, scale: 4)

  /// One of each shape that ISO 4217 has.
  static let shapes = [usd, jpy, idr, kwd, clf, xau]
}
