import Testing
import offtake

/// Guides to what the sources declare are up to date.
///
/// After a wanted change, `UPDATE_DOCS=1 swift test --filter GuideTests` rewrites their generated parts.
struct GuideTests {
  @Test(arguments: [
    GeneratedGuide(path: "docs/formats.md") { FormatGuide.text },
    GeneratedGuide(path: "docs/import.md") { RecordGuide.text },
    GeneratedGuide(path: "docs/reports.md") { ReportGuide.text },
    GeneratedGuide(path: "docs/sql.md") { try SQLGuide.text },
  ])
  func isUpToDate(guide: GeneratedGuide) throws {
    try guide.check()
  }
}
