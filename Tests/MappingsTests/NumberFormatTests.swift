import TestTools
import Testing

struct NumberFormatTests {
  private static func read(_ keys: String, _ text: String) throws -> String {
    try Sheet.text("\"X\"", "amount", text, head: "[numbers]\n\(keys)\n")
  }

  @Test(arguments: [
    ("", "-1234.50", "-1234.50"),
    ("group = \",\"", "1,234,567.89", "1234567.89"), ("group = \",\"", "1234567.89", "1234567.89"),
    ("group = \",\"", "999", "999"), ("group = \",\"", "-1,234", "-1234"),
    ("decimal = \",\"", "-1234,5", "-1234.5"),
    ("decimal = \",\"\ngroup = \".\"", "1.234.567,89", "1234567.89"),
    ("decimal = \",\"\ngroup = \" \"", "1 234,50", "1234.50"),
    ("decimal = \",\"\ngroup = \" \"", "1\u{A0}234\u{202F}567,50", "1234567.50"),
    ("group = \"'\"", "1'234.50", "1234.50"), ("group = \"'\"", "1’234.50", "1234.50"),
    ("negative = \"1-\"", "12.50-", "-12.50"), ("negative = \"(1)\"", "(12.50)", "-12.50"),
    ("negative = \"1CR\"", "12.50 CR", "-12.50"), ("negative = \"1CR\"", "12.50cr", "-12.50"),
    ("negative = [\"-1\", \"(1)\"]", "-3", "-3"), ("group = \",\"", "\u{2212}1,234", "-1234"),
    ("exponent = true", "1.2E-05", "0.000012"), ("exponent = true", "-1.25e+3", "-1250"),
    ("exponent = true", "125E-2", "1.25"), ("exponent = true", "12.5", "12.5"),
    ("symbols = { \"$\" = \"USD\" }", "$12.50", "12.50"),
    ("symbols = { \"$\" = \"USD\" }", "-$12.50", "-12.50"),
    ("symbols = { \"$\" = \"USD\" }", "$-12.50", "-12.50"),
    ("symbols = { \"$\" = \"USD\" }\nnegative = \"(1)\"", "($12.50)", "-12.50"),
    ("symbols = { \"€\" = \"EUR\" }\ndecimal = \",\"\nnegative = \"1-\"", "12,50- €", "-12.50"),
    ("symbols = { \"$\" = \"USD\", \"US$\" = \"USD\" }", "US$ 12", "12"),
    ("symbols = { \"EUR\" = \"EUR\" }", "12.50 EUR", "12.50"),
    ("group = \",\"", " 1,234 ", "1234"), ("group = \",\"", "", ""), ("group = \",\"", ".5", ".5"),
  ])
  func readsANumber(keys: String, text: String, number: String) throws {
    #expect(try NumberFormatTests.read(keys, text) == number)
  }

  @Test(arguments: [
    ("group = \",\"", "12,34", "has a grouping mark"),
    ("group = \",\"", "1,2345", "has a grouping mark"),
    ("group = \",\"", "1234,567", "has a grouping mark"),
    ("group = \",\"", ",123", "has a grouping mark"),
    ("group = \",\"", "1,234.5,6", "has a grouping mark"),
    ("group = \",\"", "12,34,567", "has a grouping mark"),
    ("decimal = \",\"\ngroup = \".\"", "1.23", "has a grouping mark"),
    ("decimal = \",\"", "1.5", "has a grouping mark"),
    ("group = \",\"", "5%", "is a percentage, which is never read as a number"),
    ("group = \",\"", "5 %", "is a percentage"), ("group = \",\"", "1.2E-05", "has an exponent"),
    ("exponent = true", "1E99", "has an exponent beyond 40"),
    ("exponent = true", "1E", "has letters or a sign"),
    ("symbols = { \"$\" = \"USD\" }", "€12.50", "has letters or a sign"),
    ("symbols = { \"$\" = \"USD\" }", "$$12.50", "has letters or a sign"),
    ("group = \",\"", "$12.50", "has letters or a sign"),
    ("group = \",\"", "(12.50)", "has a grouping mark"),
    ("group = \",\"", "12-", "is not a number"),
    ("negative = \"(1)\"", "-3", "is not a number like"),
    ("negative = [\"-1\", \"1-\"]", "-3-", "is not a number like"),
    ("group = \",\"", "five", "is not a number like"),
    ("group = \",\"", "5.", "has a grouping mark"),
    ("group = \",\"", "-", "is not a number like"), ("group = \",\"", "٣", "is not a number like"),
  ])
  func refusesWhatIsNoSuchNumber(keys: String, text: String, reason: String) throws {
    let read = try NumberFormatTests.read(keys, text)
    #expect(read.hasPrefix("X \"\(text)\" \(reason)"), "\(read)")
  }

  @Test func aSignMustMeanTheCurrencyOfTheRow() throws {
    var sheet = try Sheet(
      """
      [numbers.symbols]
      "$" = "USD"
      "€" = "EUR"
      [columns]
      amount = "X"
      currency = "C"
      """, ["X", "C"])
    let read = sheet.read([["$5", "USD"], ["€5", "eur"], ["$5", "EUR"], ["5", "EUR"]])
    #expect(
      read == [
        ["amount=5", "currency=USD"], ["amount=5", "currency=eur"],
        ["X \"$5\" has the sign of USD, and the row's currency is EUR"],
        ["amount=5", "currency=EUR"],
      ])
  }

  @Test func aNumberCanHaveTheOtherSign() throws {
    let rule = "{ column = \"X\", negate = true }"
    #expect(try Sheet.text(rule, "amount", "12.50") == "-12.50")
    #expect(try Sheet.text(rule, "amount", "-12.50") == "12.50")
  }

  /// What a style writes, it reads back, digit for digit.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func readsBackWhatEachStyleWrites(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let style = Style.all[Int(seed) % Style.all.count]
    var sheet = try Sheet(style.toml, ["X"])
    for _ in 0..<250 {
      let whole = UInt64.random(
        in: 0...(UInt64.max >> UInt64.random(in: 0...60, using: &random)), using: &random)
      let places = Int.random(in: 0...9, using: &random)
      let decimals = (0..<places).map { _ in String(Int.random(in: 0...9, using: &random)) }
        .joined()
      let isNegative = Bool.random(using: &random)
      let number = (isNegative ? "-" : "") + "\(whole)" + (places > 0 ? ".\(decimals)" : "")
      #expect(
        sheet.read([[style.text("\(whole)", decimals, isNegative)]]) == [["amount=\(number)"]])
    }
  }
}

/// A way to write amounts, apart from the code that reads them.
private struct Style {
  let decimal: String
  let group: String
  let negative: String
  let symbol: String

  static let all: [Style] = [(".", ","), (",", "."), (",", " "), (".", "'"), (".", "none")]
    .flatMap { decimal, group in
      ["-1", "1-", "(1)", "1CR"].flatMap { negative in
        ["", "€"].map { Style(decimal: decimal, group: group, negative: negative, symbol: $0) }
      }
    }

  var toml: String {
    """
    [numbers]
    decimal = "\(decimal)"
    group = "\(group)"
    negative = "\(negative)"
    symbols = { \(symbol.isEmpty ? "" : "\"\(symbol)\" = \"EUR\"") }
    [columns]
    amount = "X"
    """
  }

  func text(_ whole: String, _ decimals: String, _ isNegative: Bool) -> String {
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      let isStart = index > 0 && (whole.count - index) % 3 == 0
      grouped += (isStart && group != "none" ? group : "") + String(digit)
    }
    let amount = symbol + grouped + (decimals.isEmpty ? "" : decimal + decimals)
    guard isNegative else { return amount }
    return switch negative {
    case "-1": "-" + amount
    case "1-": amount + "-"
    case "(1)": "(" + amount + ")"
    default: amount + " CR"
    }
  }
}
