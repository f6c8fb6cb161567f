internal import Procurement
internal import SQLite

/// What reports read instead of lines: charges by contract, month, issue, category and service as each import
/// changed them, and spend by contract and month.
///
/// Sums are gathered in memory while lines are added, and brought into the tables before the
/// transaction commits; a trigger per line would cost more than twice the import. At most
/// `limit` sums are held, so that memory does not grow with the file.
struct ChargeRollup: ~Copyable {
  private static let limit = 1 << 16

  /// What invoices have in common whose lines are added up.
  private struct Account: Hashable {
    let provider, buyer: Int64
    /// 0 for none.
    let contract: Int64
    let month: String
    let currency: String

    init(_ invoice: Invoice) {
      provider = invoice.provider.number
      buyer = invoice.buyer.number
      contract = invoice.contract?.number ?? 0
      month = invoice.billingMonth.description
      currency = invoice.currency.code
    }

    init(_ other: Account, under contract: Int64) {
      provider = other.provider
      buyer = other.buyer
      self.contract = contract
      month = other.month
      currency = other.currency
    }

    /// The order of the tables.
    func isBefore(_ other: Account) -> Bool {
      let (left, right) = ((provider, contract), (other.provider, other.contract))
      if left != right { return left < right }
      return (month, currency, buyer) < (other.month, other.currency, other.buyer)
    }
  }

  private var sums = ChargeSums()
  private var accounts: [Account] = []
  private var places: [Account: Int32] = [:]
  /// The dates of issue, by the numbers that stand for them.
  private var issueDates: [Int32: PartialDate] = [:]
  private var addCharge: Statement
  private var addSpend: Statement

  /// Readies its statements for lines of import `number`.
  init(_ store: borrowing Store, import number: Int64) throws(SQLiteError) {
    var addCharge = try Statement(
      """
      INSERT INTO charge VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      ON CONFLICT DO UPDATE SET
          amount_high = amount_high + excluded.amount_high,
          amount_low = amount_low + excluded.amount_low,
          line_count = line_count + excluded.line_count
      """, on: store.connection)
    let addSpend = try Statement(
      """
      INSERT INTO spend_month VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
      \(ChargeRollup.addingToSpend)
      """, on: store.connection)
    try addCharge.bind(number, at: 10)
    self.addCharge = addCharge
    self.addSpend = addSpend
  }

  /// The end of a statement that inserts into `spend_month`, for months that are there.
  static let addingToSpend = """
    ON CONFLICT DO UPDATE SET
        last_issued_on = max(last_issued_on, excluded.last_issued_on),
        net_high = net_high + excluded.net_high, net_low = net_low + excluded.net_low,
        net_line_count = net_line_count + excluded.net_line_count,
        tax_high = tax_high + excluded.tax_high, tax_low = tax_low + excluded.tax_low,
        tax_line_count = tax_line_count + excluded.tax_line_count
    """

  /// Counts a line of an amount in stored units.
  /// - Throws: as `store()`, which it runs when it holds enough.
  mutating func add(_ units: Int64, to key: ChargeSums.Key) throws(SQLiteError) {
    sums.add(units, to: key)
    if sums.count >= ChargeRollup.limit { try store() }
  }

  /// The number of what an invoice's lines have in common.
  mutating func place(of invoice: Invoice) -> Int32 { place(of: Account(invoice)) }

  /// The number of what lines have in common with those of another number, but for the contract of
  /// `contract`, 0 for none.
  mutating func place(of other: Int32, under contract: Int64) -> Int32 {
    place(of: Account(accounts[Int(other)], under: contract))
  }

  private mutating func place(of account: Account) -> Int32 {
    if let place = places[account] { return place }
    let place = Int32(accounts.count)
    places[account] = place
    accounts.append(account)
    return place
  }

  /// The number that stands for a date of issue, in the order of the dates' texts.
  mutating func number(of issuedOn: PartialDate) -> Int32 {
    let day =
      switch issuedOn {
      case .year(let year): (year, 0, 0)
      case .month(let month): (month.year, month.month, 0)
      case .day(let day): (day.month.year, day.month.month, day.dayOfMonth)
      }
    let number = Int32(day.0 * 10_000 + day.1 * 100 + day.2)
    issueDates[number] = issuedOn
    return number
  }
}

// MARK: Storing

extension ChargeRollup {
  /// Adds what was counted to the tables, in their order.
  mutating func store() throws(SQLiteError) {
    var spend: MonthOfSpend?
    for place in sums.places(rankedBy: accountRanks) {
      let (key, sum) = sums[place]
      guard let issuedOn = issueDates[key.issued] else { continue }
      try store(sum, key, issuedOn)
      if spend?.account != key.account {
        if let spend { try store(spend) }
        spend = MonthOfSpend(account: key.account)
      }
      spend?.add(sum, key.category, issuedOn)
    }
    if let spend { try store(spend) }
    sums.removeAll()
  }

  /// The place of each account in the order of the tables.
  private var accountRanks: [Int] {
    let order = accounts.indices.sorted { accounts[$0].isBefore(accounts[$1]) }
    var ranks = [Int](repeating: 0, count: accounts.count)
    for (rank, account) in order.enumerated() { ranks[account] = rank }
    return ranks
  }

  private mutating func store(
    _ sum: ChargeSums.Sum, _ key: ChargeSums.Key, _ issuedOn: PartialDate
  ) throws(SQLiteError) {
    try ChargeRollup.bind(accounts[Int(key.account)], to: &addCharge)
    try addCharge.bind(issuedOn.description, at: 6)
    try addCharge.bind(Int64(key.from), at: 7)
    try addCharge.bind(Int64(key.to), at: 8)
    try addCharge.bind(key.category.rawValue, at: 9)
    try sum.bind(to: &addCharge, from: 11)
    try addCharge.run()
  }

  private mutating func store(_ spend: MonthOfSpend) throws(SQLiteError) {
    try ChargeRollup.bind(accounts[Int(spend.account)], to: &addSpend)
    try addSpend.bind(spend.lastIssuedOn.description, at: 6)
    try spend.net.bind(to: &addSpend, from: 7)
    try spend.tax.bind(to: &addSpend, from: 10)
    try addSpend.run()
  }

  private static func bind(_ account: Account, to statement: inout Statement) throws(SQLiteError) {
    try statement.bind(account.provider, at: 1)
    try statement.bind(account.contract, at: 2)
    try statement.bind(account.month, at: 3)
    try statement.bind(account.currency, at: 4)
    try statement.bind(account.buyer, at: 5)
  }
}

/// The charges of an account that are stored together.
private struct MonthOfSpend {
  let account: Int32
  var net = ChargeSums.Sum()
  var tax = ChargeSums.Sum()
  var lastIssuedOn = Day(number: .min)

  mutating func add(_ sum: ChargeSums.Sum, _ category: ChargeCategory, _ issuedOn: PartialDate) {
    if category == .tax { tax.add(sum) } else { net.add(sum) }
    lastIssuedOn = max(lastIssuedOn, issuedOn.last)
  }
}

extension ChargeSums.Sum {
  /// The columns of high and low part, and of the count.
  fileprivate func bind(to statement: inout Statement, from index: Int) throws(SQLiteError) {
    // Fewer than 2^31 lines of 64 bits: each part fits.
    try statement.bind(Int64(truncatingIfNeeded: units >> 32), at: index)
    try statement.bind(Int64(truncatingIfNeeded: units & 0xFFFF_FFFF), at: index + 1)
    try statement.bind(Int64(lines), at: index + 2)
  }
}

extension Store {
  /// What the table `charge` has for the days of lines that say no service period.
  package static let noService = Int64(ChargeSums.Key.noService)
}
