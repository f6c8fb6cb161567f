import Procurement
import Store
import TestLedger
import TestTools

/// A random book in which nothing is wrong, of what makes an audit noisy: tax, power beside fees with and
/// without charge categories, service credits, adjustments, credit notes, part deliveries, payments in parts,
/// units in many spellings, prices that are rounded.
struct QuietBook {
  /// A month in so many accelerators of so many, from one day on.
  private struct Tranche {
    let promised: Int
    let first: Int
    let rest: Day
  }

  private var random: SplitMix64
  private var contracts: [String] = []
  private var fees: [String] = []
  private var capacity: [String] = []
  private var deliveries: [String] = []
  private var outages: [String] = []
  private var tiers: [String] = []
  private var prices: [String] = []
  private var lines: [String] = []
  private var payments: [String] = []

  /// The as-of day of the audit: everything is due, and the year is over.
  static let asOf = "2027-03-31"

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    for number in 1...(1 + random.below(3)) { addFeeContract("F-\(number)") }
    for number in 1...(1 + random.below(2)) { addUseContract("U-\(number)") }
  }

  /// The book in a store.
  func ledger() throws -> TestBook {
    let ledger = try TestBook()
    let files: [(RecordKind, String, [String])] = [
      (
        .contracts,
        "provider,reference,buyer,currency,effective_on,ends_on,payment_terms_days,sla_claim_days",
        contracts
      ),
      (.fees, "contract,from_month,to_month,monthly_fee", fees),
      (.capacity, "contract,tranche,accelerator_count,due_on", capacity),
      (
        .deliveries, "contract,tranche,accelerator_count,delivered_on,accepted_on,status",
        deliveries
      ),
      (.sla, "contract,below,credit", tiers),
      (.outages, "contract,from,to", outages),
      (.prices, "contract,sku,from_month,unit,unit_price", prices),
      (
        .invoices,
        "provider,number,contract,currency,billing_month,issued_on,received_on,due_on,kind,credits,"
          + "line_no,sku,quantity,unit,unit_price,amount,charge_category,service_from,service_to",
        lines
      ),
      (.payments, "provider,number,reference,paid_on,amount", payments),
    ]
    for (kind, header, rows) in files where !rows.isEmpty {
      try ledger.add(kind, ([header] + rows).joined(separator: "\n"))
    }
    return ledger
  }

  // MARK: Contracts

  /// A fee for capacity that comes in two parts, with power beside it.
  private mutating func addFeeContract(_ name: String) {
    let fee = 100_000 * (1 + random.below(900))
    let promised = 2 * (1 + random.below(500))
    let start = Month(year: 2026, month: 1).firstDay
    let tranche = Tranche(
      promised: promised, first: random.below(3) == 0 ? promised : promised / 2,
      rest: start.adding(days: 1 + random.below(80)))
    let isNamed = random.below(2) == 0
    let rate = random.pick([0, 7, 19, 25])
    addTerms(name)
    fees.append("\(name),2026-01,2026-12,\(cents(fee))")
    capacity.append("\(name),total,\(promised),2026-01-01")
    deliveries.append("\(name),total,\(tranche.first),2026-01-01,2026-01-01,delivered")
    if tranche.first < promised {
      deliveries.append(
        "\(name),total,\(promised - tranche.first),\(tranche.rest),\(tranche.rest),delivered")
    }
    let breach = random.below(2) == 0 ? 5 + random.below(6) : 0
    if breach > 0 {
      let day = Month(year: 2026, month: breach).firstDay.adding(days: random.below(20))
      tiers.append("\(name),99,10")
      outages.append("\(name),\(day),\(day.adding(days: 1))")
    }
    for month in 1...12 {
      let charge = QuietBook.charge(fee, tranche, in: Month(year: 2026, month: month))
      addFeeInvoice(
        name, month, charge, isNamed: isNamed, rate: rate,
        credit: breach > 0 && month == breach + 1 ? fee / 10 : 0)
    }
  }

  /// The fee, in cents, for the days on which the accelerators were there, rounded half to even.
  private static func charge(_ fee: Int, _ tranche: Tranche, in month: Month) -> Int {
    let days = DayRange(of: month)
    let late =
      days.from < tranche.rest ? min(tranche.rest.days(since: days.from), days.dayCount) : 0
    let there =
      tranche.promised * days.dayCount - (tranche.promised - tranche.first) * late
    return Int(
      (Int128(fee) &* Int128(there)).dividedHalfToEven(
        by: Int128(tranche.promised * days.dayCount)))
  }

  /// Use at fixed prices, within what was delivered.
  private mutating func addUseContract(_ name: String) {
    addTerms(name)
    let price = 10_000 + random.below(30_000)
    capacity.append("\(name),total,1000,2026-01-01")
    deliveries.append("\(name),total,1000,2026-01-01,2026-01-01,delivered")
    prices.append("\(name),h100,2026-01,accelerator-hour,\(decimal(price, 4))")
    for month in 1...12 {
      // Quantities of hundredths, amounts rounded to the cent.
      let quantity = 100 + random.below(50_000_000)
      let amount = Int((Int128(price) &* Int128(quantity)).dividedHalfToEven(by: 10_000))
      let unit = random.pick([
        "accelerator-hour", "Accelerator Hours", "accelerator-hrs", "1 accelerator-hour",
      ])
      let tax = amount * 19 / 100
      addInvoice(
        name, month,
        [
          "h100,\(decimal(quantity, 2)),\(unit),\(decimal(price, 4)),\(cents(amount)),"
            + random.pick(["", "Usage"]) + ",",
          "vat,,,,\(cents(tax)),Tax,",
        ], total: amount + tax)
    }
  }

  private mutating func addTerms(_ name: String) {
    contracts.append("spacex,\(name),anthropic,USD,2026-01-01,2026-12-31,30,60")
  }

  // MARK: Invoices

  private mutating func addFeeInvoice(
    _ name: String, _ month: Int, _ charge: Int, isNamed: Bool, rate: Int, credit: Int
  ) {
    let energy = 1000 + random.below(1_000_000)
    let power = 4 * energy
    // Billed too high, and taken back by a line or by a credit note.
    let slip = random.below(3) == 0 ? 100 * (1 + random.below(1000)) : 0
    let isNoted = slip > 0 && random.below(2) == 0
    let days = DayRange(of: Month(year: 2026, month: month))
    var rows = [
      "fee,,,,\(cents(charge + slip)),\(isNamed ? "Purchase" : ""),\(days.from),\(days.last)",
      "power,\(energy),kWh,0.04,\(cents(power)),\(isNamed ? "Usage" : ""),\(days.from),\(days.last)",
    ]
    var total = charge + slip + power
    if slip > 0, !isNoted {
      rows.append("fee,,,,\(cents(-slip)),,\(days.from),\(days.last)")
      total -= slip
    }
    if credit > 0 {
      let breach = DayRange(of: Month(year: 2026, month: month - 1))
      rows.append("sla,,,,\(cents(-credit)),Credit,\(breach.from),\(breach.last)")
      total -= credit
    }
    let tax = (charge + power) * rate / 100
    if tax > 0 { rows.append("vat,,,,\(cents(tax)),Tax,\(days.from),\(days.last)") }
    addInvoice(name, month, rows, total: total + tax, credited: isNoted ? slip : 0)
  }

  /// An invoice with its lines, of which `credited` cents are taken back by a credit note; the rest is paid on
  /// the due day, in one or two parts.
  private mutating func addInvoice(
    _ name: String, _ month: Int, _ rows: [String], total: Int, credited: Int = 0
  ) {
    let billing = Month(year: 2026, month: month)
    let issued = billing.adding(months: 1).firstDay
    let due = issued.adding(days: 30)
    let (number, received) = ("INV-\(name)-\(month)", issued.adding(days: random.below(50)))
    for (index, row) in rows.enumerated() {
      lines.append(
        "spacex,\(number),\(name),USD,\(billing),\(issued),\(received),\(due),,,\(index + 1),\(row)"
          + String(repeating: ",", count: 7 - row.filter { $0 == "," }.count))
    }
    if credited > 0 {
      let days = DayRange(of: billing)
      lines.append(
        "spacex,CN-\(name)-\(month),\(name),USD,\(billing),\(issued.adding(days: 5)),,,credit_note,"
          + "\(number),1,fee,,,,\(cents(-credited)),,\(days.from),\(days.last)")
    }
    let open = total - credited
    let first = random.below(2) == 0 ? open : open / 3
    payments.append("spacex,\(number),W-1,\(due),\(cents(first))")
    if first < open { payments.append("spacex,\(number),W-2,\(due),\(cents(open - first))") }
  }

  private func cents(_ amount: Int) -> String { decimal(amount, 2) }

  private func decimal(_ units: Int, _ places: Int) -> String {
    "\(ExactDecimal(coefficient: Int128(units), decimals: places))"
  }
}
