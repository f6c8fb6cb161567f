import Rendering

/// What docs/formats.md says of all formats.
package enum FormatGuide {
  /// A row for each format, as Markdown.
  package static var text: String {
    let rows = ReportFormat.allCases.map { format in
      [
        "`\(format.rawValue)`", format.extensions.map { "`.\($0)`" }.joined(separator: ", "),
        format.summary,
      ]
    }
    return MarkdownTable(header: ["format", "extensions", "meaning"], rows: rows).text + "\n"
  }
}
