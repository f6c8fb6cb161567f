internal import Audit
package import Ledger
package import Procurement
package import Queries
internal import Store

/// What is payable, by how long it is overdue, and how long payments took (METRICS, M20, rulings 11,
/// 16, 32 and 37).
package struct Payables: Sendable {
  /// The invoices that are not wholly paid and repeat no other, by provider and due day.
  package internal(set) var invoices: [PayableInvoice]
  /// How long payments took, by provider and currency.
  package internal(set) var daysPayable: [DaysPayable]
  /// How long payments took, by where the amounts come from: each may have a rate of its own.
  let daysByOrigin: [AmountOrigin: [DaysPayable]]
  /// Invoices that must not be paid, since they repeat others.
  package let repeated: [RepeatedInvoice]
  /// Slugs of providers with open invoices and no payment on record.
  package let providersWithoutPayments: [String]

  /// The payables of the scope on a day, at its end.
  /// - Throws: `SQLiteError` if the store fails.
  package init(in book: Book, asOf: Day) throws {
    let open = try OpenInvoice.all(in: book, asOf: asOf)
    let paid = try book.paidProviders(by: asOf)
    let isRepeated = { (invoice: OpenInvoice) in invoice.payable > 0 && invoice.repeated != nil }
    repeated = open.filter(isRepeated).compactMap { $0.repeated.map(RepeatedInvoice.init) }
    invoices = open.filter { !isRepeated($0) && $0.open > 0 }
      .map { PayableInvoice($0, book.names, asOf) }.sorted { $0.order < $1.order }
    let unpaid = open.filter { !paid.contains($0.booked.invoice.provider) }
    providersWithoutPayments = Set(unpaid.map(\.provider)).sorted()
    (daysPayable, daysByOrigin) = try DaysPayable.all(in: book, invoices, asOf)
  }
}

/// An invoice that is payable.
package struct PayableInvoice: Sendable {
  /// How long an invoice is overdue.
  package enum Age: CaseIterable, Sendable {
    case notDue, upTo30, upTo60, upTo90, over90
    /// Neither the invoice nor its contracts say when it is due.
    case undated
  }

  /// Its provider's and its buyer's slug.
  package let provider, buyer: String
  /// The references of its contracts; `nil` without one.
  package let contract: String?
  /// The invoice.
  package let booked: BookedInvoice
  /// Where its amounts come from.
  let origin: AmountOrigin
  /// When it is due.
  package let due: Day?
  /// How long it is overdue; an invoice is from the day after its due day (ruling 32).
  package let age: Age
  /// How many days it has been open since it was received, or issued if that is not known by then.
  package let openDays: Int
  /// What is open of it, with what is disputed.
  package internal(set) var open: MoneySum
  /// The payable part of it.
  package internal(set) var payable: MoneySum
  /// What is disputed of it.
  package internal(set) var disputed: MoneySum
  /// How it is calculated.
  package internal(set) var explanation: Explanation

  init(_ open: OpenInvoice, _ names: NameDirectory, _ asOf: Day) {
    let (invoice, currency) = (open.booked.invoice, open.booked.total.currency)
    provider = open.provider
    buyer = names.organizations.slug(of: invoice.buyer)
    contract = names.contracts.references(of: open.booked.contracts)
    booked = open.booked
    origin = open.origin
    due = open.due?.day
    age = open.due.map { Age(overdue: asOf.days(since: $0.day)) } ?? .undated
    openDays = asOf.days(since: open.booked.head.countedFrom(asOf: asOf))
    self.open = MoneySum(currency, units: open.open)
    payable = MoneySum(currency, units: open.payable)
    disputed = MoneySum(currency, units: open.open &- open.payable)
    explanation = open.explanation
  }

  /// The amount to pay if it is overdue for so long.
  package func amount(_ age: Age) -> MoneySum? { age == self.age ? payable : nil }

  fileprivate var order: (String, Int, String) {
    (provider, due?.number ?? .max, booked.invoice.number)
  }
}

extension PayableInvoice.Age {
  fileprivate init(overdue days: Int) {
    self =
      switch days {
      case ...0: .notDue
      case ...30: .upTo30
      case ...60: .upTo60
      case ...90: .upTo90
      default: .over90
      }
  }
}

extension OpenInvoice {
  fileprivate var explanation: Explanation {
    let words = { (units: Int128) in
      MoneySum(booked.total.currency, units: units).figure.words
    }
    let disputed =
      open == payable ? "" : ", of which \(words(open &- payable)) is disputed"
    return Explanation(
      figure: "\(provider) \(booked.invoice.number)",
      formula: "open = total - paid - credited = \(booked.total) - \(words(paid)) - "
        + "\(words(credited)) = \(words(open))\(disputed)",
      evidence: [booked.evidence] + disputes.map(\.evidence))
  }
}

/// How long payments to a provider took, and how long open invoices have waited, weighted by amount
/// (METRICS, M20).
package struct DaysPayable: Sendable {
  /// The provider's slug.
  package let provider: String
  /// What was paid.
  package let paid: MoneySum
  /// Days from receipt to payment; `nil` if nothing was paid.
  package let days: Ratio?
  /// What is open.
  package let open: MoneySum
  /// Days from receipt to the as-of day; `nil` if nothing is open.
  package let openDays: Ratio?
  /// How many of the invoices have no day of receipt, so that their issue was taken.
  package let fromIssue: Int

  /// The days by provider and currency, and those of each provider by where the amounts come from.
  fileprivate static func all(
    in book: Book, _ open: [PayableInvoice], _ asOf: Day
  ) throws -> ([DaysPayable], [AmountOrigin: [DaysPayable]]) {
    var payments: [InvoiceID: [(units: Int64, on: PartialDate)]] = [:]
    try book.forEachPayment(by: asOf) { payments[$0, default: []].append(($1, $2)) }
    let unpaid = Dictionary(open.map { ($0.booked.id, $0) }) { first, _ in first }
    var sums: [Key: Sums] = [:]
    try book.forEachInvoiceHead(issuedBy: asOf) { head in
      let (paid, waiting) = (payments[head.id] ?? [], unpaid[head.id])
      guard head.kind == .invoice, !paid.isEmpty || waiting != nil else { return }
      let key = Key(
        provider: book.names.organizations.slug(of: head.provider),
        origin: try book.origin(of: head))
      sums[key, default: Sums()].add(head, paid, waiting, asOf)
    }
    let byCurrency = Dictionary(
      sums.map { (Key(provider: $0.provider, origin: AmountOrigin($0.origin.currency)), $1) }
    ) { $0.adding($1) }
    let days = byCurrency.map { $1.figure($0) }.sorted {
      ($0.provider, $0.paid.currency.code) < ($1.provider, $1.paid.currency.code)
    }
    return (
      days, Dictionary(grouping: sums, by: \.key.origin).mapValues { $0.map { $1.figure($0) } }
    )
  }

  private struct Key: Hashable {
    let provider: String
    let origin: AmountOrigin
  }

  private struct Sums {
    var paid = Int128(0)
    var paidDays = Int128(0)
    var open = Int128(0)
    var openDays = Int128(0)
    var fromIssue = 0

    mutating func add(
      _ head: InvoiceHead, _ payments: [(units: Int64, on: PartialDate)],
      _ waiting: PayableInvoice?, _ asOf: Day
    ) {
      for payment in payments {
        let days = payment.on.last.days(since: head.countedFrom(asOf: asOf))
        paid.add(units: payment.units)
        paidDays = paidDays &+ Int128(payment.units) &* Int128(days)
      }
      if let waiting {
        open = open &+ waiting.open.units
        openDays = openDays &+ waiting.open.units &* Int128(waiting.openDays)
      }
      fromIssue += head.receipt(by: asOf) == nil ? 1 : 0
    }

    func adding(_ other: Sums) -> Sums {
      Sums(
        paid: paid &+ other.paid, paidDays: paidDays &+ other.paidDays, open: open &+ other.open,
        openDays: openDays &+ other.openDays, fromIssue: fromIssue + other.fromIssue)
    }

    func figure(_ key: Key) -> DaysPayable {
      DaysPayable(
        provider: key.provider, paid: MoneySum(key.origin.currency, units: paid),
        days: Ratio(paidDays, over: paid), open: MoneySum(key.origin.currency, units: open),
        openDays: Ratio(openDays, over: open), fromIssue: fromIssue)
    }
  }
}
