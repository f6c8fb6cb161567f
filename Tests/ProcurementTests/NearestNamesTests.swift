import Procurement
import TestTools
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

  /// The index against the plain table of distances, for texts of few letters, so that they are near.
  @Test func findsAsMuchAsTheTableOfDistances() {
    var random = SplitMix64(seed: 5)
    func word(_ length: Int) -> String {
      String((0..<length).map { _ in "abc\u{E9}".randomElement(using: &random) ?? "a" })
    }
    for _ in 0..<60 {
      let names = Array(Set((0..<40).map { _ in word(Int.random(in: 0...9, using: &random)) }))
      let index = NameIndex(names)
      for text in (0..<20).map({ _ in word(Int.random(in: 0...9, using: &random)) }) {
        let expected = names.compactMap { name in edits(text, name).map { ($0, name) } }
          .sorted { ($0.0, $1.1) < ($1.0, $0.1) }.prefix(3).map(\.1)
        #expect(index.nearest(to: text) == expected, "\(text) among \(names)")
      }
    }
  }

  /// How far a name is from a text; `nil` if it is not near.
  private func edits(_ text: String, _ name: String) -> Int? {
    let (left, right) = (Array(text), Array(name))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        (diagonal, row[j + 1]) = (
          row[j + 1], min(diagonal + (letter == right[j] ? 0 : 1), row[j] + 1, row[j + 1] + 1)
        )
      }
    }
    let allowed = min(max(2, left.count / 3), max(left.count, right.count) - 1)
    let isNear = row[right.count] <= allowed
    if left.count > 2, name.contains(text) { return min(row[right.count], 1) }
    return isNear ? row[right.count] : nil
  }
}
