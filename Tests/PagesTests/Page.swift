import Foundation
import Ledger
import Pages
import Procurement
import TestLedger

/// The page of a book, and what a browser would find in it.
struct Page {
  let html: String

  init(of ledger: borrowing TestBook, hidingAmounts hidesAmounts: Bool = false) throws {
    html = try Brief.page(
      BriefQuestion(asOf: Day(parsing: "2026-11-23"), hidesAmounts: hidesAmounts),
      in: ledger.book())
  }

  /// The first text between two others.
  func text(between start: String, and end: String) -> String? {
    guard let first = html.range(of: start) else { return nil }
    guard let last = html[first.upperBound...].range(of: end) else { return nil }
    return String(html[first.upperBound..<last.lowerBound])
  }

  var ids: [String] { html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) } }
  var links: [String] { html.matches(of: #/href="\#([^"]*)"/#).map { String($0.1) } }
}
