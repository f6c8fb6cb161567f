import Foundation
import TestTools
import Testing

/// A guide of which one part is generated, between two comments; the rest is written by hand.
struct GeneratedGuide: CustomTestStringConvertible, Sendable {
  private static let start =
    "<!-- Generated: UPDATE_DOCS=1 swift test --filter GuideTests -->\n\n"
  private static let end = "\n<!-- End of the generated part -->\n"

  /// Its name in the repository.
  let path: String
  /// The generated part.
  let part: @Sendable () throws -> String

  var testDescription: String { path }

  private var file: URL { Repository.root.appending(path: path) }

  /// Replaces the generated part where `UPDATE_DOCS` is set; otherwise compares the guide with it.
  func check() throws {
    let written = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(written.firstRange(of: GeneratedGuide.start)).upperBound
    let end = try #require(written[start...].firstRange(of: GeneratedGuide.end)).lowerBound
    let updated = written.replacingCharacters(in: start..<end, with: try part())
    if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
      try updated.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(written == updated)
    }
  }
}
