import Audit
import Foundation
import Procurement
import Store
import TestLedger
import TestTools
import Testing

/// Every kind of finding, put into a clean book at random: it must be found, and nothing else.
///
/// `OFFTAKE_INJECTIONS` is how many of each kind, 25 where it is not set, and `OFFTAKE_INJECTED` the kinds,
/// all where it is not set; a run with 1,000 prints what it found.
@Suite(.leftOutOfQuickRun("audits a book 600 times"))
struct AuditMutationTests: ~Copyable {
  private let book: CleanBook
  private let count: Int

  init() throws {
    book = try CleanBook(seed: 20_261_124)
    count = ProcessInfo.processInfo.environment["OFFTAKE_INJECTIONS"].flatMap(Int.init) ?? 25
  }

  private static var codes: [AuditCode] {
    let wanted = ProcessInfo.processInfo.environment["OFFTAKE_INJECTED"]?.split(separator: ",")
      .compactMap { AuditCode(rawValue: String($0)) }
    return wanted ?? AuditCode.allCases
  }

  private func audit() throws -> [AuditFinding] {
    try AuditReport(in: book.ledger.book(), asOf: Day(parsing: CleanBook.asOf)).findings
  }

  @Test func findsNothingInACleanBook() throws {
    #expect(try audit().map { "\($0.subject) \($0.code) \($0.found)" } == [])
  }

  @Test(arguments: codes)
  func findsWhatIsInjectedAndNothingElse(code: AuditCode) throws {
    let seed = code.rawValue.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
    var random = SplitMix64(seed: seed)
    var (found, wrong) = (0, 0)
    for _ in 0..<count {
      try book.ledger.store.transaction(isTrial: true) {
        let (contract, subject) = try book.inject(code, &random)
        let findings = try audit()
        let isFound = findings.contains { $0.code == code && $0.subject == subject }
        let others = findings.filter { $0.code != code || $0.contract != contract }
        found += isFound ? 1 : 0
        wrong += others.count
        #expect(isFound, "\(subject)")
        #expect(others.map { "\(subject): \($0.subject) \($0.code) \($0.found)" } == [])
        for variance in findings.compactMap(\.variance) {
          let parts = [variance.price, variance.quantity, variance.cross, variance.arithmetic]
          #expect(parts.map(\.units).reduce(0, +) == variance.total.units)
        }
      }
    }
    if count >= 1000 { print("\(code.rawValue): \(found) of \(count) found, \(wrong) false") }
  }
}
