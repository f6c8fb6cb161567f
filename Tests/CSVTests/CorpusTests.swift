import CSV
import Foundation
import TestTools
import Testing

/// A file of the corpus of hostile inputs, with the outcome that its manifest gives.
struct CorpusCase: Sendable {
  let file: String
  let isAccepted: Bool
  /// Where the reference reader stands when it refuses the file.
  let line: Int?
  let character: Int?
  let reason: String
  let agreement: String

  /// Whether the outcome hangs on a choice that is made otherwise here: a CR ends a line, and how
  /// many fields a record should have is for the caller to say.
  var isPolicy: Bool { reason.contains("policy:") }

  /// Whether the encoding is at fault, which the reference looks at before all else in the file.
  var isEncoding: Bool { reason.contains("UTF-8") }

  /// The records that the suite expects under default options, if it says so. Suites whose reader
  /// tells an empty field from `""` give null for it.
  func expectedRecords() throws -> [[String]]? {
    struct Outcome: Decodable { let rows: [[String?]]? }
    let path = Self.folder.appending(path: file + ".expected.json")
    guard agreement == "same", let data = try? Data(contentsOf: path) else { return nil }
    return try JSONDecoder().decode(Outcome.self, from: data).rows?.map { $0.map { $0 ?? "" } }
  }
}

extension CorpusCase {
  /// The folder `corpus` in what `OFFTAKE_CASES` names, or in `shared/cases` beside the package.
  static let folder: URL = {
    let named = ProcessInfo.processInfo.environment["OFFTAKE_CASES"].map { URL(filePath: $0) }
    let beside = URL(filePath: #filePath).appending(path: "../../../../shared/cases")
    return (named ?? beside).appending(path: "corpus").standardizedFileURL
  }()

  static let isHere = FileManager.default.fileExists(
    atPath: folder.appending(path: "MANIFEST.csv").path)

  static func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: file)))
  }

  static func all() throws -> [CorpusCase] {
    let rows = try Reading(bytes("MANIFEST.csv")).records
    let header = try #require(rows.first)
    return rows.dropFirst().map { row in
      let cell = Dictionary(uniqueKeysWithValues: zip(header, row))
      return CorpusCase(
        file: cell["file", default: ""], isAccepted: cell["strict_verdict"] == "accept",
        line: cell["strict_line"].flatMap { Int($0) },
        character: cell["strict_column"].flatMap { Int($0) },
        reason: cell["strict_reason", default: ""], agreement: cell["agreement", default: ""])
    }
  }
}

@Suite(
  .enabled(
    if: CorpusCase.isHere,
    "the corpus is not here; OFFTAKE_CASES may name the folder that holds it"),
  .leftOutOfQuickRun("reads every file of the corpus in pieces of every size"))
struct CorpusTests {
  @Test func refusesWhatTheReferenceReaderRefuses() throws {
    for sample in try CorpusCase.all() where !sample.isPolicy {
      let error = try Reading(CorpusCase.bytes(sample.file)).error
      #expect((error == nil) == sample.isAccepted, "\(sample.file): \(sample.reason)")
    }
  }

  @Test func refusesAtTheSamePlace() throws {
    for sample in try CorpusCase.all() where !sample.isPolicy && !sample.isEncoding {
      guard let error = try Reading(CorpusCase.bytes(sample.file)).error else { continue }
      #expect(error.line == sample.line, "\(sample.file): \(error)")
      let character = error.position ?? sample.character
      #expect(character == sample.character, "\(sample.file): \(error)")
    }
  }

  @Test func readsTheRecordsThatTheSuitesExpect() throws {
    for sample in try CorpusCase.all() {
      guard let expected = try sample.expectedRecords() else { continue }
      #expect(try Reading(CorpusCase.bytes(sample.file)).records == expected, "\(sample.file)")
    }
  }

  @Test func readsAlikeInChunksOfAnySize() throws {
    for sample in try CorpusCase.all() {
      let bytes = try CorpusCase.bytes(sample.file)
      guard bytes.count < 1 << 14 else { continue }
      let whole = try Reading(bytes)
      for size in [1, 2, 3, 7] {
        #expect(try Reading(bytes, chunkSize: size) == whole, "\(sample.file) by \(size)")
      }
    }
  }
}
