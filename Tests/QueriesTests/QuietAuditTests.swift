import Audit
import Foundation
import Ledger
import Procurement
import TestLedger
import TestTools
import Testing

/// The audit is quiet where nothing is wrong.
///
/// `OFFTAKE_QUIET_BOOKS` is how many books are audited, 12 where it is not set; a run with 200 prints what
/// it audited.
@Suite(.leftOutOfQuickRun("audits a dozen random books"))
struct QuietAuditTests {
  private let count =
    ProcessInfo.processInfo.environment["OFFTAKE_QUIET_BOOKS"].flatMap(Int.init) ?? 12

  @Test func findsNothingInBooksWithoutFault() throws {
    var (found, lines) = (0, 0)
    for seed in 0..<count {
      let ledger = try QuietBook(seed: 20_261_128 + UInt64(seed)).ledger()
      let report = try AuditReport(in: ledger.book(), asOf: day(QuietBook.asOf))
      let findings = report.findings.map { "\($0.subject) \($0.code) \($0.found)" }
      #expect(findings == [], "seed \(seed)")
      #expect(report.providersWithoutPayments == [])
      found += findings.count
      lines += report.lineCount
    }
    if count >= 200 { print("\(count) books with \(lines) lines: \(found) findings") }
  }
}
