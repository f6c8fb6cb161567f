import Foundation
import TestTools
import Testing

/// Every case must come out as its manifest says; where ours is better, it stands here with the
/// reason, and DECISIONS says more.
@Suite(
  .enabled(
    if: DomainCases.areHere && Shell.hasPython,
    "the cases or python3 are not here; OFFTAKE_CASES may name the folder that holds the cases"))
struct DomainCaseTests {
  /// The cases that must come out otherwise than the manifest says.
  static let ours = [
    "A10": "UTF-16 with its mark is decoded, as DESIGN has it", "A11": "the same",
    "B08": "what divides fields is seen in the header", "B09": "the same",
    "D11": "digits beyond the 18th decimal are kept as text, as exporters print binary fractions",
    "F06": "an amount finer than the coin is what was billed; JPY is kept to four decimals",
    "F08": "the same: KWD is kept to seven decimals",
    "F09": "the same: cloud bills have dollars of three decimals",
    "G09": "quantity × unit price is for the audit, which needs the invoice to be there",
    "H12": "an invoice outside its contract's term is a finding, too, not a reason to forget it",
    "J19": "the file that grew too large is the database; the message names that, not the input",
  ]

  @Test(arguments: DomainCases.seeds)
  func comeOutAsExpected(seed: Int) async throws {
    let cases = try DomainCases(seed: seed)
    defer { cases.remove() }
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for group in DomainCases.groups {
        tasks.addTask { try check(try cases.results(ofGroup: group), group) }
      }
      try await tasks.waitForAll()
    }
  }

  private func check(_ results: [DomainCases.Result], _ group: String) throws {
    #expect(!results.isEmpty, "group \(group)")
    for result in results where result.result != "SKIP" {
      let faults = result.faults ?? []
      if let reason = Self.ours[result.id] {
        #expect(!faults.isEmpty, "\(result.id) is as the manifest wants it, no longer: \(reason)")
      } else {
        #expect(faults.isEmpty, "\(result.id)")
      }
    }
  }
}
