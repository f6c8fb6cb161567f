import Procurement
import SQLite
import Store
import TestLedger
import TestTools

extension CleanBook {
  /// Puts something wrong of a kind somewhere, and says of which contract it is, and of which invoice or
  /// month it must be found.
  func inject(
    _ code: AuditCode, _ random: inout SplitMix64
  ) throws -> (contract: String, subject: String) {
    let month = 2 + random.below(10)
    let fee = random.pick(CleanBook.fees.keys.sorted())
    let priced = random.pick(CleanBook.priced)
    let either = random.pick(CleanBook.fees.keys.sorted() + CleanBook.priced)
    let of = { CleanBook.number($0, month) }
    switch code {
    case .feeDiffers:
      let amount = (1 + random.below(77_000_00)) * (random.below(2) == 0 ? 10_000 : -10_000)
      try bill(amount, more: of(fee), line: 1)
      return (fee, of(fee))
    case .beforeDelivery:
      let contract = random.pick(["F1", "F2", "F4", "P1", "P2"])
      let from = 1 + random.below(31)
      try addInvoice(
        like: CleanBook.number(contract, 1), month: "2025-12",
        service: ("2025-12-\(two(from))", "2025-12-\(two(from + random.below(32 - from)))"))
      return (contract, "NEW-1")
    case .beforeAcceptance:
      let contract = random.pick(["F1", "F4", "P1", "P2"])
      try run(
        """
        UPDATE capacity_delivery SET accepted_on = '2026-01-\(two(2 + random.below(28)))'
        WHERE contract_id = \(id(contract)) AND delivered_on = '2026-01-01'
        """)
      if contract == "F4" {
        try run("UPDATE capacity_delivery SET accepted_on = NULL WHERE delivered_on = '2026-01-17'")
      }
      return (contract, CleanBook.number(contract, 1))
    case .beyondDelivered: return try injectBeyond(month, priced, &random)
    case .notConfirmed:
      let contract = random.pick(["F1", "F2"])
      try run("DELETE FROM capacity_delivery WHERE contract_id = \(id(contract))")
      return (contract, of(contract))
    case .outsideTerm:
      try addInvoice(
        like: of(either), month: "2027-01",
        service: ("2027-01-01", "2027-01-\(two(1 + random.below(31)))"))
      return (either, "NEW-1")
    case .afterExit:
      let day = CleanBook.month(month).firstDay.adding(days: random.below(27))
      try run(
        """
        INSERT INTO contract_event (
            contract_id, occurred_on, kind, summary, recorded_by, recorded_line)
        VALUES (\(id(either)), '\(day)', 'terminated', 'left', 2, 1)
        """)
      return (either, of(either))
    case .wrongCurrency:
      try run("UPDATE invoice SET currency = 'EUR' WHERE number = '\(of(either))'")
      return (either, of(either))
    case .duplicateNumber:
      let other = 2 + (month - 2 + 1 + random.below(9)) % 10
      let spelled = random.pick([
        CleanBook.number(either, other).lowercased(),
        CleanBook.number(either, other).replacing("-", with: " "),
        CleanBook.number(either, other).replacing("-", with: "/"),
      ])
      try run("UPDATE invoice SET number = '\(spelled)' WHERE number = '\(of(either))'")
      // The later row is the one that repeats a number.
      return (either, other < month ? spelled : CleanBook.number(either, other))
    case .nearDuplicate:
      try addInvoice(like: of(either), month: "\(CleanBook.month(month))", service: nil)
      return (either, "NEW-1")
    case .missingMonth:
      for table in ["payment WHERE invoice_id", "invoice_line WHERE invoice_row_id"] {
        try run("DELETE FROM \(table) = \(row(of(fee)))")
      }
      try run("DELETE FROM invoice WHERE number = '\(of(fee))'")
      return (fee, "\(fee) \(CleanBook.month(month))")
    case .lineArithmetic:
      let amount = (1 + random.below(900_000)) * (random.below(2) == 0 ? 10_000 : -10_000)
      try bill(amount, more: of(priced), line: 1 + random.below(3))
      return (priced, of(priced))
    case .totalDiffers:
      let amount = 1 + random.below(1_000_000_000)
      try run(
        "UPDATE invoice SET total_units = total_units + \(amount) WHERE number = '\(of(either))'")
      try pay(amount, more: of(either))
      return (either, of(either))
    case .priceDiffers:
      try raisePrice(of(priced), line: 1 + random.below(3), by: 1 + random.below(20_000))
      return (priced, of(priced))
    case .serviceOverlap:
      try run(
        """
        UPDATE invoice_line SET service_to = service_to + \(1 + random.below(28))
        WHERE invoice_row_id = \(row(of(priced))) AND line_no = \(1 + random.below(3))
        """)
      return (priced, CleanBook.number(priced, month + 1))
    case .creditNotReceived:
      let day = CleanBook.month(month).firstDay.adding(days: random.below(24))
      try run(
        """
        INSERT INTO outage (
            contract_id, tranche, from_time, to_time, is_excluded, recorded_by, recorded_line)
        VALUES (
            \(id("F1")), \(random.pick(["NULL", "'A'", "'B'"])), '\(day)T05:00:00Z',
            '\(day.adding(days: 1 + random.below(3)))T03:00:00Z', 0, 2, 1)
        """)
      return ("F1", of("F1"))
    case .paidAbove:
      try pay(1 + random.below(1_000_000_000), more: of(either))
      return (either, of(either))
    case .paidEarly:
      try run(
        """
        UPDATE payment SET paid_on = (
            SELECT date(issued_on, '-\(1 + random.below(60)) days') FROM invoice
            WHERE number = '\(of(either))')
        WHERE invoice_id = \(row(of(either)))
        """)
      return (either, of(either))
    case .dueDateDiffers:
      let days = (1 + random.below(29)) * (random.below(2) == 0 ? 1 : -1)
      try run(
        "UPDATE invoice SET due_on = date(due_on, '\(days) days') WHERE number = '\(of(either))'")
      return (either, of(either))
    case .overdue:
      if random.below(2) == 0 {
        try run("DELETE FROM payment WHERE invoice_id = \(row(of(either)))")
      } else {
        try run(
          """
          UPDATE payment SET amount_units = amount_units - 1 - abs(random() % amount_units)
          WHERE invoice_id = \(row(of(either)))
          """)
      }
      return (either, of(either))
    case .shortfallUnbilled, .gapMonth, .lateReceived, .notCompared, .creditUnknown,
      .creditAboveInvoice, .repeatedLine:
      return try injectNew(code, month, fee, priced, either, &random)
    }
  }

  /// More hours than there were, or capacity that came later than it was billed.
  private func injectBeyond(
    _ month: Int, _ priced: String, _ random: inout SplitMix64
  ) throws -> (contract: String, subject: String) {
    guard random.below(2) == 0 else {
      try run(
        """
        UPDATE capacity_delivery SET delivered_on = '2026-01-\(18 + random.below(14))'
        WHERE contract_id = \(id("F4")) AND delivered_on = '2026-01-17'
        """)
      return ("F4", CleanBook.number("F4", 1))
    }
    let number = CleanBook.number(priced, month)
    let more = 744_000 + 100 * random.below(1000)
    let price = try decimal(
      "SELECT unit_price FROM invoice_line WHERE invoice_row_id = \(row(number)) AND line_no = 1")
    let units = try price.coefficient * Int128(more) * 1_000_000 / .powerOfTen(price.decimals)
    let quantity = try decimal(
      "SELECT quantity FROM invoice_line WHERE invoice_row_id = \(row(number)) AND line_no = 1")
    let sum = quantity.adding(ExactDecimal(coefficient: Int128(more), decimals: 0)) ?? .zero
    try run(
      "UPDATE invoice_line SET quantity = '\(sum)' WHERE invoice_row_id = \(row(number)) AND line_no = 1"
    )
    try bill(Int(units), more: number, line: 1)
    return (priced, number)
  }
}

// MARK: What injections are made of

extension CleanBook {
  func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

  /// Changes rows, and the roll-ups with them.
  func run(_ sql: String) throws {
    try ledger.store.connection.execute(sql)
    if sql.contains("invoice") { try ledger.store.connection.execute(RollupSQL.rebuild) }
  }

  func id(_ contract: String) -> String {
    "(SELECT contract_id FROM contract WHERE reference = '\(contract)')"
  }

  func row(_ number: String) -> String {
    "(SELECT id FROM invoice WHERE number = '\(number)')"
  }

  func decimal(_ sql: String) throws -> ExactDecimal {
    var rows = try Statement(sql, on: ledger.store.connection)
    return try rows.step() ? ExactDecimal(parsing: rows.string(0)) : .zero
  }

  /// Bills more on a line, and pays it.
  private func bill(_ units: Int, more number: String, line: Int) throws {
    try run(
      """
      UPDATE invoice_line SET amount_units = amount_units + \(units)
      WHERE invoice_row_id = \(row(number)) AND line_no = \(line)
      """)
    try run(
      "UPDATE invoice SET total_units = total_units + \(units) WHERE number = '\(number)'")
    try pay(units, more: number)
  }

  func pay(_ units: Int, more number: String) throws {
    try run(
      "UPDATE payment SET amount_units = amount_units + \(units) WHERE invoice_id = \(row(number))")
  }

  /// Bills a line at a price that is so many ten thousandths higher, and pays it.
  private func raisePrice(_ number: String, line: Int, by tenThousandths: Int) throws {
    let place = "invoice_row_id = \(row(number)) AND line_no = \(line)"
    let price = try decimal("SELECT unit_price FROM invoice_line WHERE \(place)")
    let quantity = try decimal("SELECT quantity FROM invoice_line WHERE \(place)")
    let raised =
      price.adding(ExactDecimal(coefficient: Int128(tenThousandths), decimals: 4)) ?? price
    let amount = try Money(
      roundingToMinorUnit: raised.coefficient * quantity.coefficient * 1_000_000,
      over: Int128.powerOfTen(raised.decimals + quantity.decimals), of: .dollar)
    var rows = try Statement(
      "SELECT amount_units FROM invoice_line WHERE \(place)", on: ledger.store.connection)
    guard try rows.step() else { return }
    let before = rows.int64(0)
    rows.reset()
    try run("UPDATE invoice_line SET unit_price = '\(raised)' WHERE \(place)")
    try bill(Int(amount.units - before), more: number, line: line)
  }

  /// An invoice `NEW-1` with the lines of another, paid; of other days where `service` says so.
  private func addInvoice(
    like number: String, month: String, service: (from: String, to: String)?
  ) throws {
    try run(
      """
      INSERT INTO invoice (
          id, invoice_id, provider_id, number, buyer_id, contract_id, billing_month, issued_on,
          due_on, currency, total_units, kind, recorded_by, recorded_line)
      SELECT 999999, 999999, provider_id, 'NEW-1', buyer_id, contract_id, '\(month)',
             date('\(month)-01', '+1 months'), date('\(month)-01', '+1 months', '+30 days'),
             currency, total_units, kind, recorded_by, recorded_line
      FROM invoice WHERE number = '\(number)'
      """)
    let days = try service.map { service in
      try (Day(parsing: service.from).number, Day(parsing: service.to).number)
    }
    try run(
      """
      INSERT INTO invoice_line (
          invoice_row_id, line_no, sku_id, quantity, unit_id, unit_price, amount_units,
          service_from, service_to, charge_category, recorded_line)
      SELECT 999999, line_no, sku_id, quantity, unit_id, unit_price, amount_units,
             \(days.map { "\($0.0)" } ?? "service_from"), \(days.map { "\($0.1)" } ?? "service_to"),
             charge_category, recorded_line
      FROM invoice_line WHERE invoice_row_id = \(row(number))
      """)
    try run(
      """
      INSERT INTO payment (invoice_id, reference, paid_on, amount_units, recorded_by, recorded_line)
      SELECT invoice_id, 'WIRE', due_on, total_units, recorded_by, recorded_line FROM invoice
      WHERE id = 999999
      """)
  }
}

extension Currency {
  /// US dollars, as the store keeps them.
  static let dollar = Currency(code: "USD", minorDigits: 2, scale: 6)
}
