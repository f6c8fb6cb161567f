import Testing

struct CalculationTests {
  /// What becomes of a row of the columns A to D.
  private static func amount(_ keys: String, _ row: [String], head: String = "") throws -> String {
    let toml = "\(head)\n[columns]\namount = { column = \"A\", \(keys) }\n"
    var sheet = try Sheet(toml, ["A", "B", "C", "D"])
    let read = sheet.read([row + Array(repeating: "", count: 4 - row.count)])
    return read[0].joined(separator: "; ").replacing("amount=", with: "")
  }

  @Test(arguments: [
    ("minus = \"B\"", ["1000.00", ""], "1000"), ("minus = \"B\"", ["", "40.00"], "-40"),
    ("minus = \"B\"", ["", ""], ""), ("minus = \"B\"", ["5", "5"], "0"),
    ("minus = [\"B\", \"C\"]", ["10", "0.1", "0.25"], "9.65"),
    ("minus = \"B\", negate = true", ["10", "4"], "-6"),
    ("minus = \"B\", empty = \"-\"", ["-", "4"], "-4"),
    ("times = \"B\"", ["400", "2.50"], "1000"), ("times = \"B\"", ["", ""], ""),
    (
      "times = \"B\"", ["0.000000000000000001", "0.000000000000000001"],
      "0.000000000000000000000000000000000001"
    ),
    ("times = \"B\", less_percent = \"C\"", ["3", "9.99", "12.5"], "26.22375"),
    ("times = \"B\", less_percent = \"C\"", ["3", "9.99", " 10 %"], "26.973"),
    ("times = \"B\", less_percent = \"C\", minus = \"D\"", ["2", "50", "10", "1.5"], "88.5"),
    ("times = \"B\", round = 2", ["3", "0.335"], "1.00"),
    ("decimal = \",\", group = \".\", minus = \"B\"", ["1.000,00", "40,00"], "960"),
  ])
  func aNumberIsCalculated(keys: String, row: [String], amount: String) throws {
    #expect(try CalculationTests.amount(keys, row) == amount)
  }

  @Test(arguments: [
    (["40,00", "H"], "-40"), (["1.000,00", "S"], "1000"), (["", "H"], ""), (["0", "H"], "0"),
    (
      ["1", "X"],
      "B \"X\" is not one of the words that the mapping gives for a sign: \"S\", \"H\""
    ),
    (["-1", "S"], "A \"-1\" is less than zero, and B gives its sign; only one of the two can"),
  ])
  func anotherColumnSaysTheSign(row: [String], amount: String) throws {
    let keys = "sign = { column = \"B\", positive = \"S\", negative = \"H\" }"
    let head = "[numbers]\ndecimal = \",\"\ngroup = \".\""
    #expect(try CalculationTests.amount(keys, row, head: head) == amount)
  }

  @Test(arguments: [
    ("times = \"B\"", ["", "5"], "A × B \" × 5\" is empty, and B is not; a product needs both"),
    (
      "times = \"B\"", ["5", ""],
      "B \"\" is empty, and the number that it goes with is not; a product needs both"
    ),
    ("less_percent = \"B\"", ["5", "101"], "B \"101\" is not a percentage from 0 to 100"),
    (
      "minus = \"B\"", ["5", "1,5"],
      "B \"1,5\" has a grouping mark that a number like 1234.50, -1234.50 does not have"
    ),
    (
      "times = \"B\"", ["12345678901234567890", "98765432109876543210"],
      "A × B \"12345678901234567890 × 98765432109876543210\" has more digits than are calculated"
        + " with exactly"
    ),
  ])
  func refusesWhatCannotBeCalculated(keys: String, row: [String], reason: String) throws {
    #expect(try CalculationTests.amount(keys, row) == reason)
  }

  @Test(arguments: [
    ("0.30000000000000004", "0.3000"), ("-2.00005", "-2.0000"), ("2.00015", "2.0002"),
    ("9.99996", "10.0000"), ("-99.99999", "-100.0000"), (".00005", "0.0000"), ("1.5", "1.5"),
    ("1.00005000000000000000000000000000000000000000001", "1.0001"), ("7", "7"),
  ])
  func noiseOfFractionsIsRoundedHalfToEven(text: String, amount: String) throws {
    #expect(try CalculationTests.amount("round = 4", [text]) == amount)
  }

  @Test(arguments: [("0.5", "0"), ("1.5", "2"), ("-.7", "-1"), ("9.6", "10"), ("2.4", "2")])
  func roundsToWholeNumbers(text: String, amount: String) throws {
    #expect(try CalculationTests.amount("round = 0", [text]) == amount)
  }

  @Test(arguments: [
    ("2.5", "[]", "2.5"), ("2.5", "", "2.5"), ("", "[]", ""), ("", #"[{"amount":-1}]"#, "-1"),
    ("0.016", #"[{"name":"x","amount":-0.016,"ids":[1,{"amount":9}]}]"#, "0"),
    ("1", #" [ { "amount" : -1e-05 } , {"amount":"0.25","ok":true} ] "#, "1.24999"),
    ("0", #"[{"amount":-0.000000000000000000000000000001}]"#, "-0.000000000000000000000000000001"),
  ])
  func numbersOfAListInACellAreAdded(text: String, list: String, amount: String) throws {
    let keys = "plus_list = { column = \"B\", number = \"amount\" }"
    #expect(try CalculationTests.amount(keys, [text, list]) == amount)
  }

  @Test(arguments: [
    ("{}", "is not a JSON list of objects, such as [{\"amount\": -1.5}]"),
    ("[{'amount': 1}]", "is not a JSON list"), ("[{\"amount\":1}", "is not a JSON list"),
    ("[{\"amount\":1}],", "is not a JSON list"), ("[1]", "is not a JSON list"),
    ("[{\"a\\u006dount\":1}]", "is not a JSON list"), ("[{\"x\":\"\\\"}]", "is not a JSON list"),
    ("[{\"name\":1}]", "has an object without amount in its list"),
    ("[{}]", "has an object without amount in its list"),
    ("[{\"amount\":1,\"amount\":2}]", "has an object with amount twice in its list"),
    ("[{\"amount\":null}]", "has a value of amount in its list that is not a number"),
    ("[{\"amount\":01}]", "has a value of amount in its list that is not a number"),
    ("[{\"amount\":1.}]", "has a value of amount in its list that is not a number"),
    ("[{\"amount\":\"1 \"}]", "has a value of amount in its list that is not a number"),
    ("[{\"amount\":1e99}]", "has a value of amount in its list that is not a number"),
    (String(repeating: "[{\"x\":", count: 100), "is not a JSON list"),
  ])
  func refusesWhatIsNoListOfNumbers(list: String, reason: String) throws {
    let keys = "plus_list = { column = \"B\", number = \"amount\" }"
    #expect(
      try CalculationTests.amount(keys, ["1", list]).hasPrefix("B \"\(list)\" \(reason)"))
  }

  @Test(arguments: [
    ("minus = \"Y\"", "2: columns.amount: x.csv has no column \"Y\"; there are X"),
    (
      "round = 41", "2: columns.amount.round is more than 40, as many decimals as a number may have"
    ),
    ("round = -1", "2: columns.amount.round is not a whole number from 0 on"),
    (
      "plus_list = { column = \"X\" }",
      "2: columns.amount.plus_list.number is missing; write"
        + " { column = \"credits\", number = \"amount\" }"
    ),
    (
      "sign = { column = \"X\", positive = \"D\", negative = \"D\" }",
      "2: columns.amount.sign.negative has \"D\", which positive has too"
    ),
    (
      "sign = { column = \"X\", positive = \"D\", negative = \"C\" }, negate = true",
      "2: columns.amount.negate cannot be combined with sign, which gives the sign"
    ),
    (
      "times = \"X\", values = { a = \"1\" }",
      "2: columns.amount.values cannot be combined with a calculated number"
    ),
  ])
  func saysWhatIsWrongWithACalculation(keys: String, fault: String) {
    #expect(Sheet.faults("[columns]\namount = { column = \"X\", \(keys) }") == [fault])
  }

  @Test func onlyNumbersAreCalculated() {
    #expect(
      Sheet.faults("[columns]\nnumber = { column = \"X\", minus = \"X\" }")
        == ["2: columns.number.minus applies only to a number"])
  }
}
