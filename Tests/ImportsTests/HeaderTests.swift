import Imports
import Store
import Testing

struct HeaderTests {
  @Test(
    arguments: [
      (
        "day,base,quote,rates\n",
        [
          "column \"rates\" is unknown; did you mean rate or notes? (--ignore-unknown skips it)",
          "rate is missing from the header, but required: How many units of quote one unit of base is worth.",
        ]
      ),
      (
        "day,base,quote,rate,colour\n",
        [
          "column \"colour\" is unknown; the columns are day, base, quote, rate, source,"
            + " confidence, notes (--ignore-unknown skips it)"
        ]
      ),
      (
        "day,base,quote,rate,,\n",
        [
          "column 5 has no name; remove it, or skip it with --ignore-unknown",
          "column 6 has no name; remove it, or skip it with --ignore-unknown",
        ]
      ),
      (
        "day,base,quote,rate,Rate\n",
        ["Rate means rate, and so does column 4, \"rate\"; keep one of them"]
      ),
      (
        "day,base,quote,rate,Date,FROM\n",
        [
          "Date means day, and so does column 1, \"day\"; keep one of them",
          "FROM means base, and so does column 2, \"base\"; keep one of them",
        ]
      ),
      (
        "day,base,quote,rate\u{200B}\n",
        [
          "column \"rate\\u{200B}\" is unknown; did you mean rate? (--ignore-unknown skips it)",
          "rate is missing from the header, but required: How many units of quote one unit of base is worth.",
        ]
      ),
      (
        "2026-10-30,EUR,USD,1.0825\n",
        [
          "the first line, \"2026-10-30,EUR,USD,1.0825\", has none of the columns; it is the"
            + " header that says which is which (the columns are day, base, quote, rate, source,"
            + " confidence, notes)"
        ]
      ),
    ])
  func saysWhatIsWrongWithIt(text: String, reasons: [String]) throws {
    let fixture = try Fixture()
    #expect(try fixture.refusals(.fx, text) == reasons.map { "in.csv:1: \($0)" })
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func seesWhatDividesFields(delimiter: String) throws {
    let fixture = try Fixture()
    let text = "day,base,quote,rate,notes\n2026-10-30,EUR,USD,1.0825,\"a,b;c\td|e\"\n"
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    let divided = parts[0].replacing(",", with: delimiter) + "\"" + parts[1] + "\"" + parts[2]
    #expect(try fixture.take(.fx, String(divided)).tally.new == 1)
    #expect(try fixture.rows("SELECT rate, notes FROM fx_rate") == ["1.0825|a,b;c\td|e"])
  }

  @Test func passesOverUnknownColumnsWhereAsked() throws {
    let fixture = try Fixture()
    let text = "colour,day,base,quote,rate,\nred,2026-10-30,EUR,USD,1.0825,x\n"
    #expect(try fixture.take(.fx, text, ignoringUnknown: true).tally.new == 1)
    #expect(try fixture.rows("SELECT rate FROM fx_rate") == ["1.0825"])
  }

  @Test func refusesADoubledColumnEvenWhereUnknownOnesArePassedOver() throws {
    #expect(
      try Fixture().refusals(.fx, "day,base,quote,rate,x,Date\n", ignoringUnknown: true)
        == ["in.csv:1: Date means day, and so does column 1, \"day\"; keep one of them"])
  }

  @Test(
    arguments: [
      (
        RecordKind.invoices, "provider,number,issued_on,currency,total,billing_month\n",
        "contract or buyer"
      ),
      (
        .invoices, "provider,number,issued_on,currency,total,contract\n",
        "billing_month or service_from"
      ),
      (.invoices, "provider,number,issued_on,currency,contract,month\n", "total or amount"),
      (.deliveries, "site,status\n", "provider or contract"),
      (.deliveries, "provider,status\n", "tranche or site"),
    ])
  func needsOneOfSeveralColumns(kind: RecordKind, text: String, columns: String) throws {
    #expect(
      try Fixture().refusals(kind, text)
        == ["in.csv:1: \(columns) is missing from the header; one of them is required"])
  }

  @Test(arguments: ["", "\u{FEFF}", "\n\r\n\n"])
  func refusesAnEmptyFile(text: String) throws {
    #expect(
      try Fixture().refusals(.fx, text)
        == ["in.csv: is empty; a header line is expected first"])
  }

  @Test func callsColumnsWhatTheFileCallsThem() throws {
    let text = "Date,From,To,RATE\n2026-10-30,EUR,USD,x\n2026-02-30,EUR,EUR,\n"
    #expect(
      try Fixture().refusals(.fx, text) == [
        "in.csv:2: RATE \"x\" is not a plain decimal number; write it like -1234.50",
        "in.csv:3: Date \"2026-02-30\" is a day that its month does not have",
        "in.csv:3: RATE is empty, but is required: How many units of quote one unit of base is worth.",
      ])
  }
}
