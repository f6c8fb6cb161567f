import Store
import Testing

struct RecordReaderTests {
  private static let notADate = "is not a date; write it as 2026-05-03, 2026-05 or 2026"
  private static let notANumber = "is not a plain decimal number; write it like -1234.50"
  private static let grouped =
    "has a comma, a space or an apostrophe in it; write it like 1234567.89, with a point and no"
    + " grouping"

  @Test(
    arguments: [
      // Partial dates.
      ("2026-2-1", notADate), ("2026-13", "has a month that is not 01 to 12"),
      ("2026-02-30", "is a day that its month does not have"), ("31/12/2026", notADate),
      ("1899", "has a year that is not 1900 to 2199"), ("20260503", notADate),
      ("\u{662}\u{660}\u{662}\u{666}", notADate),
    ])
  func refusesADate(text: String, reason: String) throws {
    try refuses(.signedOn, text, reason)
  }

  @Test(arguments: ["2026", "2026-05", "2026-05-03", " 2026 ", "2024-02-29"])
  func keepsAPartialDateAsItIs(text: String) throws {
    let fixture = try Fixture()
    try fixture.take(.contracts, contract(.signedOn, text))
    #expect(
      try fixture.rows("SELECT signed_on FROM contract WHERE reference = 'X'")
        == [text.replacing(" ", with: "")])
  }

  @Test(
    arguments: [
      ("2026-05", "is not a day; write it as 2026-05-03"),
      ("tomorrow", "is not a day; write it as 2026-05-03"),
    ])
  func refusesADay(text: String, reason: String) throws { try refuses(.lockInUntil, text, reason) }

  @Test(
    arguments: [
      ("1,250,000.00", grouped), ("1 250", grouped), ("1'250", grouped), ("1.25e9", notANumber),
      ("$5", notANumber), ("NaN", notANumber), ("+5", notANumber), ("5.", notANumber),
      ("-", notANumber), ("0x10", notANumber), ("\u{2212}5", notANumber),
      ("1.0000001", "has more than 6 decimals, the most kept for USD"),
      ("1.1234567890123456789", "has more than 18 decimals"),
      (
        "9223372036854.775808",
        "is too large: more than the store can keep exactly in this currency"
      ),
      (String(repeating: "9", count: 40), "is too large to be kept exactly"),
      ("-1", "is negative; give 0 or more"),
    ])
  func refusesAnAmount(text: String, reason: String) throws {
    try refuses(.headlineValue, text, reason)
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("0002500.00", "2500000000"), (".5", "500000"),
    ("9223372036854.775807", "9223372036854775807"), ("1.100000000000", "1100000"),
  ])
  func keepsAnAmountExactly(text: String, units: String) throws {
    let fixture = try Fixture()
    try fixture.take(.contracts, contract(.headlineValue, text))
    #expect(
      try fixture.rows("SELECT headline_units FROM contract WHERE reference = 'X'") == [units])
  }

  @Test(
    arguments: [
      (Cell.noticeDays, "1.5", "is not a whole number from 0 to 36600; write it in digits alone"),
      (.noticeDays, "-1", "is not a whole number from 0 to 36600; write it in digits alone"),
      (.noticeDays, "36601", "is not a whole number from 0 to 36600; write it in digits alone"),
      (.termMonths, "0", "is not a whole number from 1 to 1200; write it in digits alone"),
      (
        .termMonths, "99999999999999999999",
        "is not a whole number from 1 to 1200; write it in digits alone"
      ),
      (.currency, "US$", "is not a currency of ISO 4217, such as USD"),
      (.currency, "XQZ", "is not a currency of ISO 4217, such as USD"),
      (
        .status, "done",
        "is not one of reported, announced, signed, active, expired, terminated, superseded"
      ),
      (.confidence, "sure", "is not one of high, medium, low"),
      (.terminationFee, "-1", "is negative; give 0 or more"),
    ])
  func refusesAValue(cell: Cell, text: String, reason: String) throws {
    try refuses(cell, text, reason)
  }

  @Test(
    arguments: [
      ("country", "us", "is not a country of ISO 3166-1, such as US"),
      ("country", "USA", "is not a country of ISO 3166-1, such as US"),
      ("slug", "New Lab", "is not a short name: lowercase letters, digits and hyphens only"),
      ("slug", "lab.one", "is not a short name: lowercase letters, digits and hyphens only"),
      ("kind", "seller", "is not one of buyer, provider, both"),
      ("aliases", "A;B;A", "has \"A\" in it twice"),
      ("name", "!?", "has no letter or digit to make a slug of; give one in column slug"),
      ("parent", "x", "is not known; import it first: offtake import providers FILE"),
    ])
  func refusesAnOrganization(column: String, text: String, reason: String) throws {
    var row = [
      "slug": "", "name": "New Lab", "kind": "", "parent": "", "country": "", "aliases": "",
    ]
    row[column] = text
    let columns = row.keys.sorted()
    let file =
      columns.joined(separator: ",") + "\n"
      + columns.map { row[$0] ?? "" }.joined(separator: ",")
    #expect(
      try Fixture().refusals(.providers, file) == ["in.csv:2: \(column) \"\(text)\" \(reason)"])
  }

  @Test(
    arguments: [
      ("capacity_mw", "0.0001", "is not a number of megawatts with at most 3 decimals"),
      ("capacity_mw", "-1", "is not a number of megawatts with at most 3 decimals"),
      ("capacity_mw", "300 MW", notANumber),
      (
        "accelerator_count", "1e5",
        "is not a whole number from 0 to 2147483647; write it in digits alone"
      ),
      ("mw_basis", "gross", "is not one of contracted, critical_it, facility, nameplate"),
    ])
  func refusesACapacity(column: String, text: String, reason: String) throws {
    #expect(
      try Fixture().refusals(.capacity, "contract,tranche,\(column)\nNMB-1,total,\(text)\n")
        == ["in.csv:2: \(column) \"\(text)\" \(reason)"])
  }

  @Test(arguments: [
    ("yes", "1"), ("No", "0"), ("TRUE", "1"), ("false", "0"), ("1", "1"), ("0", "0"),
  ])
  func readsAFlag(text: String, stored: String) throws {
    let fixture = try Fixture()
    try fixture.take(.commitments, commitment(relief: text))
    #expect(try fixture.rows("SELECT has_relief FROM commitment") == [stored])
  }

  @Test func refusesWhatIsNoFlag() throws {
    #expect(
      try Fixture().refusals(.commitments, commitment(relief: "maybe"))
        == ["in.csv:2: relief \"maybe\" is neither yes nor no"])
  }

  @Test(
    arguments: [
      ("a,b,c", "has 3 fields where the header has 4; commas or a part of the line are missing"),
      ("a", "has 1 field where the header has 4; commas or a part of the line are missing"),
      (
        "a,b,c,d,e",
        "has 5 fields where the header has 4; a field with a comma in it needs quotes around it"
      ),
    ])
  func refusesARaggedRow(row: String, reason: String) throws {
    let text = "day,base,quote,rate\n2026-10-30,EUR,USD,1\n\n\(row)\n2026-10-31,EUR,USD,0\n"
    #expect(
      try Fixture().refusals(.fx, text) == [
        "in.csv:4: \(reason)", "in.csv:5: rate \"0\" is not above zero",
      ])
  }

  @Test func refusesTheHeaderAgainInOneSentence() throws {
    let header = "slug,name,kind"
    #expect(
      try Fixture().refusals(.providers, "\(header)\nx,X,buyer\n\u{FEFF}\(header)\ny,Y,buyer\n")
        == [
          "in.csv:3: repeats the header, as in joined files; remove this line"
        ])
  }

  @Test(
    arguments: [
      (
        "\"open",
        "in.csv:3: a quote opened here is never closed; the file ends on line 3; close"
          + " the quote, or double it where it belongs to the text"
      ),
      (
        "19\" rack",
        "in.csv:3: notes at character 24 of the line: a quote inside a field that does not begin"
          + " with one; put the field in quotes and double each quote inside it: \"19\"\" rack\""
      ),
      (
        "a\0b",
        "in.csv:3: notes at character 23 of the line: a NUL byte, at byte offset 71; the file may"
          + " be damaged, or not be text; export it again"
      ),
    ])
  func refusesWhatIsNotCSV(cell: String, refusal: String) throws {
    let text =
      "day,base,quote,rate,notes\n2026-10-30,EUR,USD,0,x\n2026-10-31,EUR,USD,1,\(cell)\n"
    #expect(
      try Fixture().refusals(.fx, text)
        == ["in.csv:2: rate \"0\" is not above zero", refusal])
  }

  @Test func refusesABinaryFile() throws {
    #expect(
      try Fixture().refusals(.fx, [("in.csv", [0x1F, 0x8B, 8])]) == [
        "in.csv:1: the file is gzip data, not CSV text in UTF-8;"
          + " try: gzip -dc FILE | offtake import KIND -"
      ])
  }

  @Test func namesThePhysicalLineAfterFieldsWithLineBreaks() throws {
    let text =
      "day,base,quote,rate,notes\n2026-10-30,EUR,USD,1,\"a\nb\r\nc\"\n2026-10-31,EUR,USD,x,\n"
    #expect(try Fixture().refusals(.fx, text) == ["in.csv:5: rate \"x\" \(Self.notANumber)"])
  }

  @Test func shortensAndEscapesValues() throws {
    let fixture = try Fixture()
    for text in [
      String(repeating: "A", count: 1 << 20), "e" + String(repeating: "\u{301}", count: 1 << 19),
    ] {
      let refusals = try fixture.refusals(.revenue, revenue(of: text))
      #expect(refusals.count == 1)
      #expect((refusals.first?.utf8.count ?? .max) < 400)
    }
    #expect(
      try fixture.refusals(.revenue, revenue(of: "\"\u{1B}[2J\nerror\u{202E}\""))
        == [
          "in.csv:2: organization \"\\u{1B}[2J\\nerror\\u{202E}\" is not known; import it first: "
            + "offtake import providers FILE"
        ])
  }

  @Test func escapesNamesOfColumnsAndFiles() throws {
    let refusals = try Fixture().refusals(.fx, "day,base,quote,rate,\u{1B}[31m\n", as: "\u{1B}.csv")
    #expect(refusals.first?.contains("\\u{1B}.csv:1: column \"\\u{1B}[31m\" is unknown") == true)
  }
}

// MARK: Files of one row

extension RecordReaderTests {
  enum Cell: String, CaseIterable {
    case signedOn = "signed_on"
    case lockInUntil = "lock_in_until"
    case headlineValue = "headline_value"
    case noticeDays = "notice_days"
    case termMonths = "term_months"
    case terminationFee = "termination_fee"
    case currency, status, confidence
  }

  private func contract(_ cell: Cell, _ text: String) -> String {
    let cells = Cell.allCases.map { $0 == cell ? "\"\(text)\"" : $0 == .currency ? "USD" : "" }
    return "provider,reference,buyer," + Cell.allCases.map(\.rawValue).joined(separator: ",")
      + "\nnimbus,X,lumen," + cells.joined(separator: ",") + "\n"
  }

  private func refuses(_ cell: Cell, _ text: String, _ reason: String) throws {
    let refusals = try Fixture().refusals(.contracts, contract(cell, text))
    #expect(refusals == ["in.csv:2: \(cell.rawValue) \"\(text)\" \(reason)"])
  }

  private func commitment(relief: String) -> String {
    "contract,from,to,kind,minimum,interval,relief\nNMB-1,2026,2026,spend,1,year,\(relief)\n"
  }

  private func revenue(of organization: String) -> String {
    "organization,period_start,currency,amount,basis\n\(organization),2026,USD,1,reported\n"
  }
}
