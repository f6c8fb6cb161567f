import Procurement
import Queries
import Store
import TestLedger
import Testing

/// What is stored of contract c-1: its terms as columns, and files by their rows. It costs 1,000 a month
/// from July 2026 to December 2028 and can be left on 90 days' notice, if nothing else is said.
struct ContractFacts: Sendable {
  var ends = "2028-12-31"
  var notice = "90,either"
  var terminationFee = ""
  var lateExitDays = ""
  var renewalMonths = ""
  var renewalNotice = ""
  var fees = "c-1,2026-07,2028-12,1000"
  var terminations = ""
  var promises = ""
  var deliveries = ""
  var minimums = ""
  var invoices = ""
  var tiers = ""
  var outages = ""

  func ledger() throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,status,effective_on,ends_on,headline_value,notice_days,\
      notice_by,termination_fee,late_exit_days,auto_renewal_months,\
      renewal_notice_days
      spacex,c-1,anthropic,USD,active,2026-07-01,\(ends),30000,\(notice),\
      \(terminationFee),\(lateExitDays),\(renewalMonths),\(renewalNotice)
      """)
    for (kind, header, rows) in [
      (RecordKind.fees, "contract,from_month,to_month,monthly_fee", fees),
      (.terminationFees, "contract,from,to,fee,remaining_percent", terminations),
      (.capacity, "contract,tranche,accelerator_count,due_on", promises),
      (
        .deliveries, "provider,contract,tranche,accelerator_count,delivered_on,status",
        deliveries
      ),
      (.commitments, "contract,from,to,kind,minimum,interval,draw", minimums),
      (
        .invoices,
        "provider,number,contract,currency,billing_month,issued_on,amount,service_from,service_to,"
          + "charge_category", invoices
      ),
      (.sla, "contract,below,credit", tiers),
      (.outages, "contract,from,to", outages),
    ] where !rows.isEmpty {
      try ledger.add(kind, header + "\n" + rows)
    }
    return ledger
  }

  func exposure(asOf: String) throws -> ExitExposure {
    let ledger = try ledger()
    return try #require(
      try ExitExposure.all(in: ledger.book(), asOf: day(asOf), convention: .months).first)
  }
}

extension ExitExposure {
  /// A line for each exit: its kind, its day, and fees, minimums, termination fee, prepaid and credits
  /// with what they come to.
  var lines: String {
    exits.map { exit in
      guard let day = exit.exitOn.value else { return "\(exit.kind): \(exit.exitOn.reason ?? "")" }
      let parts = [
        exit.fees, exit.beyondFees, exit.terminationFee, exit.prepaidForfeited, exit.creditsDue,
      ].map { $0.short }.joined(separator: " ")
      return "\(exit.kind) \(day): \(parts) = \(exit.amount.short)"
        + (exit == cheapest ? ", least" : "")
    }.joined(separator: "\n")
  }
}

extension Figure<Money> {
  /// `3000`, `25266.67`, or why it is not known.
  var short: String { value.map { $0.description.replacing(".00", with: "") } ?? reason ?? "" }
}
