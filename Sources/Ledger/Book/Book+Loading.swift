internal import Procurement
internal import SQLite
internal import Store

/// A kind of record that a book gives with its evidence.
protocol BookedRecord: StoredRecord {
  /// What its row is called behind a figure: `fee of NMB-1 from 2026-01`.
  func title(_ names: NameDirectory) -> String
  /// What the row says of a figure; `nil` if it has no amount.
  var amountInEvidence: Money? { get }
  /// Where it is known from.
  var provenance: Provenance { get }
}

extension BookedRecord {
  var amountInEvidence: Money? { nil }
}

/// A row with the imports between which it held.
struct HeldRow<Record: BookedRecord> {
  let recorded: Recorded<Record>
  /// The import whose file has it.
  let since: Int64
  /// The import that revised it; `nil` while it is live.
  let until: Int64?
}

extension Book {
  /// The rows of a kind for which a condition on its table is true, in the order of their ids;
  /// `special` is what must be known to read them, if that is more than of most kinds.
  func rows<Record: BookedRecord>(
    of kind: Record.Type, where condition: String, _ values: [Value],
    _ special: RecordLookups? = nil
  ) throws -> [HeldRow<Record>] {
    var rows = try RecordRows<Record>(store, special ?? lookups, where: condition, values)
    var found: [HeldRow<Record>] = []
    while let record = try rows.next() {
      found.append(
        HeldRow(
          recorded: recorded(record, rows), since: rows.origin.importNumber, until: rows.endedBy))
    }
    return found
  }

  /// Lends the live rows of a kind that belong to contracts of the scope, one after the other in any
  /// order: all of them may be too much to hold.
  func forEachRecordOfContracts<Record: BookedRecord>(
    _ kind: Record.Type, _ body: (Recorded<Record>) throws -> Void
  ) throws {
    var rows = try RecordRows<Record>(
      store, lookups, where: "\(Book.isLive) AND \(isOfContract())", scopeValues,
      isOrdered: false)
    while let record = try rows.next() { try body(recorded(record, rows)) }
  }

  private func recorded<Record: BookedRecord>(
    _ record: Record, _ row: borrowing RecordRows<Record>
  ) -> Recorded<Record> {
    Recorded(
      fact: record, identity: row.identity, evidence: evidence(of: record, at: row.origin))
  }

  /// The live rows of a kind that belong to contracts of the scope.
  func recordsOfContracts<Record: BookedRecord>(
    _ kind: Record.Type
  ) throws -> [Recorded<Record>] {
    try rows(of: kind, where: "\(Book.isLive) AND \(isOfContract())", scopeValues)
      .map(\.recorded)
  }

  /// The rows of a kind that belong to contracts of the scope and were not undone, live or revised.
  func heldRowsOfContracts<Record: BookedRecord>(
    _ kind: Record.Type
  ) throws -> [HeldRow<Record>] {
    try rows(of: kind, where: "\(Book.everHeld) AND \(isOfContract())", scopeValues)
  }

  private func evidence<Record: BookedRecord>(of record: Record, at origin: Origin) -> Evidence {
    Evidence(
      record: record.title(names), amount: record.amountInEvidence,
      importNumber: origin.importNumber, file: fileNames[origin.importNumber] ?? "?",
      line: origin.line, source: record.provenance.source, notes: record.provenance.notes)
  }
}

// MARK: What rows are called

extension Contract: BookedRecord {
  func title(_ names: NameDirectory) -> String { "contract \(reference)" }
  var amountInEvidence: Money? { headline?.value }
}

extension ContractEvent: BookedRecord {
  func title(_ names: NameDirectory) -> String {
    "\(kind.rawValue) of \(names.contracts.reference(of: contract)) on \(occurredOn)"
  }
}

extension Fee: BookedRecord {
  func title(_ names: NameDirectory) -> String {
    let part = tranche.map { ", \($0)," } ?? ""
    return "fee of \(names.contracts.reference(of: contract))\(part) from \(fromMonth)"
  }
  var amountInEvidence: Money? { monthlyFee }
}

extension Commitment: BookedRecord {
  func title(_ names: NameDirectory) -> String {
    "minimum of \(names.contracts.reference(of: contract)) from \(from)"
  }
  var amountInEvidence: Money? { if case .spend(let money) = minimum { money } else { nil } }
}

extension TerminationFee: BookedRecord {
  func title(_ names: NameDirectory) -> String {
    "termination fee of \(names.contracts.reference(of: contract)) from \(from)"
      + (remainingPercent.map { ", \($0) % of the fees left" } ?? "")
  }
  var amountInEvidence: Money? { fee }
}

extension CapacityCommitment: BookedRecord {
  func title(_ names: NameDirectory) -> String {
    "promise of \(names.contracts.reference(of: contract)), \(tranche)"
  }
}

extension CapacityDelivery: BookedRecord {
  func title(_ names: NameDirectory) -> String {
    let owner =
      contract.map { names.contracts.reference(of: $0) } ?? names.organizations.slug(of: provider)
    return "\(status.rawValue) for \(owner), \(tranche ?? site ?? "")"
  }
}

extension ServiceTier: BookedRecord {
  func title(_ names: NameDirectory) -> String {
    "service level of \(names.contracts.reference(of: contract)): below \(belowPercent) %, "
      + "\(creditPercent) %"
  }
}

extension Outage: BookedRecord {
  func title(_ names: NameDirectory) -> String {
    [
      "outage of \(names.contracts.reference(of: contract))", partDown,
      "\(from) to \(to.map { "\($0)" } ?? "now")", isExcluded ? "excluded" : nil,
    ].compactMap { $0 }.joined(separator: ", ")
  }
}

extension ContractPrice: BookedRecord {
  func title(_ names: NameDirectory) -> String { "price of \(sku) from \(fromMonth)" }
}

extension Revenue: BookedRecord {
  func title(_ names: NameDirectory) -> String {
    "revenue of \(names.organizations.slug(of: organization)) \(period.label), \(basis.label)"
      + (asOf.map { " as of \($0)" } ?? "")
  }
  var amountInEvidence: Money? { amount }
}

extension Budget: BookedRecord {
  func title(_ names: NameDirectory) -> String {
    let scope = [
      names.organizations.slug(of: buyer), provider.map { names.organizations.slug(of: $0) },
      contract.map { names.contracts.reference(of: $0) },
    ].compactMap { $0 }.joined(separator: " ")
    return "budget of \(scope) \(month)" + (asOf.map { " as of \($0)" } ?? "")
  }
  var amountInEvidence: Money? { amount }
}

extension Organization: BookedRecord {
  func title(_ names: NameDirectory) -> String { "organization \(slug)" }
}

extension InvoiceDispute: BookedRecord {
  func title(_ names: NameDirectory) -> String { "dispute of \(openedOn): \(reason)" }
  var amountInEvidence: Money? { amount }
}

extension Acceptance: BookedRecord {
  func title(_ names: NameDirectory) -> String { "acceptance of \(code.rawValue), \(subject)" }
}
