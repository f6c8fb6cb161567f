internal import Store

/// The lines that an earlier file brought of an invoice, and which of them the file says again.
struct StoredLines {
  /// Where the invoice's row came from.
  let origin: Origin
  /// How many lines it has.
  let count: Int
  /// The highest of their numbers.
  let lastNumber: Int
  /// Whether another file of the same command brought it: the two are parts of one delivery.
  let isOfThisDelivery: Bool
  /// The numbers of the lines that the file says again, the same or changed.
  private(set) var matched = RangeSet<Int>()
  /// How many these are.
  private(set) var matchedCount = 0
  /// The one that was matched last; the next row's is most likely the next.
  private(set) var lastMatched = 0
  /// The numbers of those that it says changed.
  private(set) var changed = RangeSet<Int>()
  /// The lines of the file of which none is stored.
  var unmatched: [(line: LineBatch.Line, batch: LineBatch)] = []
  /// The others by what tells them apart, once one was not where it stood.
  var identities: LineIdentities?

  /// The lines of `summary`, of an invoice whose row came from `origin`.
  init(_ summary: LineSummary, from origin: Origin, isOfThisDelivery: Bool) {
    self.origin = origin
    count = summary.count
    lastNumber = summary.lastNumber
    self.isOfThisDelivery = isOfThisDelivery
  }

  /// Whether the file says all of them again, and nothing else.
  var isSaidAgain: Bool { matchedCount == count && changed.isEmpty && unmatched.isEmpty }

  /// Notes that the file says the line of a number again; `false` where it did so before.
  mutating func match(_ number: Int, isChanged: Bool = false) -> Bool {
    guard !matched.contains(number) else { return false }
    matched.insert(contentsOf: number..<number + 1)
    matchedCount += 1
    lastMatched = number
    if isChanged { changed.insert(contentsOf: number..<number + 1) }
    return true
  }
}

/// The files of one command: the invoices that they bring are one delivery, whose lines may stand in several
/// of them.
final class InvoiceDelivery {
  /// The imports of the files.
  var imports: Set<Int64> = []
  /// Invoices that were not whole at the end of a file, by the rows that are live.
  var unfinished: [Int64: OpenInvoice] = [:]

  /// Why the invoices that are left are not whole.
  var refusals: [Refusal] { unfinished.values.compactMap(\.refusal) }
}
