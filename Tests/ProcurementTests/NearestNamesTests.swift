import Procurement
import Testing

struct NearestNamesTests {
  @Test(
    arguments: [
      ("spacx", ["spacex"]), ("SPACEX", ["spacex"]), ("space", ["spacex"]),
      ("orcale", ["oracle"]), ("weave", ["coreweave"]), ("nebius ai", ["nebius"]),
      ("zzzzzz", []), ("", []), ("xy", []), ("o", []),
    ])
  func findsWhatMayHaveBeenMeant(text: String, expected: [String]) {
    let names = ["spacex", "oracle", "coreweave", "nebius", "google"]
    #expect(NearestNames.find(text, among: names) == expected)
  }

  @Test func givesTheClosestThreeFirst() {
    let names = ["abcdxx", "abcdef", "abcdex", "abcdeg", "abcdey", "abcdef"]
    #expect(NearestNames.find("abcdef", among: names) == ["abcdef", "abcdey", "abcdex"])
  }

  @Test func givesANameOnceInSmallLetters() {
    #expect(NearestNames.find("orcale", among: ["Oracle", "oracle"]) == ["oracle"])
  }

  @Test func doesNotAnswerWithNothingInCommon() {
    #expect(NearestNames.find("ai", among: ["xy", "ax"]) == ["ax"])
  }

  @Test func isNotHeldUpByLongNames() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(NearestNames.find(long, among: [long + "b", "b"]) == [long + "b"])
  }
}
