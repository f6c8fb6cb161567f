package import Ledger
package import Procurement

/// Months without an invoice whose finding somebody accepted, from facts that are still the same.
package struct AcceptedMonths: Hashable, Sendable {
  private let months: [ContractID: Set<Month>]

  /// The accepted months of a book on a day.
  /// - Throws: `SQLiteError`, or `StoredRowError` for a damaged row.
  package init(in book: Book, asOf: Day) throws {
    let acceptances = try book.acceptances.filter { $0.code == .missingMonth }
    guard !acceptances.isEmpty else {
      months = [:]
      return
    }
    let audited = try AuditBook(book, asOf: asOf, lateDays: AuditReport.usualLateDays)
    months = try AuditedContract.all(in: book, asOf: asOf).filter { !$1.missing.isEmpty }
      .mapValues { contract in
        // Without an invoice each month that is missing is found.
        var audit = ContractAudit(contract, audited)
        audit.checkMonths(contract)
        let findings = audit.findings.filter { $0.code == .missingMonth }
        return Set(
          findings.accepted(by: acceptances).filter { $0.acceptedWhy != nil }.compactMap(\.month))
      }
  }

  /// Whether that a month of a contract has no invoice was accepted.
  package func contains(_ month: Month, of contract: ContractID) -> Bool {
    months[contract]?.contains(month) ?? false
  }
}
