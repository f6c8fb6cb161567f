internal import Procurement

/// What the lines of a file add up to, beside the totals that it states. Nothing is rounded.
struct ControlTotals: Sendable {
  /// By total of the mapping: how a row that states it is read.
  var readers: [MappedRecord]
  /// The totals that were met so far.
  var stated: [StatedTotal] = []
  /// Whether the mapping knows of any.
  let areStated: Bool
  /// The invoice of the last line.
  private(set) var invoice = ""
  /// Whether a line could not be read, so that nothing can be said of totals.
  var isIncomplete = false
  /// Whether lines are counted by invoice.
  private let isByInvoice: Bool
  private var sums: [String: [String: LineSum]] = [:]
  private var fileSums: [String: LineSum] = [:]

  init(_ mapping: ResolvedMapping) {
    areStated = !mapping.totals.isEmpty
    isByInvoice = mapping.totals.contains { $0.scope == .invoice }
    readers = mapping.totals.map { MappedRecord(mapping.reading($0.fields)) }
  }

  /// Counts a line of an invoice; `nil` for an amount of too many digits.
  mutating func count(_ amount: CalculatedNumber?, of invoice: String, in currency: String) {
    if self.invoice != invoice { self.invoice = invoice }
    fileSums[currency, default: LineSum()].add(amount)
    if isByInvoice { sums[invoice, default: [:]][currency, default: LineSum()].add(amount) }
  }

  /// By currency: the lines that a total is of.
  func sums(of total: StatedTotal) -> [String: LineSum] {
    total.invoice.map { sums[$0] ?? [:] } ?? fileSums
  }
}

/// What some lines add up to.
struct LineSum {
  private(set) var lineCount = 0
  /// `nil` where it has more digits than are calculated with exactly.
  private(set) var amount: CalculatedNumber? = .zero

  mutating func add(_ line: CalculatedNumber?) {
    lineCount += 1
    amount = line.flatMap { amount?.adding($0) }
  }
}

/// A total as a file states it.
struct StatedTotal {
  /// The line that states it.
  let line: Int
  /// What the file calls it.
  let label: String
  /// What the file calls the column of its amount.
  let title: String
  /// Its amount as it stands in the file.
  let text: String
  /// Its amount; `nil` where that is no number, or has too many digits.
  let amount: CalculatedNumber?
  /// The invoice that it is of; `nil` for the whole file.
  let invoice: String?
  /// Its currency; empty where the row does not tell it.
  let currency: String
  /// Why its amount cannot be read.
  var reason: String?
}

/// A total that is not what its lines add up to.
package struct TotalFault: Equatable, Sendable {
  /// The line that states it.
  package let line: Int
  /// What the file calls its column, or its label above the header.
  package let title: String
  /// Its amount as it stands in the file.
  package let text: String
  /// The invoice that it is of; `nil` for the whole file.
  package let invoice: String?
  /// What its lines add up to.
  package let reason: String
}

// MARK: Rows

extension MappedRecord {
  /// Notes the totals that a row states which comes after the end of the data.
  package mutating func passAfterEnd() { if totals.areStated { noteTotals() } }

  /// Whether the row states a total, so that it is no line.
  var isTotal: Bool {
    mapping.totals.contains { total in
      if case .row(let test) = total.place { meets(test) } else { false }
    }
  }

  /// Notes the totals that the row states.
  mutating func noteTotals() {
    for (index, total) in mapping.totals.enumerated() {
      guard case .row(let test) = total.place, meets(test) else { continue }
      var reader = totals.readers[index]
      reader.row = row
      _ = reader.take()
      let label = String(decoding: row[test.slot], as: UTF8.self).trimmedTitle
      totals.stated.append(stated(reader, label, total.scope, line: row.line))
      totals.readers[index] = reader
    }
  }

  private func stated(
    _ reader: MappedRecord, _ label: String, _ scope: TotalScope, line: Int
  ) -> StatedTotal {
    let invoice = reader.text("number")
    let fault = reader.faults.first
    return StatedTotal(
      line: line, label: label, title: fault?.title ?? reader.title(0),
      text: fault?.text ?? reader.original(0),
      amount: fault == nil ? CalculatedNumber(ours: reader.text(0)) : nil,
      invoice: scope == .file ? nil : invoice.isEmpty ? totals.invoice : invoice,
      currency: reader.text("currency").uppercased(), reason: fault?.reason)
  }

  /// Counts the line that the record now says.
  mutating func countLine() {
    guard faults.isEmpty, row.width == mapping.titles.count else {
      return totals.isIncomplete = true
    }
    let amount = text("amount").isEmpty ? text("total") : text("amount")
    guard (try? WrittenDecimal(parsing: amount)) != nil else {
      return totals.isIncomplete = true
    }
    totals.count(
      CalculatedNumber(ours: amount), of: text("number"), in: text("currency").uppercased())
  }

  /// A field by its name; empty where the mapping does not give it.
  private func text(_ name: String) -> String {
    mapping.place(of: name).map { text($0).trimmedTitle } ?? ""
  }
}

// MARK: At the end

extension MappedRecord {
  /// The totals that the file states and its lines do not add up to, once all were read; none where
  /// a line could not be read.
  package var totalFaults: [TotalFault] {
    guard totals.areStated, !totals.isIncomplete else { return [] }
    return (statedAbove + totals.stated).compactMap { total in
      reason(against: total).map {
        TotalFault(
          line: total.line, title: total.title, text: total.text, invoice: total.invoice, reason: $0
        )
      }
    }
  }

  private var statedAbove: [StatedTotal] {
    zip(mapping.totals, totals.readers).compactMap { total, reader in
      guard case .above(let line, let label) = total.place else { return nil }
      return StatedTotal(
        line: line, label: label, title: label, text: reader.text(0),
        amount: CalculatedNumber(ours: reader.text(0)),
        invoice: total.scope == .file ? nil : totals.invoice, currency: "")
    }
  }

  private func reason(against total: StatedTotal) -> String? {
    let sums = totals.sums(of: total)
    let label = total.label == total.title ? "" : "(\(total.label)) "
    if let reason = total.reason { return label + reason }
    if total.currency.isEmpty, sums.count > 1 {
      return "\(label)is a total of lines in \(sums.keys.sorted().joined(separator: " and "))"
    }
    let currency = total.currency.isEmpty ? sums.keys.first ?? "" : total.currency
    let sum = sums[currency] ?? LineSum()
    guard let stated = total.amount, let amount = sum.amount else {
      return "\(label)has more digits, or its lines have, than are calculated with exactly"
    }
    guard stated != amount else { return nil }
    let lines = "\(sum.lineCount) line\(sum.lineCount == 1 ? "" : "s")"
    let owner = total.invoice.map { " of invoice \(quoted($0))" } ?? ""
    let shown = (currency.isEmpty ? "" : "\(currency) ") + amount.groupedText
    return "\(label)is not the sum of the \(lines)\(owner), which is \(shown);"
      + " a line is missing, or one is counted that should not be"
  }
}

extension CalculatedNumber {
  /// Reads a number as ours; `nil` for what is none, and for one of too many digits.
  fileprivate init?(ours text: String) {
    guard let number = try? WrittenDecimal(parsing: text.trimmedTitle) else { return nil }
    self.init(Array(number.description.utf8)[...])
  }

  /// `-1,234.50`: with groups, and two decimals or more.
  fileprivate var groupedText: String {
    let parts = text.split(separator: ".", maxSplits: 1)
    let whole = GroupedDigits.text(parts[0].filter { $0 != "-" })
    let decimals = (parts.count > 1 ? String(parts[1]) : "").padded(to: 2)
    return (isNegative ? "-" : "") + whole + "." + decimals
  }
}

extension String {
  /// With zeros at its end.
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: "0", count: max(0, count - self.count))
  }
}
