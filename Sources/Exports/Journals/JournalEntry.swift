package import Procurement

/// A transaction of a journal, whose postings of each currency come to zero.
package struct JournalEntry: Hashable, Sendable {
  /// An amount that an account gets; negative for what it gives.
  package struct Posting: Hashable, Sendable {
    /// The account.
    package let account: AccountName
    /// In stored units of the currency.
    package let units: Int128
    /// The currency.
    package let currency: Currency
    /// The contract, where the transaction is of several.
    package let contract: String?

    /// The amount with all its digits: `1250000000.00`.
    package var amount: String {
      currency.text(of: ExactDecimal(coefficient: units, decimals: currency.scale))
    }

    /// The amount with its sign reversed, to the same account.
    fileprivate var reversed: Posting {
      Posting(account: account, units: 0 &- units, currency: currency, contract: contract)
    }
  }

  /// A name and what it says: `invoice`, `INV-2026-07`.
  package struct Tag: Hashable, Sendable {
    /// Lowercase letters.
    package let name: String
    /// Any text.
    package let value: String
  }

  /// The day on which it is booked.
  package let day: Day
  /// The provider's name.
  package let payee: String
  /// What it records: `invoice INV-2026-07`.
  package let narration: String
  /// The records that it comes from.
  package let tags: [Tag]
  /// The postings.
  package let postings: [Posting]

  /// A transaction whose last account takes what the other postings leave.
  init(
    _ day: Day, payee: String, _ narration: String, tags: [Tag],
    _ postings: [Posting], against account: AccountName, in currency: Currency
  ) {
    let rest = postings.reduce(Int128(0)) { $0 &- $1.units }
    self.init(
      day: day, payee: payee, narration: narration, tags: tags,
      postings: postings + [
        Posting(account: account, units: rest, currency: currency, contract: nil)
      ])
  }

  private init(
    day: Day, payee: String, narration: String, tags: [Tag],
    postings: [Posting]
  ) {
    self.day = day
    self.payee = payee
    self.narration = narration
    self.tags = tags
    self.postings = postings
  }

  /// The transaction that reverses this one on another day.
  func reversed(on day: Day, _ narration: String) -> JournalEntry {
    JournalEntry(
      day: day, payee: payee, narration: narration, tags: tags, postings: postings.map(\.reversed))
  }

  /// One transaction with the postings of both, which are of one day.
  func adding(_ other: JournalEntry) -> JournalEntry {
    JournalEntry(
      day: day, payee: payee, narration: narration, tags: tags, postings: postings + other.postings)
  }
}
