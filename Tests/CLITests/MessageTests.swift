import Foundation
import Testing

/// Every message stands in the guide of errors.
///
/// After a wanted change, `UPDATE_MESSAGES=1 swift test --filter MessageTests` rewrites its list.
struct MessageTests {
  private static let heading = "## Every message\n"
  private static let introduction = """

    All messages of the program, by subject; … stands for a value. A message about a row begins with the
    file, line, column and value.


    """

  @Test func everyMessageIsInTheGuide() throws {
    let guide = URL(filePath: #filePath).appending(path: "../../../samples/errors.md").standardized
    let written = try String(contentsOf: guide, encoding: .utf8)
    let start = written.range(of: MessageTests.heading)?.lowerBound ?? written.endIndex
    let list = MessageTests.heading + MessageTests.introduction + (try Messages.list())
    if ProcessInfo.processInfo.environment["UPDATE_MESSAGES"] != nil {
      try (written[..<start] + list).write(to: guide, atomically: true, encoding: .utf8)
    } else {
      #expect(written[start...] == list)
    }
  }
}
