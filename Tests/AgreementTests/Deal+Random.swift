import Procurement
import TestTools

/// Draws deals: contracts of every status with any combination of terms, and what belongs to them.
struct Draw {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// The deals of one database: so many providers with a handful of contracts each.
  mutating func deals(providers: Int) -> [Deal] {
    (1...providers).flatMap { book in
      [plain("p\(book)", "B\(book)-0")]
        + (1...(2 + random.below(3))).map { deal("p\(book)", "B\(book)-\($0)") }
    }
  }

  /// A contract that runs on every day, as a provider without any cannot be compared.
  private func plain(_ provider: String, _ reference: String) -> Deal {
    Deal(["provider": provider, "reference": reference, "effective_on": "2024-12-01"])
  }

  /// Days on which it matters what day it is: the last days of terms and for notice, the days after
  /// them and the days of events.
  mutating func days(of deals: [Deal], count: Int) -> [Day] {
    let borders = deals.flatMap { deal -> [Day] in
      let term = Term(deal.contract)
      let exits = term.exits(through: Self.last)
      let notices = exits.compactMap { term.lastNotice(before: $0) }
      let events = deal["events"].compactMap { $0.last("occurred_on") }
      return (exits + notices + events).flatMap { [$0.adding(days: -1), $0, $0.adding(days: 1)] }
    }
    let inside = borders.filter { $0 >= Self.first && $0 <= Self.last }
    return (0..<count).map { $0 == 0 || inside.isEmpty ? day() : random.pick(inside) }
  }

  private static let first = Month(year: 2025, month: 6).firstDay
  private static let last = Month(year: 2027, month: 3).lastDay

  private mutating func deal(_ provider: String, _ reference: String) -> Deal {
    let start = day(after: Month(year: 2025, month: 1), months: 22)
    var deal = Deal(["provider": provider, "reference": reference])
    deal.contract["buyer"] = random.pick(["lumen", "lumen", "orbit"])
    deal.contract["status"] = random.pick(Self.statuses)
    setDates(&deal, start)
    setNotice(&deal)
    setLockIn(&deal, start)
    addFees(&deal, start)
    addEvents(&deal, start)
    addCapacity(&deal, start)
    addInvoices(&deal, start)
    addRest(&deal, start)
    return deal
  }

  private static let statuses =
    Array(repeating: "active", count: 8) + Array(repeating: "signed", count: 4)
    + ["announced", "announced", "reported", "expired", "terminated", "superseded"]
}

extension Draw {
  private mutating func setDates(_ deal: inout Deal, _ start: Day) {
    if chance(80) { deal.contract["effective_on"] = date(start) }
    if chance(50) { deal.contract["signed_on"] = date(start.adding(days: -random.below(90))) }
    let months = random.pick([1, 3, 6, 11, 12, 12, 18, 24, 36])
    if chance(45) {
      let end = start.adding(months: months).adding(days: random.pick([-1, -1, 0, 13]))
      deal.contract["ends_on"] = date(end)
    }
    if chance(30) { deal.contract["term_months"] = String(months) }
    if chance(45) {
      deal.contract["auto_renewal_months"] = String(random.pick([1, 3, 6, 12, 12, 24]))
    }
    if chance(20) {
      deal.contract["headline_value"] = String(random.pick([1200, 36000]))
      deal.contract["headline_kind"] = random.pick(["contracted", "estimate", "up_to"])
    }
  }

  private mutating func setNotice(_ deal: inout Deal) {
    if chance(65) {
      set(&deal, "notice", days: [1, 30, 60, 90, 180], months: [1, 2, 3, 6])
      if chance(40) {
        deal.contract["notice_to"] = random.pick([
          "any_day", "month_end", "quarter_end", "year_end",
        ])
      }
      if chance(75) { deal.contract["notice_by"] = random.pick(["either", "buyer", "provider"]) }
    }
    if chance(40) {
      set(&deal, "renewal_notice", days: [15, 30, 60, 90, 120], months: [1, 2, 3])
    }
    if chance(25) { deal.contract["termination_fee"] = String(random.pick([0, 50, 500])) }
    if chance(15) { deal.contract["late_exit_days"] = String(random.pick([0, 30, 90])) }
    if chance(30) { deal.contract["payment_terms_days"] = "30" }
  }

  private mutating func set(_ deal: inout Deal, _ right: String, days: [Int], months: [Int]) {
    if chance(60) {
      deal.contract["\(right)_days"] = String(random.pick(days))
    } else {
      deal.contract["\(right)_months"] = String(random.pick(months))
    }
  }

  /// A lock-in of either kind: the import does not take both.
  private mutating func setLockIn(_ deal: inout Deal, _ start: Day) {
    if chance(15) {
      deal.contract["lock_in_months"] = String(random.pick([1, 3, 6, 12]))
    } else if chance(15) {
      deal.contract["lock_in_until"] = start.adding(months: random.pick([2, 6, 12])).description
    }
  }

  private mutating func addFees(_ deal: inout Deal, _ start: Day) {
    guard chance(90) else { return }
    var from = start.month
    if chance(20) {
      let last = from.adding(months: random.below(3))
      deal.add("fees", fee(tranche: "", from: from, through: last, amount: "0"))
      from = last.adding(months: 1)
    }
    let end = chance(50) ? Term(deal.contract).firstExit?.adding(days: -1).month : nil
    let amount = chance(10) ? "" : String(100 + random.below(9) * 100)
    if let end, end < from { return }
    deal.add("fees", fee(tranche: "", from: from, through: end, amount: amount))
    if chance(20) {
      let start = from.adding(months: 1 + random.below(6))
      deal.add("fees", fee(tranche: "A", from: start, through: nil, amount: "70"))
    }
  }

  private func fee(
    tranche: String, from: Month, through last: Month?, amount: String
  ) -> [String: String] {
    [
      "tranche": tranche, "from_month": from.description, "to_month": last?.description ?? "",
      "monthly_fee": amount,
    ]
  }

  private mutating func addEvents(_ deal: inout Deal, _ start: Day) {
    if chance(20) {
      deal.add("events", event("statement", date(start), said: "spoke"))
    }
    guard chance(deal.status == "terminated" ? 70 : 35) else { return }
    let day = start.adding(days: 20 + random.below(600))
    let kind = deal.status == "terminated" || chance(25) ? "terminated" : "notice"
    var given = event(kind, chance(15) ? day.month.description : day.description, said: kind)
    if chance(40) {
      let exit = day.adding(days: 10 + random.below(200))
      given["effective_on"] =
        chance(20) ? exit.month.adding(months: 1).description : exit.description
    }
    deal.add("events", given)
    if kind == "notice", chance(35) {
      let later = (Row(kind: "events", cells: given).last("occurred_on") ?? day)
      let back = later.adding(days: 1 + random.below(9))
      deal.add("events", event("notice_withdrawn", back.description, said: "stays"))
    }
  }

  private func event(_ kind: String, _ date: String, said summary: String) -> [String: String] {
    ["occurred_on": date, "kind": kind, "summary": summary]
  }
}

extension Draw {
  private mutating func addCapacity(_ deal: inout Deal, _ start: Day) {
    for tranche in chance(45) ? ["A", "B"].prefix(1 + random.below(2)) : [] {
      let due = start.adding(days: random.below(500))
      deal.add(
        "capacity",
        [
          "tranche": tranche, "accelerator": "H200", "accelerator_count": "100",
          "due_on": date(due),
        ])
      guard chance(60) else { continue }
      deal.add(
        "deliveries",
        [
          "tranche": tranche, "accelerator": "H200", "status": "delivered",
          "accelerator_count": random.pick(["100", "100", "40"]),
          "delivered_on": due.adding(days: random.below(120) - 20).description,
        ])
    }
  }

  private mutating func addInvoices(_ deal: inout Deal, _ start: Day) {
    let term = Term(deal.contract)
    let isOwn = !["announced", "reported"].contains(deal.status)
    guard isOwn, !deal["fees"].isEmpty, chance(60) else { return }
    let last = (term.firstExit ?? start.adding(months: 12)).month.adding(months: 2)
    let first = start.month.adding(months: chance(10) ? -1 : 0)
    for number in first.number...max(first.number, min(last.number, first.number + 12)) {
      guard chance(70) else { continue }
      deal.add("invoices", invoice(of: Month(number: number), deal))
      if chance(20) { addPayment(&deal) }
    }
  }

  private mutating func invoice(of month: Month, _ deal: Deal) -> [String: String] {
    let issued = month.lastDay.adding(days: 1 + random.below(40))
    return [
      "number": "\(deal.reference)/\(month)", "billing_month": month.description,
      "issued_on": issued.description, "currency": "USD", "sku": "gpu",
      "amount": String(100 + random.below(9) * 100), "charge_category": "Purchase",
      "service_from": month.firstDay.description, "service_to": month.lastDay.description,
    ]
  }

  private mutating func addPayment(_ deal: inout Deal) {
    guard let invoice = deal["invoices"].last, let issued = invoice.last("issued_on") else {
      return
    }
    let number = invoice.cells["number"] ?? ""
    deal.add(
      "payments",
      [
        "number": number, "reference": "W-\(number)", "amount": invoice.cells["amount"] ?? "",
        "paid_on": issued.adding(days: 1 + random.below(40)).description,
      ])
  }

  /// A few commitments and outages, which must change nothing here.
  private mutating func addRest(_ deal: inout Deal, _ start: Day) {
    if chance(10) {
      deal.add(
        "commitments",
        [
          "from": start.month.description, "to": start.month.adding(months: 11).description,
          "kind": "spend", "minimum": "1000", "interval": "year",
        ])
    }
    if chance(10) {
      deal.add(
        "outages",
        [
          "from": "\(start.adding(days: 40))T10:00Z", "to": "\(start.adding(days: 40))T12:00Z",
          "cause": "cooling",
        ])
    }
  }
}

extension Draw {
  private mutating func chance(_ percent: Int) -> Bool { random.below(100) < percent }

  /// Often the first or last day of a month, where arithmetic clamps.
  private mutating func day(after month: Month, months: Int) -> Day {
    let month = month.adding(months: random.below(months))
    return switch random.below(4) {
    case 0, 1: month.firstDay
    case 2: month.lastDay
    default: month.firstDay.adding(days: random.below(28))
    }
  }

  private mutating func day() -> Day { day(after: Self.first.month, months: 22) }

  /// The day as a source may tell it: mostly exact, else its month or year.
  private mutating func date(_ day: Day) -> String {
    switch random.below(10) {
    case 0: String(day.month.year)
    case 1, 2: day.month.description
    default: day.description
    }
  }
}
