import Foundation
import Imports
import SQLite
import Store
import TestLedger
import TestTools
import Testing

/// A store in memory that knows some organizations and contracts, and a folder for files.
final class Fixture {
  let store: Store
  private let folder: URL

  /// Makes a store; it knows nothing where `isEmpty` says so.
  init(isEmpty: Bool = false) throws {
    store = try (isEmpty ? StoreTemplate.empty : Fixture.template).store()
    folder = FileManager.default.temporaryDirectory.appending(path: "offtake-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  }

  /// A store that knows some organizations and contracts.
  private static let template = StoreTemplate { store in
    for (kind, text) in [(RecordKind.providers, providers), (.contracts, contracts)] {
      let job = ImportJob(
        kind: kind, sources: [.text(text, name: "known-\(kind.rawValue).csv")],
        programVersion: "0", clock: { "2026-11-23T18:00:00Z" })
      _ = try job.run(into: store)
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  static let providers = """
    slug,name,kind,aliases
    nimbus,"Nimbus, Inc.",provider,Nimbus Cloud;NMB
    corvid,Corvid Compute GmbH,provider,Shared Name
    etoile,\u{C9}toile Cloud,provider,Shared Name
    sakura,Sakura Compute,provider,
    istanbul,\u{130}stanbul Bulut,provider,
    lumen,Lumen Labs,buyer,
    """

  static let contracts = """
    provider,reference,buyer,currency
    nimbus,NMB-1,lumen,USD
    nimbus,SAME,lumen,USD
    corvid,CRV-7,lumen,EUR
    corvid,SAME,lumen,EUR
    sakura,SKR-1,lumen,JPY
    """
}

// MARK: Importing

extension Fixture {
  /// Takes one file in, which must be accepted.
  @discardableResult
  func take(
    _ kind: RecordKind, _ text: String, as name: String = "in.csv", ignoringUnknown: Bool = false,
    clock: @escaping @Sendable () -> String = { "2026-11-23T18:00:00Z" }
  ) throws -> ImportOutcome {
    let outcomes = try run(
      kind, [(name, Array(text.utf8))], ignoringUnknown: ignoringUnknown, clock: clock)
    return try #require(outcomes.first)
  }

  /// Takes files in together.
  func run(
    _ kind: RecordKind, _ files: [(name: String, bytes: [UInt8])], ignoringUnknown: Bool = false,
    clock: @escaping @Sendable () -> String = { "2026-11-23T18:00:00Z" }
  ) throws -> [ImportOutcome] {
    var options = ImportOptions()
    options.ignoresUnknownColumns = ignoringUnknown
    let job = ImportJob(
      kind: kind, paths: try files.map { try write($0.bytes, $0.name) },
      options: options, programVersion: "0", clock: clock)
    return try job.run(into: store)
  }

  /// Takes one file in with options.
  func take(
    _ kind: RecordKind, _ text: String, _ options: ImportOptions
  ) throws -> ImportOutcome {
    try #require(try run(kind, [("in.csv", Array(text.utf8))], options).first)
  }

  /// Takes files in together, with options.
  func run(
    _ kind: RecordKind, _ files: [(name: String, bytes: [UInt8])], _ options: ImportOptions
  ) throws -> [ImportOutcome] {
    let job = ImportJob(
      kind: kind, paths: try files.map { try write($0.bytes, $0.name) }, options: options,
      programVersion: "0", clock: { "2026-11-23T18:00:00Z" })
    return try job.run(into: store)
  }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// The text of a file in the folder.
  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The refusals of a file that must not be accepted, without the folder; and nothing changed.
  func refusals(
    _ kind: RecordKind, _ text: String, as name: String = "in.csv", ignoringUnknown: Bool = false,
    _ location: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    try refusals(
      kind, [(name, Array(text.utf8))], ignoringUnknown: ignoringUnknown, location)
  }

  /// The refusals of a file that must not be accepted with these options.
  func refusals(
    _ kind: RecordKind, _ text: String, _ options: ImportOptions,
    _ location: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    try refusals(location) { _ = try run(kind, [("in.csv", Array(text.utf8))], options) }
  }

  func refusals(
    _ kind: RecordKind, _ files: [(name: String, bytes: [UInt8])], ignoringUnknown: Bool = false,
    _ location: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    try refusals(location) { _ = try run(kind, files, ignoringUnknown: ignoringUnknown) }
  }

  private func refusals(_ location: SourceLocation, _ run: () throws -> Void) throws -> [String] {
    let before = try image()
    do {
      try run()
      Issue.record("was accepted", sourceLocation: location)
      return []
    } catch let failure as ImportFailure {
      #expect(try image() == before, "something was stored", sourceLocation: location)
      // The numbers of columns have a test of their own.
      return failure.refusals.map {
        $0.description.replacing(folder.path + "/", with: "")
          .replacing(/\ \(column [0-9]+\)/, with: "")
      }
    }
  }

  /// Reads a file by a mapping: what was taken in, or what was refused, without the folder.
  func read(
    _ kind: RecordKind, _ text: String, by mapping: String,
    setting constants: [String: String] = [:]
  ) throws -> [String] {
    do {
      var known = try self.mapping(mapping, for: kind)
      for (field, text) in constants { known.set(field, to: text) }
      var options = ImportOptions()
      options.mapping = known
      let job = ImportJob(
        kind: kind, paths: [try write(Array(text.utf8), "in.csv")], options: options,
        programVersion: "0", clock: { "2026-11-23T18:00:00Z" })
      return try job.run(into: store).map { "\($0.tally.new) new" }
    } catch let failure as ImportFailure {
      return failure.refusals.map { $0.description.replacing(folder.path + "/", with: "") }
    }
  }

  /// A mapping that a file in the folder holds.
  func mapping(_ text: String, for kind: RecordKind) throws -> FileMapping {
    try FileMapping(try write(Array(text.utf8), "map.toml"), for: kind)
  }

  /// Writes a file into the folder.
  /// - Returns: its path.
  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return url.path
  }
}

// MARK: Asking

extension Fixture {
  /// Every column of every row, joined with bars; NULL is a dash.
  func rows(_ sql: String) throws -> [String] {
    var rows = try Statement(sql, on: store.connection)
    var found: [String] = []
    while try rows.step() {
      let columns = (0..<rows.columnCount).map { rows.optionalString($0) ?? "-" }
      found.append(columns.joined(separator: "|"))
    }
    return found
  }

  /// All that the store holds, table by table.
  func contents() throws -> [String] {
    let tables = try rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return try tables.flatMap { table in
      try [table] + rows("SELECT * FROM \"\(table)\"").sorted()
    }
  }

  /// All that the store holds, byte by byte. Arrays are compared slowly in a debug build.
  private func image() throws -> Data { Data(try store.image()) }

  /// Lines of invoices, and the roll-up of them, as one text each; the two must say the same.
  func checkRollup(_ location: SourceLocation = #_sourceLocation) throws {
    let rolled = try rows(RollupSQL.live)
    let summed = try rows(RollupSQL.liveLines)
    #expect(rolled == summed, sourceLocation: location)
    #expect(
      try rows(
        """
        SELECT number FROM invoice
        WHERE total_units <> (SELECT sum(amount_units) FROM invoice_line WHERE invoice_row_id = id)
        """
      ).isEmpty, sourceLocation: location)
  }
}
