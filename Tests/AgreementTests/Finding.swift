import Procurement
import Testing

/// A contract on which reports contradicted each other, and what all of them must say on a day.
struct Finding: Sendable, CustomTestStringConvertible {
  let name: String
  let asOf: String
  var terms: [String: String] = [:]
  var fee = "100"
  /// Each a day, a kind and `effective_on`.
  var events: [[String]] = []
  /// Each a kind and its exit day.
  let exits: Set<String>
  /// The exit day and the amount of the obligations; the least exposure is that exit.
  let owed: [String]
  /// The items that the standing makes within 400 days.
  let agenda: Set<String>

  var testDescription: String { name }

  /// The contract; its reference is the finding's name without signs.
  var deal: Deal {
    let reference = name.filter { $0.isLetter || $0.isNumber }
    let term = ["reference": reference, "effective_on": "2026-01-01", "ends_on": "2026-12-31"]
    var deal = Deal(term.merging(terms) { $1 })
    let from = Term(deal.contract).start?.month.description ?? ""
    deal.add("fees", ["from_month": from, "monthly_fee": fee])
    for event in events {
      let cells = ["occurred_on": event[0], "kind": event[1], "summary": event.joined()]
      let said = event.dropFirst(2).first.map { ["effective_on": $0] } ?? [:]
      deal.add("events", cells.merging(said) { $1 })
    }
    return deal
  }
}

extension Finding {
  private static let long = ["effective_on": "2025-07-01", "ends_on": "2028-06-30"]
  private static let given = long.merging(["notice_days": "90", "notice_by": "either"]) { $1 }
  private static let renewed = [
    "effective_on": "2025-07-01", "ends_on": "2026-06-30", "auto_renewal_months": "12",
    "notice_days": "90", "notice_by": "either",
  ]
  private static let clause = ["auto_renewal_months": "12", "renewal_notice_days": "60"]
  private static let locked = [
    "auto_renewal_months": "12", "notice_days": "60", "lock_in_until": "2026-12-31",
    "notice_by": "buyer",
  ]
  private static let months = [
    "effective_on": "2025-07-01", "ends_on": "", "notice_months": "3", "notice_by": "buyer",
  ]
  private static let days = [
    "effective_on": "2025-07-01", "ends_on": "", "notice_days": "90", "notice_by": "buyer",
  ]

  static let all: [Finding] = noticeGiven + renewals + inMonths

  private static let noticeGiven = [
    Finding(
      name: "F1: notice given on 2026-09-01", asOf: "2026-11-23", terms: given, fee: "100000",
      events: [["2026-09-01", "notice"]], exits: ["notice given 2026-11-30"],
      owed: ["2026-11-30", "23333.33"], agenda: ["exit 2026-11-30"]),
    Finding(
      name: "F1: before the notice", asOf: "2026-08-31", terms: given, fee: "100000",
      events: [["2026-09-01", "notice"]],
      exits: ["convenience 2026-11-29", "provider 2026-11-29", "expiry 2028-07-01"],
      owed: ["2026-11-29", "300000.00"], agenda: []),
    Finding(
      name: "F1: notice with its exit day", asOf: "2026-11-23", terms: given,
      events: [["2026-09-01", "notice", "2027-01-01"]], exits: ["notice given 2027-01-01"],
      owed: ["2027-01-01", "126.67"], agenda: ["exit 2027-01-01"]),
    Finding(
      name: "F1: notice withdrawn", asOf: "2026-11-23", terms: given,
      events: [["2026-09-01", "notice"], ["2026-09-05", "notice_withdrawn"]],
      exits: ["convenience 2027-02-21", "provider 2027-02-21", "expiry 2028-07-01"],
      owed: ["2027-02-21", "300.00"], agenda: []),
    Finding(
      name: "F1: terminated", asOf: "2026-11-23", terms: given,
      events: [["2026-11-01", "terminated", "2026-12"]], exits: ["notice given 2026-12-01"],
      owed: ["2026-12-01", "26.67"], agenda: ["exit 2026-12-01"]),
    Finding(
      name: "F1: the fee for leaving is owed", asOf: "2026-11-23",
      terms: given.merging(["termination_fee": "50"]) { $1 }, fee: "300",
      events: [["2026-09-01", "notice"]], exits: ["notice given 2026-11-30"],
      owed: ["2026-11-30", "120.00"], agenda: ["exit 2026-11-30"]),
  ]

  private static let renewals = [
    Finding(
      name: "F2: renewed, renewal notice not recorded", asOf: "2026-11-23", terms: renewed,
      fee: "100000",
      exits: ["convenience 2027-02-21", "provider 2027-02-21", "expiry 2027-07-01"],
      owed: ["2027-02-21", "300000.00"], agenda: ["auto_renewal 2027-07-01"]),
    Finding(
      name: "F3: the lock-in ends with the term", asOf: "2026-08-01", terms: locked,
      exits: ["convenience 2027-03-02", "expiry 2027-01-01"], owed: ["2027-01-01", "500.00"],
      agenda: ["lock_in_end 2027-01-01", "auto_renewal 2027-01-01"]),
    Finding(
      name: "F3: the lock-in bars no renewal notice", asOf: "2026-08-01",
      terms: locked.merging(clause) { $1 },
      exits: ["convenience 2027-03-02", "expiry 2027-01-01"], owed: ["2027-01-01", "500.00"],
      agenda: [
        "lock_in_end 2027-01-01", "auto_renewal 2027-01-01", "last_notice 2026-11-01",
      ]),
    Finding(
      name: "F4: renewal notice is no early exit", asOf: "2026-08-01", terms: clause,
      exits: ["expiry 2027-01-01"], owed: ["2027-01-01", "500.00"],
      agenda: ["auto_renewal 2027-01-01", "last_notice 2026-11-01"]),
    Finding(
      name: "F4: on the last day for notice", asOf: "2026-11-01", terms: clause,
      exits: ["expiry 2027-01-01"], owed: ["2027-01-01", "200.00"],
      agenda: ["auto_renewal 2027-01-01", "last_notice 2026-11-01", "last_notice 2027-11-01"]),
    Finding(
      name: "F4: the day after it", asOf: "2026-11-02", terms: clause,
      exits: ["expiry 2028-01-01"], owed: ["2028-01-01", "1396.67"],
      agenda: ["auto_renewal 2027-01-01", "last_notice 2027-11-01"]),
  ]

  private static let inMonths = [
    Finding(
      name: "F18: notice of three months", asOf: "2026-11-23", terms: months,
      exits: ["convenience 2027-02-23"], owed: ["2027-02-23", "300.00"], agenda: []),
    Finding(
      name: "F18: three months from the end of November", asOf: "2026-11-30", terms: months,
      exits: ["convenience 2027-02-28"], owed: ["2027-02-28", "300.00"], agenda: []),
    Finding(
      name: "F18: to the end of a month", asOf: "2026-11-23",
      terms: days.merging(["notice_to": "month_end"]) { $1 },
      exits: ["convenience 2027-03-01"], owed: ["2027-03-01", "328.57"], agenda: []),
    Finding(
      name: "F18: to the end of a month that it reaches", asOf: "2026-12-01",
      terms: months.merging(["notice_to": "month_end"]) { $1 },
      exits: ["convenience 2027-03-01"], owed: ["2027-03-01", "300.00"], agenda: []),
    Finding(
      name: "F18: to the end of a quarter", asOf: "2026-11-23",
      terms: months.merging(["notice_to": "quarter_end"]) { $1 },
      exits: ["convenience 2027-04-01"], owed: ["2027-04-01", "421.43"], agenda: []),
    Finding(
      name: "F18: to the end of a year", asOf: "2026-11-23",
      terms: days.merging(["notice_to": "year_end"]) { $1 },
      exits: ["convenience 2028-01-01"], owed: ["2028-01-01", "1328.57"], agenda: []),
    Finding(
      name: "F18: notice given to the end of a month", asOf: "2026-11-23",
      terms: months.merging(["notice_to": "month_end"]) { $1 },
      events: [["2026-09-10", "notice"]], exits: ["notice given 2027-01-01"],
      owed: ["2027-01-01", "126.67"], agenda: ["exit 2027-01-01"]),
    Finding(
      name: "F18: renewal notice of three months", asOf: "2026-02-01",
      terms: [
        "effective_on": "2020-08-01", "ends_on": "2023-07-31", "auto_renewal_months": "12",
        "renewal_notice_months": "3",
      ], exits: ["expiry 2026-08-01"], owed: ["2026-08-01", "600.00"],
      agenda: ["last_notice 2026-04-30", "auto_renewal 2026-08-01"]),
  ]
}
