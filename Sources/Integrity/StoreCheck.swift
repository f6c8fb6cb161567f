internal import SQLite
package import Store

/// A verification of the database: file, references, digests, times, and sums.
package struct StoreCheck: Hashable, Sendable {
  /// What does not hold, in the order in which it was looked for.
  package let findings: [CheckFinding]
  /// How many imports and undos there are.
  package let importCount: Int
  /// How many facts there are, live or ended; lines of invoices are counted apart.
  package let factCount: Int
  /// How many lines of invoices there are.
  package let lineCount: Int

  /// Looks at everything; nothing is changed.
  ///
  /// What cannot be read of a damaged file is also a finding.
  /// - Throws: `SQLiteError` where reading fails for another reason than damage.
  package init(_ store: borrowing Store) throws {
    var findings = CheckFindings()
    for part in Part.allCases {
      do {
        try part.run(store, &findings)
      } catch let error as SQLiteError {
        guard error.isCorrupt else { throw error }
        findings.add(.fileDamaged, "the file", "cannot be read on: \(error.message)")
      } catch {
        // A value that no import stores, such as a quantity that is no number.
        findings.add(.fileDamaged, "the file", "cannot be read on: a value \(error)")
      }
    }
    self.findings = findings.all
    // What cannot be counted is a finding by now.
    importCount = (try? StoreCheck.count("import", store)) ?? 0
    lineCount = (try? StoreCheck.count("invoice_line", store)) ?? 0
    var facts = 0
    for kind in RecordKind.allCases {
      facts += (try? StoreCheck.count(kind.table.name, store)) ?? 0
    }
    factCount = facts
  }

  private enum Part: CaseIterable {
    case file, references, referenceData, imports, digests, times, orphans, fees, totals, rollups

    func run(_ store: borrowing Store, _ findings: inout CheckFindings) throws {
      switch self {
      case .file: try StoreCheck.checkFile(store, &findings)
      case .references: try StoreCheck.checkReferences(store, &findings)
      case .referenceData: try StoreCheck.checkReferenceData(store, &findings)
      case .imports: try StoreCheck.checkImports(store, &findings)
      case .digests: try StoreCheck.checkDigests(store, &findings)
      case .times: try StoreCheck.checkTimes(store, &findings)
      case .orphans: try StoreCheck.checkOrphans(store, &findings)
      case .fees: try StoreCheck.checkFees(store, &findings)
      case .totals:
        try StoreCheck.checkTotals(store, &findings)
        try StoreCheck.checkImportTotals(store, &findings)
      case .rollups: try StoreCheck.checkRollups(store, &findings)
      }
    }
  }

  private static func count(_ table: String, _ store: borrowing Store) throws -> Int {
    var rows = try Statement("SELECT count(*) FROM \(table)", on: store.connection)
    return try rows.step() ? Int(rows.int64(0)) : 0
  }
}

/// Something in the store that contradicts the rest of it.
package struct CheckFinding: Hashable, Sendable {
  /// What kind of contradiction; its text is stable, for programs.
  package enum Code: String, CaseIterable, Sendable {
    /// SQLite finds the file's structure, or a rule of the schema, broken.
    case fileDamaged = "file-damaged"
    /// A row refers to one that is not there.
    case referenceBroken = "reference-broken"
    /// A currency or a kind of import is not as the program made it.
    case referenceDataChanged = "reference-data-changed"
    /// A number is missing among the imports.
    case importMissing = "import-missing"
    /// An import says that it was undone and no undo does, or the other way round.
    case undoMismatched = "undo-mismatched"
    /// What an import recorded is not what it recorded then.
    case importChanged = "import-changed"
    /// A row of an import that was undone is live.
    case undoneLive = "undone-live"
    /// A row was ended by what cannot have ended it.
    case endedWrongly = "ended-wrongly"
    /// A live row refers to an organization, contract or invoice without a live row.
    case orphan
    /// Two live fees of a contract cover the same month.
    case feesOverlap = "fees-overlap"
    /// An invoice's total is not the sum of its lines, or an import's not that of its invoices.
    case totalDiffers = "total-differs"
    /// A roll-up is not the sum of the lines.
    case rollupDiffers = "rollup-differs"
  }

  /// What kind of contradiction.
  package let code: Code
  /// Which part of the store.
  package let subject: String
  /// What is wrong.
  package let text: String
}

/// Findings, of each kind at most a hundred and the number of the rest.
struct CheckFindings {
  private static let limit = 100
  private var found: [CheckFinding] = []
  private var counts: [CheckFinding.Code: Int] = [:]

  mutating func add(_ code: CheckFinding.Code, _ subject: String, _ text: String) {
    counts[code, default: 0] += 1
    guard counts[code, default: 0] <= CheckFindings.limit else { return }
    found.append(CheckFinding(code: code, subject: subject, text: text))
  }

  var all: [CheckFinding] {
    found
      + CheckFinding.Code.allCases.compactMap { code in
        let more = counts[code, default: 0] - CheckFindings.limit
        return more > 0
          ? CheckFinding(code: code, subject: "others", text: "\(more) more like these") : nil
      }
  }
}
