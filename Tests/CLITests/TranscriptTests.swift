import Foundation
import TestTools
import Testing
import offtake

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

  /// A command that counts from today prints something else tomorrow.
  @Test(arguments: try Transcript.guides())
  func namesTheDayThatAReportCountsFrom(guide: URL) throws {
    let written = try String(contentsOf: guide, encoding: .utf8)
    for block in written.components(separatedBy: "\n$ offtake ").dropFirst() {
      let command = block.prefix { $0 != "\n" }
      #expect(!block.contains("\nas_of ") || command.contains("--as-of"), "\(command)")
    }
  }

  @Test(arguments: ReportGuide.commands)
  func everyCommandIsInAGuide(command: String) throws {
    let texts = try Transcript.guides().map { try String(contentsOf: $0, encoding: .utf8) }
    #expect(texts.contains { $0.contains("\n$ \(command)") })
  }

  /// Every report is compared on the books of releases.
  @Test(arguments: Book.all)
  func everyReportIsInTheGuideOfABook(book: Book) throws {
    let guide = try String(contentsOf: book.guide, encoding: .utf8)
    let others = [
      "offtake config", "offtake completion", "offtake manual", "offtake map", "offtake template",
      "offtake schema", "offtake audit accept", "offtake brief", "offtake export csv",
    ]
    for command in ReportGuide.commands where !others.contains(where: command.hasPrefix) {
      #expect(guide.contains("\n$ \(command)"), "\(command)")
    }
  }
}
