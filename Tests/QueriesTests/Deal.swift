import Procurement
import Queries
import Store
import TestLedger
import Testing

/// A contract of 2026 with anthropic, left on `notice` days, and files of it by their rows.
struct Deal {
  var terms = "2026-01-01,2026-12-31,"
  var files: [RecordKind: String] = [:]

  // The headers of files, before rows of c-1.
  static let fees = "contract,tranche,from_month,to_month,monthly_fee\n"
  static let leaving = "contract,from,to,fee,remaining_percent\n"
  static let capacity = "contract,tranche,accelerator,accelerator_count,due_on\n"
  static let deliveries =
    "provider,contract,tranche,accelerator,accelerator_count,delivered_on,status\n"

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
        in: ledger.book(), asOf: day(asOf), convention: .months
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

extension Figure<Money> {
  /// As a report shows it, or why not.
  var shown: String { roundedToMinorUnit.value.map { "\($0)" } ?? reason ?? "" }
}
