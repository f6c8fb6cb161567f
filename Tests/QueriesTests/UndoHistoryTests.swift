import Integrity
import Ledger
import Procurement
import Queries
import SQLite
import Store
import TestLedger
import TestTools
import Testing

/// Imports, revisions and undos in random order, held against a model that knows no tables.
@Suite(.leftOutOfQuickRun("checks a store after each of 300 random steps"))
struct UndoHistoryTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func isWhatTheImportsThatAreLeftSay(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let ledger = try TestBook()
    var model = Model()
    var known: [Int64: Known] = [:]
    for step in 0..<25 {
      let size = Int.random(in: 1...3, using: &random)
      switch Int.random(in: 0...9, using: &random) {
      case 0...1: try model.importContracts(size, into: ledger, using: &random)
      case 2...4: try model.importInvoices(size, into: ledger, using: &random)
      case 5: try model.importPayments(size, into: ledger, using: &random)
      case 6: try model.reviseInvoice(in: ledger.store, using: &random)
      case 7: try model.reviseContract(in: ledger.store, using: &random)
      default: try model.undo(in: ledger.store, using: &random)
      }
      #expect(try StoreCheck(ledger.store).findings == [], "step \(step)")
      let now = try Known(ledger.store)
      #expect(now.facts == model.facts, "step \(step)")
      #expect(now.totals == model.spend.map { [Int128($0)] } ?? [], "step \(step)")
      known[try ledger.store.nextImportNumber() - 1] = now
    }
    #expect(model.undoCount > 0)
    for (number, then) in known where number > 0 {
      let again = try ledger.store.snapshot(knownAt: .importNumber(number)) {
        try Known(ledger.store)
      }
      #expect(again == then, "known at \(number)")
    }
    #expect(try Known(ledger.store) == known[try ledger.store.nextImportNumber() - 1])
  }
}

/// What a store says, as reports see it.
private struct Known: Equatable {
  let facts: [String]
  let totals: [Int128]

  init(_ store: borrowing Store) throws {
    facts = try Known.facts(store)
    totals = try SpendReport(
      by: [.contract], in: Book(copy store), window: nil, asOf: day("2199-12-31")
    ).totals.map(\.net.units)
  }

  private static func facts(_ store: borrowing Store) throws -> [String] {
    var rows = try Statement(
      """
      SELECT 'contract ' || reference || ' ' || coalesce(title, '') FROM live_contract
      UNION ALL
      SELECT 'invoice ' || number || ' ' || total_units FROM invoice WHERE ended_by IS NULL
      UNION ALL
      SELECT 'payment ' || reference || ' ' || amount_units FROM payment WHERE ended_by IS NULL
      ORDER BY 1
      """, on: store.connection)
    var facts: [String] = []
    while try rows.step() { facts.append(rows.string(0)) }
    return facts
  }
}

/// What each import said, so that what is known is what those say that were not undone.
private struct Model {
  private struct Fact {
    let key: String
    let value: String
    /// The key of what it belongs to.
    let owner: String?
  }

  private struct Event {
    let number: Int64
    let facts: [Fact]
    var isUndone = false
  }

  private var events: [Event] = [Event(number: 1, facts: [])]
  private(set) var undoCount = 0

  private var next: Int64 { Int64(events.count + undoCount + 1) }

  private var live: [String: Fact] {
    events.filter { !$0.isUndone }.flatMap(\.facts).reduce(into: [:]) { $0[$1.key] = $1 }
  }

  var facts: [String] { live.values.map { "\($0.key) \($0.value)" }.sorted() }

  /// `nil` where there is no invoice.
  var spend: Int64? {
    let invoices = live.values.filter { $0.key.hasPrefix("invoice") }
    return invoices.isEmpty ? nil : invoices.reduce(0) { $0 + (Int64($1.value) ?? 0) }
  }

  private func keys(_ kind: String) -> [String] {
    live.keys.filter { $0.hasPrefix(kind) }.sorted()
  }

  private func name(_ key: String) -> String { String(key.split(separator: " ")[1]) }

  // MARK: Imports

  mutating func importContracts(
    _ count: Int, into ledger: borrowing TestBook, using random: inout SplitMix64
  ) throws {
    let new = Set((0..<count).map { _ in "contract C\(Int.random(in: 0...5, using: &random))" })
      .subtracting(live.keys).sorted()
    guard !new.isEmpty else { return }
    let rows = new.map { "spacex,\(name($0)),anthropic,USD,active,first\(next)" }
    try ledger.add(
      .contracts,
      (["provider,reference,buyer,currency,status,title"] + rows).joined(separator: "\n"))
    add(new.map { Fact(key: $0, value: "first\(next)", owner: nil) })
  }

  mutating func importInvoices(
    _ count: Int, into ledger: borrowing TestBook, using random: inout SplitMix64
  ) throws {
    guard let contract = keys("contract").randomElement(using: &random) else { return }
    let new = Set((0..<count).map { _ in "invoice I\(Int.random(in: 0...20, using: &random))" })
      .subtracting(live.keys).sorted()
    guard !new.isEmpty else { return }
    var rows: [String] = []
    var facts: [Fact] = []
    for key in new {
      var total: Int64 = 0
      for line in 1...Int.random(in: 1...3, using: &random) {
        let amount = Int64.random(in: -50...99, using: &random)
        total += amount * 1_000_000
        let quantity = ["", "0.1", "2"].randomElement(using: &random) ?? ""
        let sku = ["gpu", "cpu", ""].randomElement(using: &random) ?? ""
        rows.append(
          "spacex,\(name(key)),\(name(contract)),2026-05,2026-06-01,USD,\(line),\(sku),"
            + "\(quantity),\(amount)")
      }
      facts.append(Fact(key: key, value: "\(total)", owner: contract))
    }
    try ledger.add(
      .invoices,
      ([
        "provider,number,contract,billing_month,issued_on,currency,line_no,sku,quantity,amount"
      ] + rows).joined(separator: "\n"))
    add(facts)
  }

  mutating func importPayments(
    _ count: Int, into ledger: borrowing TestBook, using random: inout SplitMix64
  ) throws {
    guard let invoice = keys("invoice").randomElement(using: &random) else { return }
    let new = (0..<count).map { "payment P\(next)-\($0)" }
    let rows = new.map { "spacex,\(name(invoice)),\(name($0)),2026-07-01,1" }
    try ledger.add(
      .payments, (["provider,invoice,reference,paid_on,amount"] + rows).joined(separator: "\n"))
    add(new.map { Fact(key: $0, value: "1000000", owner: invoice) })
  }

  // MARK: Revisions, as an import that revises would write them

  mutating func reviseContract(
    in store: borrowing Store, using random: inout SplitMix64
  ) throws {
    guard let key = keys("contract").randomElement(using: &random) else { return }
    let number = next
    try revise(store, number) {
      try store.connection.execute(
        """
        UPDATE contract SET ended_by = \(number)
        WHERE reference = '\(name(key))' AND ended_by IS NULL;
        INSERT INTO contract (
            contract_id, provider_id, reference, buyer_id, title, currency, status, recorded_by,
            recorded_line)
        SELECT contract_id, provider_id, reference, buyer_id, 'title\(number)', currency, status,
               \(number), 2
        FROM contract WHERE ended_by = \(number)
        """)
    }
    add([Fact(key: key, value: "title\(number)", owner: nil)])
  }

  mutating func reviseInvoice(
    in store: borrowing Store, using random: inout SplitMix64
  ) throws {
    guard let key = keys("invoice").randomElement(using: &random), let old = live[key] else {
      return
    }
    let number = next
    try revise(store, number, "invoices") {
      try store.connection.execute(
        """
        UPDATE invoice SET ended_by = \(number)
        WHERE number = '\(name(key))' AND ended_by IS NULL;
        INSERT INTO invoice (
            invoice_id, provider_id, number, buyer_id, contract_id, billing_month, issued_on,
            currency, total_units, kind, recorded_by, recorded_line)
        SELECT invoice_id, provider_id, number, buyer_id, contract_id, '2026-06', issued_on,
               currency, \(number), 'invoice', \(number), 2
        FROM invoice WHERE ended_by = \(number);
        INSERT INTO invoice_line (
            invoice_row_id, line_no, quantity, amount_units, charge_category, recorded_line)
        SELECT id, 1, '3', \(number), 'Usage', 2 FROM invoice WHERE recorded_by = \(number);
        \(RollupSQL.rebuild)
        """)
    }
    add([Fact(key: key, value: "\(number)", owner: old.owner)])
  }

  private func revise(
    _ store: borrowing Store, _ number: Int64, _ kind: String = "contracts",
    _ body: () throws -> Void
  ) throws {
    try store.transaction {
      try body()
      let digits = String(number)
      try store.add(
        ImportRecord(
          number: number, kind: kind, fileName: "revision.csv",
          sha256: String(repeating: "0", count: 64 - digits.count) + digits, byteCount: 1,
          newRows: 0, unchangedRows: 0, revisedRows: 1, startedAt: "2026-11-23T18:00:00Z",
          finishedAt: "2026-11-23T18:00:00Z", programVersion: "test"))
    }
  }

  private mutating func add(_ facts: [Fact]) {
    events.append(Event(number: next, facts: facts))
  }

  // MARK: Undos

  mutating func undo(in store: borrowing Store, using random: inout SplitMix64) throws {
    guard let event = events.filter({ !$0.isUndone && $0.number > 1 }).randomElement(using: &random)
    else { return }
    let goes = closure(of: event.number)
    let dependents = try store.dependents(ofImport: event.number).map(\.number)
    #expect(dependents == goes.filter { $0 != event.number }.sorted())
    let job = UndoJob(
      number: event.number, isCascading: true, programVersion: "test",
      clock: { "2026-11-23T18:00:00Z" })
    #expect(try job.run(in: store).map(\.number) == goes.sorted(by: >))
    for index in events.indices where goes.contains(events[index].number) {
      events[index].isUndone = true
    }
    undoCount += goes.count
  }

  /// An import goes with another if it said again what that one said, or if something that it says,
  /// and that would be known then, belongs to what nobody says any more.
  private func closure(of number: Int64) -> Set<Int64> {
    var goes: Set<Int64> = [number]
    while true {
      let before = goes.count
      for event in events where !event.isUndone && !goes.contains(event.number) {
        let keys = Set(event.facts.map(\.key))
        let isRevision = events.contains { other in
          goes.contains(other.number) && other.number < event.number
            && other.facts.contains { keys.contains($0.key) }
        }
        var rest = self
        for index in rest.events.indices where goes.contains(rest.events[index].number) {
          rest.events[index].isUndone = true
        }
        let known = rest.live
        let isOrphan = event.facts.contains { fact in
          known[fact.key]?.value == fact.value && fact.owner.map { known[$0] == nil } == true
        }
        if isRevision || isOrphan { goes.insert(event.number) }
      }
      if goes.count == before { return goes }
    }
  }
}
