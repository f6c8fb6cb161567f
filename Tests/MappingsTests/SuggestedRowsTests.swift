import Mappings
import Testing

/// What a suggestion says of identical rows, of words, and of files without a header.
struct SuggestedRowsTests {
  // MARK: Identical rows

  private static let twice = [
    "Invoice|Date|SKU|Amount|Note", "N-1|2026-05-31|H100|2.50|a", "N-1|2026-05-31|Disk|1.00|b",
    "N-1|2026-05-31|H100|2.50|c",
  ]

  @Test func identicalRowsAreKeptWhereTheyMayBeCharges() throws {
    let sheet = SuggestedSheet(SuggestedRowsTests.twice)
    #expect(
      sheet.has(
        "repeats = \"keep\"  # likely: a row is identical to an earlier one of the invoice;"
          + " check that each is a charge"), "\(sheet.text)")
    #expect(try Mapping(parsing: sheet.text).keepsRepeats)
  }

  @Test func aTotalThatCountsIdenticalRowsProvesThem() {
    let sheet = SuggestedSheet(SuggestedRowsTests.twice + ["Total|||6.00|"])
    #expect(
      sheet.has(
        "repeats = \"keep\"  # sure: a row is identical to an earlier one of the invoice,"
          + " and its totals count all"), "\(sheet.text)")
    let other = SuggestedSheet(SuggestedRowsTests.twice + ["Total|||3.50|"])
    #expect(other.text.contains("repeats = \"keep\"  # likely: "), "\(other.text)")
  }

  @Test(arguments: [
    ["Invoice|Date|SKU|Amount", "N-1|2026-05-31|H100|2.50", "N-2|2026-05-31|H100|2.50"],
    ["Invoice|Date|Line|Amount", "N-1|2026-05-31|1|2.50", "N-1|2026-05-31|2|2.50"],
    ["Invoice|Date|Amount", "N-1|2026-05-31|2.50", "|2026-05-31|1.00", "N-2|2026-05-31|1.00"],
    ["Invoice|Date|Amount", "N-1|2026-05-31|2.50", "Total||2.50"],
  ])
  func rowsOfOtherInvoicesAndNumberedRowsAreNotIdentical(lines: [String]) {
    let sheet = SuggestedSheet(lines)
    #expect(!sheet.text.contains("repeats"), "\(sheet.text)")
  }

  @Test func repeatsAreFoundAmongManyRows() {
    let rows = (0..<5000).map { ["N-1", "2026-05-31", "H\($0)", "\($0).50"] }
    let sheet = SuggestedSheet(
      titles: ["Invoice", "Date", "SKU", "Amount"], rows: rows + [rows[7], rows[4999]])
    #expect(sheet.text.contains("2 rows are identical"), "\(sheet.text)")
  }

  // MARK: Words

  @Test(arguments: [
    ("usage|TAX", "charge_category = \"Charge type\"  # sure"),
    (
      "Usages|tax",
      "charge_category = { column = \"Charge type\", values = { \"Usages\" = \"Usage\","
        + " \"tax\" = \"Tax\" } }  # sure"
    ),
    (
      "Nutzung|MwSt.|Gutschrift",
      "charge_category = { column = \"Charge type\", values = { \"Nutzung\" = \"Usage\","
        + " \"MwSt.\" = \"Tax\", \"Gutschrift\" = \"Credit\" } }  # likely: what its words mean"
    ),
    (
      "Usage|Zap",
      "# charge_category = { column = \"Charge type\", values = { \"Usage\" = \"Usage\","
        + " \"Zap\" = \"…\" } }  # open: \"Zap\" is not one of Usage, Tax, Credit;"
        + " give the meaning of each word"
    ),
  ])
  func wordsOfAColumnAreTranslated(words: String, line: String) throws {
    let rows = words.split(separator: "|").map { ["N-1", "2026-05-31", "1.50", String($0)] }
    let sheet = SuggestedSheet(titles: ["Invoice", "Date", "Amount", "Charge type"], rows: rows)
    #expect(sheet.has(line), "\(sheet.text)")
    _ = try Mapping(parsing: sheet.text)
  }

  @Test func aColumnNamedLikeAWordIsStillListed() {
    let sheet = SuggestedSheet(
      titles: ["Invoice", "Date", "Amount", "Charge type", "Usage"],
      rows: [["N-1", "2026-05-31", "1.50", "Verbrauch", "x"]])
    #expect(sheet.has("# Nothing is made of these columns:\n#   Usage"), "\(sheet.text)")
  }

  @Test func moreWordsThanCanBeListedAreOpen() {
    let rows = (0..<30).map { ["N-1", "2026-05-31", "\($0).50", "word\($0)"] }
    let sheet = SuggestedSheet(titles: ["Invoice", "Date", "Amount", "Charge type"], rows: rows)
    #expect(
      sheet.has(
        "# charge_category = \"Charge type\"  # open: its words are not all Usage, Tax, Credit,"
          + " and more than 24; give values"), "\(sheet.text)")
  }

  @Test(arguments: [
    (
      "€|US$",
      "currency = { column = \"Currency\", values = { \"€\" = \"EUR\", \"US$\" = \"USD\" } }"
        + "  # likely: what its words mean"
    ),
    (
      "Euro|zł",
      "# currency = { column = \"Currency\", values = { \"Euro\" = \"EUR\", \"zł\" = \"…\" } }"
        + "  # open: \"zł\" is not one of codes such as USD; give the meaning of each word"
    ),
  ])
  func namesOfCurrenciesAreTranslated(words: String, line: String) {
    let rows = words.split(separator: "|").map { ["N-1", "2026-05-31", "1.50", String($0)] }
    let sheet = SuggestedSheet(titles: ["Invoice", "Date", "Amount", "Currency"], rows: rows)
    #expect(sheet.has(line), "\(sheet.text)")
  }

  // MARK: No header

  @Test(arguments: [
    (["N-1|2026-05-31|10.50", "N-2|2026-06-30|12"], true),
    (["R-7;31.05.2026;1.000,00", "R-8;30.06.2026;2,00"], true),
    (["Invoice|Date|Amount", "N-1|2026-05-31|10.50"], false),
    (["Konto|2024|2025", "a|10|11", "b|10|12"], false),
    (["Site|2026-05-31|2026-06-30", "a|10.5|11", "b|10|12.5"], false),
    (["a|b", "c|d", "e|f"], false), (["N-1|2026-05-31|10.50"], false), ([], false),
    (["Number|2026-05-31|Amount", "N-1|2026-05-31|10.50"], false),
    (["x||1.5", "|y|", "||2"], true),
  ])
  func aFirstRecordIsDataWhereItIsLikeTheOthers(lines: [String], isData: Bool) {
    let records = lines.map { line in
      line.split(omittingEmptySubsequences: false) { "|;".contains($0) }.map(String.init)
    }
    #expect(HeaderProof.isAbsent(records, fields: SuggestedSheet.fields) == isData)
  }

  @Test func columnsWithoutTitlesAreNamedByNumberWithAnExample() throws {
    let sheet = SuggestedSheet(
      titles: ["", "", "", ""],
      rows: [
        ["N-1", "2026-05-31", "H100", "10.50"], ["N-2", "2026-06-30", "Disk", "12.00"],
      ])
    #expect(sheet.has("number = 1  # likely: no other column has texts like invoice numbers"))
    #expect(sheet.has("issued_on = 2  # likely: no other column has dates"))
    #expect(sheet.has("amount = 4  # likely: no other column has amounts"), "\(sheet.text)")
    #expect(sheet.has("# Nothing is made of these columns:\n#   3, as in \"H100\""))
  }
}
