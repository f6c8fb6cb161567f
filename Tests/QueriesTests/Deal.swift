import Procurement
import Queries
import Store
import TestLedger
import Testing

/// A contract of 2026 with anthropic, left on `notice` days, and files of it by their rows.
struct Deal {
  var terms = "2026-01-01,2026-12-31,"
  var files: [RecordKind: String] = [:]

  func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      "provider,reference,buyer,currency,status,notice_by,effective_on,ends_on,notice_days\n"
        + "spacex,c-1,anthropic,USD,active,either,\(terms)")
    for kind in RecordKind.allCases {
      if let rows = files[kind] { try ledger.add(kind, rows) }
    }
    return ledger
  }

  func exposure(_ asOf: String) throws -> ExitExposure {
    let ledger = try ledger()
    return try #require(
      try ExitExposure.all(in: ledger.book(), asOf: day(asOf), convention: .months).first)
  }

  func obligation(_ asOf: String) throws -> PurchaseObligation {
    let ledger = try ledger()
    return try #require(
      try PurchaseObligation.all(
        in: ledger.book(), asOf: day(asOf), fiscalYearStart: 1, convention: .months
      ).first)
  }

  func progress(_ asOf: String) throws -> CommitmentProgress {
    let ledger = try ledger()
    return try #require(
      try CommitmentProgress.all(in: ledger.book(), asOf: day(asOf), paceMonths: 3).first)
  }

  func unbilled(_ asOf: String) throws -> UnbilledReport {
    let ledger = try ledger()
    return try UnbilledReport(in: ledger.book(), window: nil, asOf: day(asOf))
  }
}
