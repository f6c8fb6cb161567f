import Procurement

/// An item of the agenda that a contract's standing makes.
struct Item: Hashable, CustomStringConvertible {
  let kind: String
  let day: Day
  var subject = ""

  var description: String { "\(kind) \(day) \(subject)" }
}

extension Standing {
  /// Kinds of items that a standing alone makes.
  static let kinds: Set = [
    "last_notice", "auto_renewal", "lock_in_end", "contract_end", "exit", "delivery_due",
  ]

  /// What the agenda lists from the as-of day through the last of its horizon; deliveries that
  /// should have been are listed with their day.
  ///
  /// Chosen: both days of the horizon count; a renewal that happens on the as-of day is listed. The
  /// end of a lock-in is listed where the buyer can give notice before the contract's end. Capacity
  /// that is due on the exit day or later is not. Deals that bind nobody have no items at all.
  func items(through last: Day) -> Set<Item> {
    guard isBinding, !isOver else { return [] }
    let dated = notice == nil ? renewals(through: last) + lockIn + ends : exits(by: notice)
    let items = dated.filter { $0.day >= asOf && $0.day <= last }
    return Set(items + deliveries.filter { $0.day <= last })
  }

  /// Whether the agenda must say that a renewal notice has to be looked up.
  var mustLookUp: Bool {
    isBinding && !isOver && notice == nil && term.renews && !term.hasRenewalNotice
  }

  private func renewals(through last: Day) -> [Item] {
    guard term.renews else { return [] }
    // The notice of a term that ends after the horizon may have its last day in it.
    let exits = term.exits(through: last.adding(months: 12))
    let notices = exits.compactMap { term.lastNotice(before: $0) }
    return notices.map { Item(kind: "last_notice", day: $0) }
      + exits.map { Item(kind: "auto_renewal", day: $0) }
  }

  private var lockIn: [Item] {
    guard let convenience, convenience.isBuyers, let first = convenience.firstNotice,
      term.end.map({ first < $0 }) ?? true
    else { return [] }
    return [Item(kind: "lock_in_end", day: first)]
  }

  private var ends: [Item] {
    term.end.map { [Item(kind: "contract_end", day: $0.adding(days: -1))] } ?? []
  }

  private func exits(by notice: Notice?) -> [Item] {
    notice?.exit.map { [Item(kind: "exit", day: $0)] } ?? []
  }

  private var deliveries: [Item] {
    openTranches.filter { tranche in over.map { tranche.due < $0 } ?? true }
      .map { Item(kind: "delivery_due", day: $0.due, subject: $0.tranche) }
  }
}
