import Procurement
import Testing

/// When contracts can be left, and what that costs.
struct ExitTests {
  /// Chosen: where notice and the end of the term give one day, either may stand for both.
  @Test func exposureKnowsEveryExit() throws {
    try expectAgreement { view in
      let rows = view.rows("exposure", "exits")
      return { standing in
        let found = Set((rows[standing.deal.reference] ?? []).compactMap(\.exit))
        guard standing.isBinding || !found.isEmpty else { return [] }
        let law = standing.exits
        let twins = law.filter { exit in law.contains { $0.day == exit.day && $0 != exit } }
        return [
          differ("exits", found.subtracting(twins), law: law.subtracting(twins)),
          differ("days of exits", Set(found.map(\.day)), law: Set(law.map(\.day))),
        ]
      }
    }
  }

  @Test func obligationsRunToTheEarliestFreeExit() throws {
    try expectAgreement { view in
      let (bound, announced) = (view.rows("obligations"), view.rows("obligations", "announced"))
      return { standing in
        let name = standing.deal.reference
        guard !standing.isOver, let row = (bound[name] ?? announced[name])?.first else { return [] }
        let law = standing.obligationsEnd.map(\.description)
        return [differ("exit of the obligations", row.text("exit_on"), law: law)]
      }
    }
  }

  @Test func theLeastIsTheCheapestThatTheBuyerCanTake() throws {
    try expectAgreement { view in
      let (rows, exits) = (view.rows("exposure"), view.rows("exposure", "exits"))
      return { standing in
        guard let row = rows[standing.deal.reference]?.first, row.text("cost_to_leave") != nil
        else {
          return []
        }
        let open = (exits[standing.deal.reference] ?? []).filter { $0.text("kind") != "provider" }
        let least = open.first { $0.text("is_cheapest") == "yes" }
        let amounts = open.compactMap { $0.text("amount").flatMap(Cents.init) }
        return [
          differ("exit", row.text("exit_on"), law: least?.text("exit_on")),
          differ(
            "cost to leave", row.text("cost_to_leave").flatMap(Cents.init), law: amounts.min()),
        ]
      }
    }
  }

  /// To one exit, obligations and exposure pay the same fees and minimums. Of two exits on one day,
  /// obligations run to the cheaper of those without a termination fee.
  @Test func obligationsAreTheFeesOfExposure() throws {
    try expectAgreement { view in
      let (bound, exits) = (view.rows("obligations"), view.rows("exposure", "exits"))
      return { standing in
        let name = standing.deal.reference
        guard let row = bound[name]?.first, let day = row.text("exit_on"),
          let ways = exits[name]?.filter({ $0.paysUntil(day) }),
          let penalty = ways.map(\.penalty).min()
        else { return [] }
        let parts = ["fees", "beyond_fees"] + (standing.notice == nil ? [] : ["termination_fee"])
        let law = ways.filter { $0.penalty == penalty }.compactMap { exit -> Cents? in
          let known = parts.compactMap { exit.text($0).flatMap(Cents.init) }
          return known.count < parts.count ? nil : known.reduce(Cents(0)) { $0 + $1 }
        }.min()
        return [differ("obligations to \(day)", row.text("total").flatMap(Cents.init), law: law)]
      }
    }
  }

  @Test func comparesWhatExposureSays() throws {
    try expectAgreement { view in
      let compared = view.rows("compare")
      let (bound, announced) = (view.rows("exposure"), view.rows("exposure", "announced"))
      return { standing in
        let name = standing.deal.reference
        guard let row = compared[name]?.first, let law = (bound[name] ?? announced[name])?.first
        else { return [] }
        return [
          differ(
            "cost to leave in compare", row.text("cost_to_leave"), law: law.text("cost_to_leave"))
        ]
      }
    }
  }

  @Test func capacitySlipsUntilItIsAnExit() throws {
    try expectAgreement { view in
      let slips = view.rows("capacity", "slip")
      let exits = view.rows("exposure", "exits")
      return { standing in
        guard standing.isBinding, !standing.isOver, standing.notice == nil,
          let days = standing.deal.contract.number("late_exit_days")
        else { return [] }
        let late = (slips[standing.deal.reference] ?? []).contains { row in
          row.text("state") == "open" && (row.text("slip_days").flatMap { Int($0) } ?? -1) >= days
        }
        let open = (exits[standing.deal.reference] ?? []).compactMap(\.exit)
        return [differ("late exit", open.contains { $0.kind == "late delivery" }, law: late)]
      }
    }
  }
}

/// An amount of two decimals, exactly.
struct Cents: Hashable, Comparable, CustomStringConvertible {
  let count: Int

  init(_ count: Int) { self.count = count }

  init?(_ text: String) {
    guard let count = Int(text.filter { $0 != "." }), text.dropLast(2).hasSuffix(".") else {
      return nil
    }
    self.count = count
  }

  var description: String { "\(count) cents" }

  static func + (left: Cents, right: Cents) -> Cents { Cents(left.count + right.count) }
  static func < (left: Cents, right: Cents) -> Bool { left.count < right.count }
}

extension [String: Cell] {
  /// The exit of a row, if its day is known. Words of a kind may be joined by either sign.
  fileprivate var exit: Exit? {
    guard let day = text("exit_on").flatMap({ try? Day(parsing: $0) }) else { return nil }
    return Exit(kind: said("kind").split(separator: "_").joined(separator: " "), day: day)
  }

  /// Whether it is the exit to which obligations run: no right that lapses, none of the provider.
  fileprivate var penalty: Cents { text("termination_fee").flatMap(Cents.init) ?? Cents(0) }

  fileprivate func paysUntil(_ day: String) -> Bool {
    text("exit_on") == day
      && !["provider", "late delivery", "late_delivery"].contains(said("kind"))
  }
}
