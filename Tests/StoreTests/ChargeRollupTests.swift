import BigInt
import Procurement
import SQLite
import Store
import Testing
import TestTools

struct ChargeRollupTests {
  @Test(arguments: [1, 2, 7], [1, 2, 3] as [UInt64])
  func isTheSumOfTheLiveLines(imports: Int, seed: UInt64) throws {
    let fixture = try Fixture()
    let samples = InvoiceSample.random(40, seed: seed)
    for part in 0..<imports {
      try fixture.store.importing("invoices") { number in
        var invoices = try InvoiceTable(fixture.store, import: number)
        var lines = try LineWriter(fixture.store)
        for (index, sample) in samples.enumerated() where index % imports == part {
          let rowID = try invoices.add(sample.invoice, total: sample.total, line: index)
          for line in sample.lines {
            try lines.add(line, to: sample.invoice, rowID: rowID, fileLine: index)
          }
        }
        try lines.table.finish()
      }
    }
    let stored = try fixture.store.connection.rows(
      """
      SELECT contract_id, billing_month, currency, (net_high + tax_high << 32) + net_low + tax_low,
             net_line_count + tax_line_count
      FROM spend_month ORDER BY 1, 2, 3
      """)
    #expect(stored == expected(samples))
    try expectRollups(fixture.store)
  }

  /// More sums than are held in memory at once, and some of them again.
  @Test(.leftOutOfQuickRun("adds 66,000 lines"))
  func isTheSumOfMoreThanItHolds() throws {
    let fixture = try Fixture()
    let lines = (1...66_000).map { number in
      let first = Day(number: number % 65_600)
      return InvoiceLine.sample(
        number: number, amount: .dollars(1), service: DayRange(from: first, through: first))
    }
    try record(lines, "N-2", fixture.store)
    #expect(try fixture.store.connection.count("charge") == 65_601)
    try expectRollups(fixture.store)
  }

  @Test func addsNothingWhereNothingWasAdded() throws {
    let fixture = try Fixture()
    let before = try fixture.store.connection.rows("SELECT * FROM charge")
    var lines = try LineWriter(fixture.store)
    try lines.table.finish()
    #expect(try fixture.store.connection.rows("SELECT * FROM charge") == before)
  }

  @Test(arguments: [false, true])
  func keepsASumOfAnySize(isNegative: Bool) throws {
    let fixture = try Fixture()
    let amount = Money(units: isNegative ? -.max : .max, of: .usd)
    for number in ["N-2", "N-3", "N-4"] {
      try record([.sample(amount: amount)], number, fixture.store)
    }
    #expect(
      try fixture.store.connection.rows("SELECT amount, lines FROM spend_by_month") == [
        ["NULL", "4"]
      ])
    try expectRollups(fixture.store)
  }

  /// That both tables are as the lines make them.
  private func expectRollups(_ store: borrowing Store) throws {
    let before = try (store.connection.rows(charges), store.connection.rows(spend))
    try store.connection.execute(RollupSQL.rebuild)
    #expect(try store.connection.rows(charges) == before.0)
    #expect(try store.connection.rows(spend) == before.1)
  }

  /// Swift takes them for equal; a name is kept as it came all the same.
  @Test(arguments: [1, 2])
  func keepsNamesOfTwoNormalFormsApart(imports: Int) throws {
    let fixture = try Fixture()
    let lines = ["caf\u{E9}", "cafe\u{301}"].enumerated().map { index, name in
      InvoiceLine.sample(number: index + 1, sku: name)
    }
    if imports == 1 {
      try record(lines, "N-2", fixture.store)
    } else {
      try record([lines[0]], "N-2", fixture.store)
      try record([lines[1]], "N-3", fixture.store)
    }
    #expect(
      try fixture.store.connection.rows("SELECT length(name) FROM sku ORDER BY id")
        == [["4"], ["5"]])
  }

  private func record(
    _ lines: [InvoiceLine], _ number: String, _ store: borrowing Store
  ) throws {
    try store.importing("invoices") { importNumber in
      var total: Int64 = 0
      var invoices = try InvoiceTable(store, import: importNumber)
      var table = try LineWriter(store)
      let invoice = Invoice.sample(number: number)
      for line in lines { total &+= line.amount.units }
      let rowID = try invoices.add(invoice, total: Money(units: total, of: .usd), line: 2)
      for line in lines { try table.add(line, to: invoice, rowID: rowID, fileLine: 2) }
      try table.table.finish()
    }
  }
}

// MARK: The same sums by other ways

/// An amount may be divided into high and low part in several ways.
private let charges = """
  SELECT provider_id, contract_id, billing_month, currency, buyer_id, issued_on, service_from,
         service_to, charge_category, import_id, amount_high + (amount_low >> 32),
         amount_low & 4294967295, line_count
  FROM charge
  """

private let spend = """
  SELECT provider_id, contract_id, billing_month, currency, buyer_id, last_issued_on,
         net_high + (net_low >> 32), net_low & 4294967295, net_line_count,
         tax_high + (tax_low >> 32), tax_low & 4294967295, tax_line_count
  FROM spend_month
  """

/// What contract, month and currency have after `samples` and the fixture's own invoice.
private func expected(_ samples: [InvoiceSample]) -> [[String]] {
  var sums: [[String]: (units: BigInt, lines: Int)] = [["1", "2026-01", "USD"]: (100_000_000, 1)]
  for sample in samples {
    let invoice = sample.invoice
    for line in sample.lines {
      let key = [
        invoice.contract.map { String($0.number) } ?? "0", invoice.billingMonth.description,
        invoice.currency.code,
      ]
      var sum = sums[key] ?? (0, 0)
      sum.units += BigInt(line.amount.units)
      sum.lines += 1
      sums[key] = sum
    }
  }
  return sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, sum in
    key + ["\(sum.units)", "\(sum.lines)"]
  }
}

/// An invoice with random lines.
private struct InvoiceSample {
  let invoice: Invoice
  let lines: [InvoiceLine]
  let total: Money

  static func random(_ count: Int, seed: UInt64) -> [InvoiceSample] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { InvoiceSample(number: "R-\($0)", using: &random) }
  }

  private init(number: String, using random: inout SplitMix64) {
    let currency = [Currency.usd, .jpy, .kwd][Int.random(in: 0...2, using: &random)]
    invoice = .sample(
      number: number,
      month: Month(year: 2026, month: 1).adding(months: Int.random(in: 0...3, using: &random)),
      contract: Bool.random(using: &random) ? ContractID(number: 1) : nil, currency: currency)
    lines = (1...Int.random(in: 1...30, using: &random)).map { number in
      .sample(
        number: number, sku: ["GPU", "CPU", nil][Int.random(in: 0...2, using: &random)],
        unit: ["hours", nil][Int.random(in: 0...1, using: &random)],
        amount: Money(units: random.integer(Int64.self) >> 16, of: currency))
    }
    total = Money(units: lines.reduce(0) { $0 + $1.amount.units }, of: currency)
  }
}
