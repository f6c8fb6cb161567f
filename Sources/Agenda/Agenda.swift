package import Ledger
package import Procurement
internal import Queries

/// Deadlines, from the data alone.
package struct Agenda: Hashable, Sendable {
  /// By day; what is overdue first.
  package private(set) var items: [AgendaItem]
  /// The day that it is of.
  package let asOf: Day
  /// Providers with no payment on record, so that it is not known what is overdue.
  package let providersWithoutPayments: [String]
  /// Contracts that renew by themselves, and whose notice period for non-renewal is not recorded.
  package let contractsToLookUp: [String]
  /// Contracts under notice whose exit day neither the notice nor the terms give.
  package let exitsToLookUp: [String]
  /// Invoices that are not due, since the audit says that they must not be paid, with the finding.
  package let repeatedInvoices: [RepeatedInvoice]
  /// How many unpaid invoices have no due day, and no contract with payment terms.
  package let undatedInvoices: Int

  /// References of contracts whose minimums are too large to be computed (METRICS, ruling 15).
  package let contractsTooLarge: [String]

  /// A claim is listed for a given number of days after it could be made.
  private static let claimDaysAfter = 90

  /// The items of the selected contracts from the as-of day through `last`, and those that are overdue;
  /// `kinds` are the kinds that are wanted, all if it is empty.
  /// - Throws: `SQLiteError`, or `MoneyError` if a sum does not fit.
  package init(
    in book: Book, kinds: [AgendaItem.Kind] = [], asOf: Day, through last: Day
  ) throws {
    let isWanted = { (kind: AgendaItem.Kind) in kinds.isEmpty || kinds.contains(kind) }
    let invoices =
      isWanted(.invoiceDue) || isWanted(.disputeOpen)
      ? try OpenInvoices(in: book, asOf: asOf, through: last) : nil
    let binding = try book.contracts.map { $0.standing(on: asOf) }.filter(\.isBinding)
    contractsToLookUp =
      isWanted(.lastNotice)
      ? binding.filter { $0.isRenewing && $0.term?.renewalNotice == .notRecorded }
        .map(\.contract.reference) : []
    exitsToLookUp =
      isWanted(.exit)
      ? binding.filter { $0.notice.map { $0.exitOn.value == nil } ?? false }
        .map(\.contract.reference) : []
    var all = binding.flatMap { $0.agenda(through: last) } + (invoices?.items ?? [])
    var tooLarge: [String] = []
    // What does not fit is left out of it and told.
    func add(_ contract: ContractFile, _ items: () throws -> [AgendaItem]) throws {
      if let items = try unlessTooLarge(items) {
        all += items
      } else if tooLarge.last != contract.reference {
        tooLarge.append(contract.reference)
      }
    }
    let bound = Set(binding.map(\.contract))
    for contract in try book.contracts {
      let minimums = Once<[CommitmentProgress]>()
      let progress = { try minimums { try AgendaItem.progress(of: contract, in: book, asOf) } }
      // What was missed stays owed, also when the contract has ended.
      if isWanted(.shortfallDue) {
        try add(contract) { try AgendaItem.shortfalls(contract, progress()) }
      }
      guard bound.contains(contract) else { continue }
      if isWanted(.milestone) {
        try add(contract) { try AgendaItem.milestones(contract, progress(), asOf) }
      }
      if isWanted(.claimDeadline) { all += try AgendaItem.claims(contract, in: book, asOf) }
    }
    if isWanted(.deliveryDue) { all += binding.flatMap(AgendaItem.deliveries) }
    if isWanted(.lateExit) { all += binding.flatMap(AgendaItem.lateExits) }
    if isWanted(.missingInvoice) { all += try AgendaItem.missingInvoices(in: book, asOf) }
    items =
      all
      .filter { isWanted($0.kind) }
      .filter {
        $0.isOpen(on: asOf) || $0.day <= last && ($0.day >= asOf || $0.isOverdue(on: asOf))
      }
      .filter {
        $0.kind != .claimDeadline || asOf.days(since: $0.day) <= Agenda.claimDaysAfter
      }
      .sorted { $0.order < $1.order }
    self.asOf = asOf
    providersWithoutPayments = invoices?.providersWithoutPayments ?? []
    undatedInvoices = invoices?.undatedCount ?? 0
    repeatedInvoices = invoices?.repeated ?? []
    contractsTooLarge = Set(tooLarge).sorted()
  }
}

extension Agenda {
  /// The agenda with what is at stake in one currency, at the last rates on or before the as-of day.
  /// - Throws: `MissingRatesError` with all that are missing; else `SQLiteError`.
  package func shown(in choice: CurrencyChoice?, _ book: Book) throws -> Agenda {
    var agenda = self
    agenda.items = try book.converted(items, into: choice, asOf: asOf)
    return agenda
  }
}

/// An invoice that is not due, since it is another one over again.
package struct RepeatedInvoice: Hashable, Sendable {
  /// The provider's slug.
  package let provider: String
  /// The invoice's number.
  package let number: String
  /// The finding of the audit: `near_duplicate`.
  package let code: String
  /// The finding in words.
  package let found: String
}

extension AgendaItem {
  fileprivate var order: (Int, String, String, String, String) {
    (day.number, provider, contract ?? "", kind.rawValue, subject ?? "")
  }
}
