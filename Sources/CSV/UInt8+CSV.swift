extension UInt8 {
  /// What divides fields unless the caller says otherwise.
  package static let comma = UInt8(ascii: ",")
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  /// Whether it is an LF or a CR.
  var endsLine: Bool { self == .lineFeed || self == .carriageReturn }
}
