import Procurement
import Testing

/// Which contracts run, and which bind.
struct RunningTests {
  @Test(arguments: ["ratio", "compare"])
  func listsWhatIsNotOver(report: String) throws {
    try expectAgreement { view in
      let rows = view.rows(report)
      return { standing in
        [differ("is in \(report)", rows[standing.deal.reference] != nil, law: !standing.isOver)]
      }
    }
  }

  @Test(arguments: ["obligations", "exposure"])
  func setsDealsThatBindNobodyApart(report: String) throws {
    try expectAgreement { view in
      let (rows, announced) = (view.rows(report), view.rows(report, "announced"))
      return { standing in
        let name = standing.deal.reference
        // Exposure may name a contract that is over, without an exit.
        let isListed =
          rows[name]?.contains {
            report == "obligations" || !standing.isOver || !$0.isWithoutExit
          } == true
        let isApart = announced[name] != nil
        let isKnown = report == "obligations" || standing.exits.contains { $0.kind != "provider" }
        let law = !standing.isOver
        return [
          isKnown || isListed
            ? differ("is in \(report)", isListed, law: law && standing.isBinding) : nil,
          differ("is apart in \(report)", isApart, law: law && !standing.isBinding),
        ]
      }
    }
  }

  /// The fee of the as-of day's month, where the contract has started.
  @Test(arguments: ["ratio", "compare"])
  func annualisesTheFeeInForce(report: String) throws {
    try expectAgreement { view in
      let rows = view.rows(report)
      return { standing in
        guard let row = rows[standing.deal.reference]?.first, row.text("fee_from") == nil,
          standing.term.start.map({ $0 <= view.asOf }) ?? true, !standing.isOver
        else { return [] }
        let fee = standing.fee(in: view.asOf.month)
        return [
          differ("fee in \(report)", row.text("monthly_fee"), law: fee.map { "\($0).00" }),
          fee.flatMap {
            differ("annualised in \(report)", row.text("annualised"), law: "\(12 * $0).00")
          },
        ]
      }
    }
  }

  @Test func countsFeesOfTheContractsDaysAsDelivered() throws {
    try expectAgreement { view in
      let rows = view.rows("unbilled")
      return { standing in
        let all = rows[standing.deal.reference] ?? []
        let months = all.filter { $0.text("fee").map { $0 != "0.00" } == true }
        return [
          differ("months with a fee", Set(months.map { $0.said("month") }), law: standing.feeMonths)
        ]
      }
    }
  }

  @Test func showsTheContractAsItIsRecorded() throws {
    try expectAgreement { view in
      let compared = view.rows("compare")
      return { standing in
        guard let answer = view.answers["show \(standing.deal.reference)"] else { return [] }
        let fields = answer.rows.reduce(into: [:]) { $0[$1.said("field")] = $1.said("value") }
        let place = fields["recorded_at"]?.split(separator: " ").first.map(String.init)
        let perChip = compared[standing.deal.reference]?.first { $0.text("fee_from") == nil }
        return [
          differ("status shown", fields["status"], law: standing.deal.status),
          differ("place shown", place, law: standing.deal.contract.place),
          perChip?.text("fee_per_accelerator_month").flatMap {
            differ("fee per accelerator shown", fields["monthly_fee_per_accelerator"], law: $0)
          },
        ]
      }
    }
  }
}

extension [String: Cell] {
  fileprivate var isWithoutExit: Bool { text("exit_on") == nil && text("cost_to_leave") == nil }
}
