import Procurement
import SQLite
import Store
import Testing

/// What the schema refuses by itself, whoever writes.
struct ConstraintTests: ~Copyable {
  private let fixture: Fixture

  init() throws {
    let fixture = try Fixture()
    for kind in FactKind.allCases { _ = try kind.record(fixture.store) }
    self.fixture = fixture
  }

  private static let changes = [
    "contract SET signed_on = '2026-02-30'", "contract SET signed_on = '2026-13'",
    "contract SET effective_on = '20260331'", "contract SET ends_on = '03/04/2026'",
    "contract SET lock_in_months = NULL, lock_in_until = '2026-05'",
    "contract SET lock_in_months = 1, lock_in_until = '2026-05-01'",
    "contract SET headline_kind = 'firm'", "contract SET headline_units = -1",
    "contract SET status = ''", "contract SET notice_by = 'both'",
    "contract SET notice_days = -1", "contract SET notice_months = -1",
    "contract SET notice_months = 3", "contract SET notice_to = 'week_end'",
    "contract SET renewal_notice_days = -1", "contract SET renewal_notice_months = 2",
    "contract SET renewal_notice_days = NULL, renewal_notice_months = -1",
    "contract SET term_months = 0",
    "contract SET buyer_id = provider_id", "contract SET reference = ''",
    "contract SET confidence = 'certain'", "contract SET ended_by = recorded_by",
    "organization SET slug = ''", "organization SET name = ''",
    "organization SET kind = 'vendor'", "organization SET country = 'us'",
    "organization SET country = 'USA'", "organization SET parent_id = organization_id",
    "organization_alias SET alias = ''",
    "contract_event SET occurred_on = '2026-02-29'", "contract_event SET kind = 'rumour'",
    "contract_event SET effective_on = '2026-2'", "contract_event SET summary = ''",
    "contract_event SET subject = NULL",
    "contract_event SET kind = 'report'", "contract_event SET figure = NULL",
    "fee_schedule SET from_month = '2026'", "fee_schedule SET from_month = '2026-13'",
    "fee_schedule SET to_month = '2026-04'", "fee_schedule SET to_month = '2026-05-01'",
    "fee_schedule SET monthly_fee_units = -1",
    "commitment SET from_day = '2026-05'", "commitment SET to_day = '2026-04-31'",
    "commitment SET to_day = '2026-04-30'", "commitment SET interval = 'week'",
    "commitment SET unit = 'hours' WHERE kind = 'spend'",
    "commitment SET minimum_units = 0 WHERE kind = 'spend'",
    "commitment SET minimum_units = 1 WHERE kind = 'usage'",
    "commitment SET kind = 'use'", "commitment SET draw = 'burn'",
    "commitment SET draw = 'burn_down'", "commitment SET carries_forward = 2",
    "commitment SET carries_forward = 0 WHERE kind = 'spend'", "commitment SET has_relief = -1",
    "capacity_commitment SET tranche = ''", "capacity_commitment SET mw_basis = 'gross'",
    "capacity_commitment SET kilowatts = -1", "capacity_commitment SET due_on = '2026-00'",
    "capacity_delivery SET tranche = NULL, site = NULL", "capacity_delivery SET status = 'late'",
    "capacity_delivery SET status = 'planned'",
    "capacity_delivery SET withdrawn_on = '2026-05-3'",
    "invoice SET billing_month = '2026'", "invoice SET issued_on = '2026-02-30'",
    "invoice SET received_on = 'May'", "invoice SET due_on = ''", "invoice SET kind = 'bill'",
    "invoice SET kind = 'credit_note'", "invoice SET number = ''",
    "invoice_line SET line_no = 0", "invoice_line SET charge_category = 'usage'",
    "invoice_line SET service_from = 1", "invoice_line SET service_from = 2, service_to = 1",
    "payment SET paid_on = '2026-06-31'", "payment SET reference = ''",
    "revenue SET period_start = '2026-05'", "revenue SET period_end = '2026-04-30'",
    "revenue SET basis = 'guess'", "revenue SET as_of = '2026-13'",
    "fx_rate SET day = '2026-02-30'", "fx_rate SET quote = base",
    "fee_schedule SET tranche = ''", "contract SET late_exit_days = -1",
    "contract SET sla_claim_days = -1", "contract SET tolerance_units = -1",
    "contract_price SET sku = ''", "contract_price SET unit = ''",
    "contract_price SET from_month = '2026'", "contract_price SET to_month = '2026-04'",
    "termination_fee SET from_day = '2026-05'", "termination_fee SET to_day = '2026-04-30'",
    "termination_fee SET fee_units = -1",
    "termination_fee SET fee_units = NULL, remaining_percent = NULL",
    "outage SET tranche = ''", "outage SET from_time = '2026-05-01'",
    "outage SET to_time = '2026-05-01T00:00:00Z'", "outage SET is_excluded = 2",
    "audit_acceptance SET code = ''", "audit_acceptance SET subject = ''",
    "audit_acceptance SET facts = 'x'", "audit_acceptance SET why = ''",
    "dispute SET opened_on = '2026-02-30'", "dispute SET amount_units = 0",
    "dispute SET reason = ''", "dispute SET resolved_on = 'May'", "dispute SET outcome = 'lost'",
    "dispute SET resolved_on = NULL",
    "currency SET code = 'usd'", "currency SET scale = 9",
    "import SET digest_version = 0", "import SET sha256 = 'x'", "import SET digest = ''",
    "import SET finished_at = '2025'", "import SET undone_by = id", "import SET kind = 'undo'",
  ]

  /// One store for all of them: a refused change leaves it as it was.
  @Test func refusesAValueThatIsNone() {
    for change in ConstraintTests.changes {
      let error = #expect(throws: SQLiteError.self, "\(change)") {
        try fixture.store.connection.execute("UPDATE \(change)")
      }
      #expect(error?.code == SQLiteError.constraintCheck, "\(change)")
    }
  }

  @Test(
    arguments: [
      "contract SET currency = 'ZZZ'", "contract SET provider_id = 99",
      "contract_event SET contract_id = 99", "payment SET invoice_id = 99",
      "invoice SET contract_id = 99", "invoice_line SET sku_id = 99",
      "import SET kind = 'focus'", "contract SET recorded_by = 99",
      "fee_schedule SET ended_by = 99",
    ])
  func refusesAReferenceToNothing(change: String) {
    let error = #expect(throws: SQLiteError.self) {
      try fixture.store.connection.execute("UPDATE \(change)")
    }
    #expect(error?.code == SQLiteError.constraintForeignKey)
  }

  @Test(
    arguments: [
      "contract SET notice_days = 'ninety'", "invoice_line SET amount_units = 1.5",
      "payment SET amount_units = 'x'",
    ])
  func refusesAValueOfAnotherType(change: String) {
    let error = #expect(throws: SQLiteError.self) {
      try fixture.store.connection.execute("UPDATE \(change)")
    }
    #expect(error?.code == SQLiteError.constraintDatatype)
  }

  /// The fixture has a fee for May 2026.
  @Test(
    arguments: [
      ("2026-04", "2026-05", false), ("2026-04", nil, false), ("2026-01", "2027-01", false),
      ("2026-04", "2026-04", true), ("2026-06", nil, true),
    ] as [(String, String?, Bool)])
  func refusesFeesThatOverlap(from: String, to: String?, isTaken: Bool) throws {
    let fee = Fee(
      contract: fixture.contract, fromMonth: try Month(parsing: from),
      toMonth: try to.map { try Month(parsing: $0) }, monthlyFee: nil, provenance: Provenance())
    guard !isTaken else {
      #expect(try record(fee) == .new)
      return
    }
    let error = #expect(throws: SQLiteError.self) { try record(fee) }
    #expect(error?.code == SQLiteError.constraintTrigger)
    #expect(error?.message == "another fee of this contract covers some of these months")
    try fixture.store.end("fee_schedule")
    #expect(try record(fee) == .new)
  }

  private func record(_ fee: Fee) throws -> Recording {
    try fixture.store.importing("fees") { number in
      var fees = try FactTable<Fee>(fixture.store, import: number)
      return try fees.record(fee, in: .usd, line: 2)
    }
  }

  @Test func findsTheImportOfAFile() throws {
    let first = ImportRecord.hash("1")
    #expect(try fixture.store.importNumber(ofFile: first, kind: "contracts") == 1)
    #expect(try fixture.store.importNumber(ofFile: first, kind: "fees") == nil)
    #expect(try fixture.store.fileName(ofImport: 1) == "contracts.csv")
    #expect(try fixture.store.fileName(ofImport: 99) == nil)
    try fixture.store.connection.execute("UPDATE import SET undone_by = 2 WHERE id = 1")
    #expect(try fixture.store.importNumber(ofFile: first, kind: "contracts") == nil)
  }
}
