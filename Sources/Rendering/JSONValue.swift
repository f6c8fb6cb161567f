/// JSON as it is written: members keep their order.
indirect enum JSONValue {
  case null
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])
  /// An array whose values are made when they are written.
  case list(count: Int, value: (Int) -> JSONValue)
  /// An array whose values come one after the other, and none after the last.
  case sequence(next: () -> JSONValue?)

  /// Source: RFC 8259.
  func write<Failure: Error>(
    indent: Int, to take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .null: try take("null")
    case .number(let number): try take(String(number))
    case .string(let string): try take(JSONValue.quoted(string))
    case .array(let values):
      try JSONValue.block(values.count, "[", "]", indent, take) { (index) throws(Failure) in
        try values[index].write(indent: indent + 2, to: take)
      }
    case .list(let count, let value):
      try JSONValue.block(count, "[", "]", indent, take) { (index) throws(Failure) in
        try value(index).write(indent: indent + 2, to: take)
      }
    case .sequence(let next): try JSONValue.write(next, indent, take)
    case .object(let members):
      try JSONValue.block(members.count, "{", "}", indent, take) { (index) throws(Failure) in
        try take(JSONValue.quoted(members[index].0) + ": ")
        try members[index].1.write(indent: indent + 2, to: take)
      }
    }
  }

  /// An object of texts, numbers and nulls in one line.
  static func line(of members: [(String, JSONValue)]) -> String {
    "{" + members.map { quoted($0) + ": " + $1.scalar }.joined(separator: ", ") + "}"
  }

  /// A value without others in it.
  private var scalar: String {
    switch self {
    case .number(let number): String(number)
    case .string(let string): JSONValue.quoted(string)
    case .null, .array, .object, .list, .sequence: "null"
    }
  }

  private static func write<Failure: Error>(
    _ next: () -> JSONValue?, _ indent: Int, _ take: (String) throws(Failure) -> Void
  ) throws(Failure) {
    guard let first = next() else { return try take("[]") }
    let margin = String(repeating: " ", count: indent)
    try take("[\n" + margin + "  ")
    try first.write(indent: indent + 2, to: take)
    while let value = next() {
      try take(",\n" + margin + "  ")
      try value.write(indent: indent + 2, to: take)
    }
    try take("\n" + margin + "]")
  }

  private static func block<Failure: Error>(
    _ count: Int, _ open: String, _ close: String, _ indent: Int,
    _ take: (String) throws(Failure) -> Void, item: (Int) throws(Failure) -> Void
  ) throws(Failure) {
    guard count > 0 else { return try take(open + close) }
    let margin = String(repeating: " ", count: indent)
    for index in 0..<count {
      try take((index == 0 ? open : ",") + "\n" + margin + "  ")
      try item(index)
    }
    try take("\n" + margin + close)
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case ..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
