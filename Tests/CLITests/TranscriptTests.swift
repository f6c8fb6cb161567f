import Foundation
import Testing

/// The guides are the command line's tests: each `console` block must print what it shows.
///
/// After a wanted change, `UPDATE_TRANSCRIPTS=1 swift test` rewrites them; `git diff` is the review.
struct TranscriptTests {
  @Test(arguments: try Transcript.guides())
  func printsWhatItShows(guide: URL) throws {
    let written = try String(contentsOf: guide, encoding: .utf8)
    let actual = try Transcript(running: written).text
    if ProcessInfo.processInfo.environment["UPDATE_TRANSCRIPTS"] != nil {
      try actual.write(to: guide, atomically: true, encoding: .utf8)
    } else {
      #expect(actual == written)
    }
  }

  @Test(arguments: [
    "offtake init", "offtake import", "offtake map list", "offtake map show",
    "offtake map suggest", "offtake template", "offtake report spend",
    "offtake report ratio", "offtake report exposure", "offtake report obligations",
    "offtake report capacity", "offtake report unbilled", "offtake report prices",
    "offtake report commitments", "offtake report credits",
    "offtake history", "offtake show provider", "offtake show contract", "offtake show invoice",
    "offtake imports", "offtake imports show",
    "offtake undo", "offtake check", "offtake audit", "offtake audit accept", "offtake agenda",
    "offtake compare",
  ])
  func everyCommandIsInAGuide(command: String) throws {
    let texts = try Transcript.guides().map { try String(contentsOf: $0, encoding: .utf8) }
    #expect(texts.contains { $0.contains("\n$ \(command)") })
  }
}
