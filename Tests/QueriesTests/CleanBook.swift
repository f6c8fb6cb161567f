import Procurement
import SQLite
import Store
import TestLedger
import TestTools

/// A year of contracts, deliveries, invoices and payments in which nothing is wrong.
///
/// F1 has one fee for two tranches and a level of service, F2 a fee for each tranche, of which B comes
/// in March; F3 a fee for nothing that is delivered, F4 half of its capacity in the middle of January. P1
/// and P2 are billed by the hour at fixed prices.
struct CleanBook: ~Copyable {
  static let asOf = "2027-03-31"
  static let fees = ["F1": 1_000_000, "F2": 310_000, "F3": 77_777, "F4": 3_100_000]
  static let priced = ["P1", "P2"]
  static let skus = ["h100", "h200", "gb300"]

  let ledger: TestBook

  init(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let ledger = try TestBook()
    try CleanBook.addTerms(to: ledger, &random)
    try CleanBook.addBilling(to: ledger, &random)
    self.ledger = ledger
  }

  /// `INV-F1-03`.
  static func number(_ contract: String, _ month: Int) -> String {
    "INV-\(contract)-\(month < 10 ? "0" : "")\(month)"
  }

  /// `2026-03`.
  static func month(_ number: Int) -> Month { Month(year: 2026, month: number) }

  private static func addTerms(
    to ledger: borrowing TestBook, _ random: inout SplitMix64
  ) throws {
    let names = CleanBook.fees.keys.sorted() + CleanBook.priced
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,payment_terms_days,notice_days,\
      notice_by,sla_claim_days

      """
        + names.map { "spacex,\($0),anthropic,USD,2025-12-01,2026-12-31,30,90,either,30" }
        .joined(separator: "\n"))
    try ledger.add(
      .fees,
      """
      contract,tranche,from_month,to_month,monthly_fee
      F1,,2026-01,2026-12,1000000
      F2,A,2026-01,2026-12,310000
      F2,B,2026-04,2026-12,620000
      F3,,2026-01,2026-12,77777
      F4,,2026-01,2026-12,3100000
      """)
    try ledger.add(
      .capacity,
      """
      contract,tranche,accelerator,accelerator_count,due_on
      F1,A,GB300,60,2026-01-01
      F1,B,GB300,40,2026-01-01
      F2,A,GB300,100,2026-01-01
      F2,B,GB300,200,2026-03-16
      F4,total,GB300,100,2026-01-01
      P1,total,GB300,1000,2026-01-01
      P2,total,GB300,1000,2026-01-01
      """)
    try ledger.add(
      .deliveries,
      """
      contract,tranche,accelerator,accelerator_count,delivered_on,accepted_on,status
      F1,A,GB300,60,2026-01-01,2026-01-01,delivered
      F1,B,GB300,40,2026-01-01,2026-01-01,delivered
      F2,A,GB300,100,2026-01-01,2026-01-01,delivered
      F2,B,GB300,200,2026-03-16,2026-03-20,delivered
      F4,total,GB300,50,2026-01-01,2026-01-01,delivered
      F4,total,GB300,50,2026-01-17,2026-01-17,delivered
      P1,total,GB300,1000,2026-01-01,2026-01-01,delivered
      P2,total,GB300,1000,2026-01-01,2026-01-01,delivered
      """)
    try ledger.add(
      .prices,
      "contract,sku,from_month,unit,unit_price\n"
        + CleanBook.priced.flatMap { contract in
          CleanBook.skus.map { sku in
            "\(contract),\(sku),2025-12,accelerator-hour,\(2 + random.below(3)).\(1000 + random.below(9000))"
          }
        }.joined(separator: "\n"))
    try ledger.add(.sla, "contract,below,credit\nF1,99,10\nF1,95,25")
  }

  private static func addBilling(
    to ledger: borrowing TestBook, _ random: inout SplitMix64
  ) throws {
    var lines = [
      "provider,number,contract,currency,billing_month,issued_on,due_on,line_no,sku,quantity,unit,"
        + "unit_price,amount,charge_category,service_from,service_to"
    ]
    for month in 1...12 {
      for (contract, fee) in CleanBook.fees.sorted(by: { $0.key < $1.key }) {
        var amount = fee
        if contract == "F2", month >= 4 { amount += 620_000 }
        // Half of it stood there on 16 days of 31.
        if contract == "F4", month == 1 { amount = 2_300_000 }
        lines.append(
          head(contract, month) + ",1,fee-\(contract),,,,\(amount),Purchase," + service(month))
      }
      for contract in CleanBook.priced {
        for (place, sku) in CleanBook.skus.enumerated() {
          let price = try price(contract, sku, ledger)
          let quantity = ExactDecimal(
            coefficient: Int128(1 + random.below(20_000_000)), decimals: 2)
          let amount = try Money(
            roundingToMinorUnit: price.coefficient * quantity.coefficient * 1_000_000,
            over: Int128.powerOfTen(price.decimals + quantity.decimals), of: .dollar)
          lines.append(
            head(contract, month)
              + ",\(place + 1),\(sku),\(quantity),accelerator-hour,\(price),\(amount),Usage,"
              + service(month))
        }
      }
    }
    try ledger.add(.invoices, lines.joined(separator: "\n"))
    try pay(ledger)
  }

  private static func head(_ contract: String, _ number: Int) -> String {
    let month = CleanBook.month(number)
    let issued = month.adding(months: 1).firstDay
    return "spacex,\(CleanBook.number(contract, number)),\(contract),USD,\(month),\(issued),"
      + "\(issued.adding(days: 30))"
  }

  private static func service(_ number: Int) -> String {
    let month = CleanBook.month(number)
    return "\(month.firstDay),\(month.lastDay)"
  }

  /// The price as it was stored.
  private static func price(
    _ contract: String, _ sku: String, _ ledger: borrowing TestBook
  ) throws -> ExactDecimal {
    var rows = try Statement(
      """
      SELECT unit_price FROM contract_price JOIN contract USING (contract_id)
      WHERE reference = ?1 AND sku = ?2
      """, on: ledger.store.connection)
    try rows.bind([.text(contract), .text(sku)])
    return try rows.step() ? ExactDecimal(parsing: rows.string(0)) : .zero
  }

  private static func pay(_ ledger: borrowing TestBook) throws {
    try ledger.store.connection.execute(
      """
      INSERT INTO payment (invoice_id, reference, paid_on, amount_units, recorded_by, recorded_line)
      SELECT invoice_id, 'WIRE', due_on, total_units, recorded_by, recorded_line FROM invoice
      """)
  }
}
