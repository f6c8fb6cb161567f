import Foundation
import TestTools
import Testing
import offtake

/// The guide to reports is made from the reports' own columns.
///
/// After a wanted change, `UPDATE_DOCS=1 swift test --filter ReportGuideTests` rewrites it.
struct ReportGuideTests {
  @Test func isUpToDate() throws {
    let guide = Repository.root.appending(path: "docs/reports.md")
    if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
      try ReportGuide.text.write(to: guide, atomically: true, encoding: .utf8)
    } else {
      #expect(try String(contentsOf: guide, encoding: .utf8) == ReportGuide.text)
    }
  }
}
