internal import Foundation
internal import Imports
package import Procurement
package import Ledger
package import Store

/// A small store, filled by importing CSV texts as the command line does.
package struct TestBook: ~Copyable {
  /// The store, to ask.
  package let store: Store

  private init(store: consuming Store) { self.store = store }

  /// A store with the organizations that the tests speak of.
  package init() throws { self.init(store: try TestBook.withOrganizations.store()) }

  private static let withOrganizations = StoreTemplate { store in
    try TestBook(store: store).add(
      .providers,
      """
      slug,name,kind,aliases
      spacex,Space Exploration,both,SpX
      nebius,Nebius Group,provider,
      anthropic,Anthropic PBC,buyer,
      google,Google LLC,both,
      """)
  }

  /// The public deals and the synthetic invoices of `samples`.
  package static func ofSamples() throws -> TestBook { TestBook(store: try samples.store()) }

  private static let samples = StoreTemplate { store in
    let ledger = TestBook(store: store)
    let folder = URL(filePath: #filePath).appending(path: "../../../samples").standardized
    for kind in [
      RecordKind.providers, .contracts, .events, .fees, .capacity, .deliveries, .revenue,
    ] {
      try ledger.add(
        kind, .path(folder.appending(path: "public-deals/\(kind.rawValue).csv").path))
    }
    try ledger.add(.invoices, .path(folder.appending(path: "invoices/invoices.csv").path))
  }

  /// Imports a CSV text of a kind; `revises` says whether it replaces rows of a known key.
  package func add(_ kind: RecordKind, _ text: String, revises: Bool = false) throws {
    try add(kind, .text(text + "\n", name: "\(kind.rawValue).csv"), revises: revises)
  }

  private func add(_ kind: RecordKind, _ source: ImportSource, revises: Bool = false) throws {
    var options = ImportOptions()
    options.isRevising = revises
    let job = ImportJob(
      kind: kind, sources: [source], options: options, programVersion: "test",
      clock: { "2026-11-23T18:00:00Z" })
    do {
      _ = try job.run(into: store)
    } catch let failure as ImportFailure {
      throw TestBookError(lines: failure.refusals.map(\.description))
    }
  }

  /// The book of what names mean; `nil` is not asked.
  package func book(
    buyer: String? = nil, provider: String? = nil, contract: String? = nil
  ) throws -> Book {
    try Book(store, SelectionNames(buyer: buyer, provider: provider, contract: contract))
  }
}

/// Rows that a test's own CSV text got wrong.
package struct TestBookError: Error, CustomStringConvertible {
  /// A line for each.
  package let lines: [String]
  /// The lines together.
  package var description: String { lines.joined(separator: "\n") }
}

/// `2026-07-01`.
package func day(_ text: String) throws -> Day { try Day(parsing: text) }

/// `2026Q3`, or `2026-07..2026-08`.
package func months(_ text: String) throws -> MonthRange {
  try PeriodWords(asOf: Day(number: 0)).meaning(of: text).months
}

/// Lines with their columns aligned, as tests show answers.
package func table(_ rows: [[String]]) -> String {
  let count = rows.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in
    rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    let cells = row.enumerated().map { index, cell in
      index == row.count - 1
        ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
    }
    return cells.joined(separator: "  ")
  }.joined(separator: "\n")
}

/// Where a row stood, without the folder: `fees.csv:2 (import 3)`.
package func place(_ evidence: Evidence) -> String {
  String(evidence.place.split(separator: "/").last ?? "")
}
