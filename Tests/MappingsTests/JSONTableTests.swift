import Mappings
import Testing

/// The rows that a mapping makes of a JSON document.
struct JSONTableTests {
  private static let news = """
    lists = ["facts.a", "facts.b"]
    about = ["start", "end"]
    says = "val"
    order = "filed"
    """

  private static func csv(_ json: String, _ rule: String = "lists = [\"facts.a\"]") throws -> String
  {
    let mapping = try Mapping(parsing: "[json]\n\(rule)\n[columns]\namount = \"val\"\n")
    let table = try JSONTable(Array(json.utf8), #require(mapping.json))
    return String(decoding: table.csv, as: UTF8.self)
  }

  @Test(arguments: [
    (
      "{\"name\":\"A \\\"B\\\"\",\"facts\":{\"x\":[1],\"a\":[{\"val\":1.50,\"k\":\"\\u00e9\\ud83d\\ude00\\n\"}]}}",
      "\"name\",\"list\",\"val\",\"k\"\n\"A \"\"B\"\"\",\"facts.a\",\"1.50\",\"é😀\n\"\n"
    ),
    (
      "\u{FEFF} { \"facts\" : { \"a\" : [ { \"val\" : -1E5 , \"n\" : null , \"o\":{\"x\":[]} }, {} ] } } ",
      "\"list\",\"val\",\"n\",\"o\"\n\"facts.a\",\"-1E5\",\"\",\"\"\n\"facts.a\",\"\",\"\",\"\"\n"
    ),
    ("{\"facts\":{\"a\":[]},\"n\":7,\"t\":true}", "\"n\",\"t\",\"list\"\n"),
    (
      "{\"val\":2,\"list\":3,\"facts\":{\"a\":[{\"val\":1,\"list\":\"l\"}]}}",
      "\"val\",\"list\"\n\"1\",\"l\"\n"
    ),
    (
      "{\"facts\":{\"a\":[{\"val\":123456789012345678901234567890.12}]}}",
      "\"list\",\"val\"\n\"facts.a\",\"123456789012345678901234567890.12\"\n"
    ),
  ])
  func readsRowsAndWhatStandsBesideThem(json: String, csv: String) throws {
    #expect(try JSONTableTests.csv(json) == csv)
  }

  @Test func leavesOutWhatWasSaidBeforeAndWhatAnotherListSays() throws {
    let a = [("1", "9", "5", "2025"), ("1", "9", "6", "2027"), ("1", "9", "5", "2026")]
    let b = [("1", "9", "7", "2024"), ("0", "9", "4", "2026"), ("0", "9", "4", "2025")]
    let rows = { (rows: [(String, String, String, String)]) in
      rows.map {
        "{\"start\":\"\($0.0)\",\"end\":\"\($0.1)\",\"val\":\($0.2),\"filed\":\"\($0.3)\"}"
      }
      .joined(separator: ",")
    }
    let json = "{\"facts\":{\"b\":[\(rows(b))],\"a\":[\(rows(a))]}}"
    let lines = try JSONTableTests.csv(json, JSONTableTests.news).split(separator: "\n").dropFirst()
    #expect(
      lines.map { $0.replacing("\"", with: "") } == [
        "facts.b,0,9,4,2025", "facts.a,1,9,5,2025", "facts.a,1,9,6,2027",
      ])
  }

  @Test(arguments: [
    ("", "is not readable JSON at byte 0"),
    ("[]", "is not readable JSON at byte 0"),
    ("{\"facts\":{\"a\":[{\"val\":1}]}", "is not readable JSON at byte 26"),
    ("{\"facts\":{\"a\":[{\"val\":01}]}}", "is not readable JSON at byte 24"),
    ("{\"facts\":{\"a\":[1]}}", "is not readable JSON at byte 15"),
    ("{\"facts\":{\"a\":{}}}", "is not readable JSON at byte 14"),
    ("{\"facts\":{\"a\":[{\"v\":1,\"v\":2}]}}", "is not readable JSON at byte 26"),
    ("{\"facts\":{\"a\":[],\"a\":[]}}", "is not readable JSON at byte 21"),
    ("{\"facts\":{\"a\":[{\"v\":\"\\ud800\"}]}}", "is not readable JSON at byte 28"),
    ("{\"facts\":{\"a\":[]}}x", "is not readable JSON at byte 18"),
    ("{\"facts\":{\"b\":[]}}", "has none of the lists \"facts.a\""),
    ("{\"facts\":[]}", "has none of the lists \"facts.a\""),
  ])
  func refusesWhatIsNoSuchDocument(json: String, problem: String) throws {
    let error = try #require(throws: JSONTableError.self) { try JSONTableTests.csv(json) }
    #expect(error.problem == problem)
  }

  @Test(arguments: [
    ("[json]", "1: json.lists is missing; it names where the rows are: \"facts.revenues\""),
    ("[json]\nlists = 1", "2: json.lists is neither text in quotes nor a list of such texts"),
    (
      "[json]\nlists = \"a..b\"",
      "2: json.lists has a path with an empty name; names are divided by one dot each"
    ),
    (
      "[json]\nlists = \"a\"\nsays = \"v\"",
      "3: json.says goes with about, which names what a row is about"
    ),
    ("[json]\nlists = \"a\"\nsay = \"v\"", "3: json.say has no meaning here; did you mean says?"),
    (
      "delimiter = \";\"\n[json]\nlists = \"a\"",
      "1: delimiter cannot be combined with json, whose rows have names"
    ),
  ])
  func refusesARuleThatMeansNothing(rule: String, fault: String) {
    #expect(Sheet.faults(rule + "\n[columns]\namount = \"X\"\n") == [fault])
  }
}
