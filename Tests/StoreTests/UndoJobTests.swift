import BigInt
import Procurement
import SQLite
import Store
import TestTools
import Testing

struct UndoJobTests: ~Copyable {
  private let fixture: Fixture

  /// Import 1 is the fixture's, import 2 has another organization.
  init() throws {
    let fixture = try Fixture()
    try fixture.store.importing("providers") { number in
      var organizations = try FactTable<Organization>(fixture.store, import: number)
      _ = try organizations.record(.sample(slug: "other"), line: 2)
    }
    self.fixture = fixture
  }

  @discardableResult
  private func undo(
    _ number: Int64, cascade: Bool = false, trial: Bool = false
  ) throws -> [UndoneImport] {
    let job = UndoJob(
      number: number, isCascading: cascade, isTrial: trial, programVersion: "1.0.0",
      clock: { "2026-11-24T09:00:00Z" })
    return try job.run(in: fixture.store)
  }

  private func rows(_ sql: String) throws -> [String] {
    try fixture.store.connection.rows(sql).map { $0.joined(separator: " ") }
  }

  /// What is live, without what tells one recording from another.
  private func live(_ kind: FactKind) throws -> [String] {
    let recorded = try #require(RecordKind.allCases.first { $0.table.name == kind.table })
    let content = recorded.content.joined(separator: ", ")
    return try rows("SELECT \(content) FROM \(kind.table) WHERE ended_by IS NULL ORDER BY id")
  }

  // MARK: One import

  @Test(arguments: FactKind.allCases)
  func endsTheRowsAndTakesTheFileAgain(kind: FactKind) throws {
    let before = try live(kind)
    _ = try kind.record(fixture.store)
    let recorded = try live(kind)
    let undone = try undo(3)
    #expect(undone.map(\.undo) == [4])
    #expect(undone[0].ended.total == 1 && undone[0].restored.total == 0)
    #expect(try live(kind) == before)
    #expect(
      try rows("SELECT recorded_by, ended_by FROM \(kind.table) WHERE recorded_by = 3") == ["3 4"])
    #expect(
      try rows("SELECT kind, undone_by FROM import WHERE id > 2") == ["contracts 4", "undo NULL"])
    #expect(
      try fixture.store.importNumber(ofFile: ImportRecord.hash("3"), kind: "contracts") == nil)
    #expect(try kind.record(fixture.store) == .new)
    #expect(try live(kind) == recorded, "the identity is the same")
    try expectDigests()
  }

  @Test(arguments: FactKind.allCases)
  func bringsBackWhatARevisionEnded(kind: FactKind) throws {
    _ = try kind.record(fixture.store)
    let first = try live(kind)
    try kind.revise(fixture.store)
    #expect(try live(kind) != first)
    let undone = try undo(4)
    #expect(undone[0].ended.total == 1 && undone[0].restored.total == 1)
    #expect(try live(kind) == first)
    #expect(
      try rows(
        "SELECT recorded_by, restored_from, ended_by FROM \(kind.table) WHERE recorded_by > 2")
        == ["3 NULL 4", "4 NULL 5", "5 3 NULL"])
    #expect(try fixture.store.liveRows(ofImport: 3).total == 1)
    #expect(try fixture.store.recordedRows(ofImport: 5).total == 1)
    #expect(try kind.record(fixture.store) == .unchanged)
    guard case .conflict(_, with: let origin) = try kind.record(fixture.store, changed: true)
    else { throw CancellationError() }
    #expect(origin == Origin(importNumber: 3, line: 7))
    try expectDigests()
  }

  @Test(arguments: FactKind.allCases)
  func takesBackARowThatAnUndoBroughtBack(kind: FactKind) throws {
    let before = try live(kind)
    _ = try kind.record(fixture.store)
    try kind.revise(fixture.store)
    try undo(4)
    try kind.revise(fixture.store)
    #expect(try fixture.store.dependents(ofImport: 3).map(\.number) == [6])
    try undo(6)
    try undo(3)
    #expect(try live(kind) == before)
    try expectDigests()
  }

  @Test(arguments: FactKind.allCases)
  func refusesWhileARevisionDependsOnItUnlessCascading(kind: FactKind) throws {
    let before = try live(kind)
    _ = try kind.record(fixture.store)
    try kind.revise(fixture.store)
    let dependents = try fixture.store.dependents(ofImport: 3)
    #expect(dependents.map(\.number) == [4])
    #expect(throws: UndoError.hasDependents(3, dependents)) { try undo(3) }
    #expect(try rows("SELECT count(*) FROM import WHERE kind = 'undo'") == ["0"])
    #expect(try undo(3, cascade: true).map { [$0.number, $0.undo] } == [[4, 5], [3, 6]])
    #expect(try live(kind) == before)
    try expectDigests()
  }

  @Test(arguments: FactKind.allCases)
  func refusesWhileOthersReferToIt(kind: FactKind) throws {
    _ = try kind.record(fixture.store)
    let dependents = try fixture.store.dependents(ofImport: 1)
    #expect(dependents.map(\.number) == (kind == .rate ? [] : [3]))
    if let first = dependents.first {
      #expect(first.kind == "contracts" && first.fileName == "contracts.csv")
      #expect(first.rows.total == 1)
    }
    try undo(1, cascade: true)
    #expect(try rows("SELECT count(*) FROM live_contract") == ["0"])
    #expect(try rows(RollupSQL.live) == [])
    #expect(try rows("SELECT slug FROM live_organization") == ["other"])
  }

  @Test func aRevisionOfWhatOthersReferToMayGo() throws {
    try fixture.store.importing { number in
      try fixture.store.connection.execute(
        "UPDATE contract SET ended_by = \(number) WHERE ended_by IS NULL")
      var contracts = try FactTable<Contract>(fixture.store, import: number)
      let headline = Headline(value: .dollars(1), kind: .upTo, termMonths: 1)
      _ = try contracts.record(.sample(reference: "C-1", headline: headline), line: 2)
    }
    _ = try FactKind.fee.record(fixture.store)
    #expect(try fixture.store.dependents(ofImport: 3) == [])
    try undo(3)
    #expect(try rows("SELECT contract_id, restored_from FROM live_contract") == ["1 1"])
    #expect(try rows("SELECT contract FROM monthly_fees") == ["C-1"])
  }

  @Test func aRevisionIntoAnotherCurrencyIsNoReplacement() throws {
    try fixture.store.importing { number in
      try fixture.store.connection.execute(
        "UPDATE contract SET ended_by = \(number) WHERE ended_by IS NULL")
      var contracts = try FactTable<Contract>(fixture.store, import: number)
      _ = try contracts.record(.sample(reference: "C-1", currency: .jpy), line: 2)
    }
    _ = try FactKind.fee.record(fixture.store)
    #expect(try fixture.store.dependents(ofImport: 3).map(\.number) == [4])
  }

  /// Records fees, `from` to `to`, after it ended the live fees from the months of `revised`.
  private func recordFees(
    _ months: [(from: Int, to: Int)], revising revised: [Int] = []
  ) throws {
    try fixture.store.importing("fees") { number in
      for month in revised {
        let month = Month(year: 2026, month: month)
        try fixture.store.connection.execute(
          """
          UPDATE fee_schedule SET ended_by = \(number)
          WHERE from_month = '\(month)' AND ended_by IS NULL
          """)
      }
      var fees = try FactTable<Fee>(fixture.store, import: number)
      for (from, to) in months {
        let fee = Fee(
          contract: fixture.contract, fromMonth: Month(year: 2026, month: from),
          toMonth: Month(year: 2026, month: to), monthlyFee: nil, provenance: Provenance())
        _ = try fees.record(fee, in: .usd, line: 2)
      }
    }
  }

  private func liveFees() throws -> [String] {
    try rows(
      "SELECT from_month, to_month FROM fee_schedule WHERE ended_by IS NULL ORDER BY from_month")
  }

  @Test func aFeeInTheMonthsOfOneThatWouldComeBackDepends() throws {
    try recordFees([(5, 12)])
    try recordFees([(5, 5)], revising: [5])
    try recordFees([(8, 8)])
    #expect(try fixture.store.dependents(ofImport: 4).map(\.number) == [5])
    try recordFees([(8, 9)], revising: [8])
    #expect(try fixture.store.dependents(ofImport: 4).map(\.number) == [5, 6])
    try undo(4, cascade: true)
    #expect(try liveFees() == ["2026-05 2026-12"])
  }

  @Test func refusesAFeeThatCannotComeBack() throws {
    try recordFees([(8, 8)])
    try recordFees([(8, 8)], revising: [8])
    try fixture.store.connection.execute(
      "UPDATE fee_schedule SET from_month = '2026-09', to_month = '2026-09' WHERE recorded_by = 4")
    try recordFees([(5, 8)])
    try recordFees([(5, 7)], revising: [5])
    try undo(4)
    #expect(try liveFees() == ["2026-05 2026-07", "2026-08 2026-08"])
    #expect(throws: UndoError.feesOverlap(6)) { try undo(6, cascade: true) }
    #expect(try liveFees() == ["2026-05 2026-07", "2026-08 2026-08"])
  }

  @Test func aRowThatWouldComeBackToALostContractDepends() throws {
    try fixture.store.importing { number in
      var contracts = try FactTable<Contract>(fixture.store, import: number)
      _ = try contracts.record(.sample(reference: "C-2"), line: 2)
    }
    let contract = ContractID(number: 2)
    for revised in [false, true] {
      try fixture.store.importing("invoices") { number in
        if revised {
          try fixture.store.connection.execute(
            """
            UPDATE invoice SET ended_by = \(number) WHERE number = 'N-2'
            """)
          try fixture.store.subtractRevisedInvoices(ofImport: number)
        }
        try fixture.store.record(
          [.sample(amount: .dollars(revised ? 1 : 2))],
          of: .sample(number: "N-2", contract: contract), import: number, line: 2)
      }
    }
    #expect(try fixture.store.dependents(ofImport: 3).map(\.number) == [4, 5])
    try undo(3, cascade: true)
    #expect(try rows("SELECT number FROM invoice WHERE ended_by IS NULL") == ["N-1"])
    #expect(try rows("SELECT contract_id FROM (\(RollupSQL.live))") == ["1"])
  }

  // MARK: Parts and sums

  @Test func bringsBackLinesAliasesAndSums() throws {
    let quantity = ExactDecimal(coefficient: 15, decimals: 1)
    let lines = [
      InvoiceLine.sample(number: 1, sku: "GPU", quantity: quantity, unit: "hours"),
      .sample(number: 2, sku: "CPU", amount: .dollars(7)),
    ]
    try fixture.store.importing("invoices") { number in
      try fixture.store.record(lines, of: .sample(number: "N-2"), import: number, line: 2)
    }
    _ = try FactKind.organization.record(fixture.store)
    let before = try rows(parts)
    let rollup = try rows(RollupSQL.live)
    try fixture.store.importing("invoices") { number in
      try fixture.store.connection.execute(
        """
        UPDATE invoice SET ended_by = \(number) WHERE number = 'N-2';
        UPDATE organization SET ended_by = \(number) WHERE slug = 'orion'
        """)
      try fixture.store.subtractRevisedInvoices(ofImport: number)
      try fixture.store.record(
        [.sample(sku: "GPU", amount: .dollars(1))], of: .sample(number: "N-2"), import: number,
        line: 2)
      var organizations = try FactTable<Organization>(fixture.store, import: number)
      _ = try organizations.record(.sample(slug: "orion"), line: 3)
    }
    #expect(try rows(RollupSQL.live) != rollup)
    try undo(5)
    #expect(try rows(parts) == before)
    #expect(try rows(RollupSQL.live) == rollup)
    try expectDigests()
  }

  private let parts = """
    SELECT number, line_no, sku_id, quantity, unit_id, amount_units, invoice_line.recorded_line
    FROM invoice JOIN invoice_line ON invoice_row_id = invoice.id WHERE ended_by IS NULL
    UNION ALL
    SELECT slug, position, alias, NULL, NULL, NULL, NULL
    FROM organization JOIN organization_alias ON organization_row_id = id WHERE ended_by IS NULL
    ORDER BY 1, 2
    """

  /// Sums that no integer can hold come and go.
  @Test func leavesASumOfAnySize() throws {
    for (number, amount) in [("N-2", Int64.max - 100_000_000), ("N-3", -.max), ("N-4", .max)] {
      try fixture.store.importing("invoices") { importNumber in
        try fixture.store.record(
          [.sample(amount: Money(units: amount, of: .usd))], of: .sample(number: number),
          import: importNumber, line: 2)
      }
    }
    try undo(4)
    #expect(try sum() == BigInt(Int64.max) + BigInt(Int64.max))
    try undo(5)
    #expect(try sum() == BigInt(Int64.max))
  }

  private func sum() throws -> BigInt {
    let parts = try fixture.store.connection.rows("SELECT net_high, net_low FROM spend_month")[0]
    return (BigInt(parts[0]) ?? 0) * (BigInt(1) << 32) + (BigInt(parts[1]) ?? 0)
  }

  @Test func aTrialChangesNothing() throws {
    _ = try FactKind.fee.record(fixture.store)
    let before = try rows("SELECT * FROM fee_schedule") + rows("SELECT * FROM import")
    let undone = try undo(1, cascade: true, trial: true)
    #expect(undone.map(\.number) == [3, 1])
    #expect(undone[1].ended.description == "2 organizations, 1 contract, 1 invoice")
    #expect(try rows("SELECT * FROM fee_schedule") + rows("SELECT * FROM import") == before)
    #expect(throws: UndoError.self) { try undo(1, trial: true) }
  }

  @Test func namesImportsThatFoundRowsUnchanged() throws {
    try fixture.store.connection.execute("UPDATE import SET unchanged_rows = 3")
    try fixture.store.importing("payments") { _ in }
    try fixture.store.connection.execute("UPDATE import SET unchanged_rows = 3")
    _ = try FactKind.rate.record(fixture.store)
    try fixture.store.connection.execute("UPDATE import SET unchanged_rows = 2 WHERE id = 4")
    #expect(
      try undo(1, trial: true)[0].laterWithUnchanged.map { [$0.number, Int64($0.rowCount)] }
        == [[4, 2]])
  }

  // MARK: Refusals

  @Test func refusesWhatCannotBeUndone() throws {
    try undo(2)
    let refusals: [(Int64, UndoError)] = [
      (0, .unknown(0, last: 3)), (-1, .unknown(-1, last: 3)), (4, .unknown(4, last: 3)),
      (2, .isUndone(2, by: 3, fileName: "providers.csv")),
      (3, .isUndo(3, of: 2, fileName: "providers.csv")),
    ]
    for (number, error) in refusals {
      #expect(throws: error) { try undo(number) }
      #expect(throws: error) { try undo(number, cascade: true) }
    }
    #expect(try rows("SELECT count(*) FROM import") == ["3"])
  }

  @Test(
    arguments: [
      (.unknown(9, last: 3), "no import 9; the last is 3; list them with: offtake imports"),
      (.unknown(9, last: 0), "no import 9; there are none; list them with: offtake imports"),
      (
        .isUndo(3, of: 2, fileName: "a.csv"),
        "3 is the undo of import 2; to restore its rows, import a.csv again"
      ),
      (
        .isUndone(2, by: 3, fileName: "a.csv"),
        "import 2 was undone already, by 3; to restore its rows, import a.csv again"
      ),
      (
        .feesOverlap(6),
        "import 6 cannot be undone: a fee that it revised would come back, and other fees of its"
          + " contract now cover some of its months"
      ),
      (
        .hasDependents(2, []),
        "import 2 cannot be undone alone: 0 later imports depend on it"
      ),
    ] as [(UndoError, String)])
  func saysWhatIsWrong(error: UndoError, text: String) {
    #expect(error.description == text)
  }

  private func expectDigests() throws {
    for number in 1..<(try fixture.store.nextImportNumber()) {
      #expect(
        try fixture.store.digest(ofImport: number) == fixture.store.storedDigest(ofImport: number))
    }
  }
}
