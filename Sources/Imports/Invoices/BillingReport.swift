internal import Procurement
internal import Store

/// What a file billed, for its reader to compare with the supplier's figures.
struct BillingReport {
  private var totals: [Currency: ExactDecimal] = [:]
  private var roundedLines: [Currency: (count: Int, difference: ExactDecimal)] = [:]

  private var repeatCount = 0

  /// How many invoices were counted.
  private(set) var invoiceCount = 0

  /// Counts an invoice that is whole.
  mutating func count(_ invoice: OpenInvoice) {
    if !invoice.isContinued { invoiceCount += 1 }
    let currency = invoice.header.currency
    totals[currency] = (totals[currency] ?? .zero).adding(invoice.added)
  }

  /// Counts a line that is identical to an earlier one of its invoice.
  mutating func countRepeat() { repeatCount += 1 }

  /// Counts a line whose amount the store had to round.
  mutating func countRounding(of line: LineBatch.Line, in currency: Currency) {
    guard let exact = line.exactAmount else { return }
    let stored = Money(units: line.units, of: currency).decimal
    let (count, difference) = roundedLines[currency] ?? (0, .zero)
    roundedLines[currency] = (
      count + 1, stored.adding(exact.negated).flatMap(difference.adding) ?? difference
    )
  }

  /// What was billed, by currency.
  var billed: [Money] {
    totals.sorted { $0.key.code < $1.key.code }.compactMap { try? Money($0.value, in: $0.key) }
  }

  /// How many lines are identical to others, and a note for each currency in which amounts were rounded.
  var notes: [String] {
    let repeats = repeatCount == 1 ? "1 line is" : "\(repeatCount) lines are"
    return (repeatCount > 0 ? ["\(repeats) identical to an earlier line of the invoice; kept"] : [])
      + roundings
  }

  private var roundings: [String] {
    roundedLines.sorted { $0.key.code < $1.key.code }.map { currency, rounded in
      let amounts = rounded.count == 1 ? "1 amount has" : "\(rounded.count) amounts have"
      return "\(amounts) more than \(currency.scale) decimals, the most kept for"
        + " \(currency.code); stored rounded half to even, with the original text;"
        + " stored less given is \(rounded.difference) \(currency.code)"
    }
  }
}
