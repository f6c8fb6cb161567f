internal import Procurement
internal import Store

/// An invoice whose rows are being read.
struct OpenInvoice {
  /// As its first row says it.
  let opening: InvoiceHeader
  /// The row of the store that its lines belong to.
  let rowID: Int64
  /// How its first row spells it.
  let texts: HeaderTexts
  /// Where its first row stands.
  let place: InvoicePlace
  /// For an invoice of an earlier import: what its rows are compared with.
  let comparedWith: StoredInvoiceLines?
  private var sum: ExactDecimal
  private var units: Int128
  private var lineCount: Int
  /// The highest line number so far.
  private(set) var lastNumber: Int
  /// The numbers of lines whose rows had none, by a hash of what they say.
  private var unnumbered: [Int: Int32] = [:]

  /// Opens the invoice of `row`, stored as `rowID`: a new one, one that is `comparedWith` the lines
  /// of an earlier import, or one of this import that has the lines of `continuing` already.
  init(
    _ opening: InvoiceHeader, rowID: Int64, _ row: borrowing RecordReader<InvoiceImport.Field>,
    comparedWith: StoredInvoiceLines? = nil, continuing: LineSummary? = nil
  ) {
    self.opening = opening
    self.rowID = rowID
    texts = HeaderTexts(row)
    place = InvoicePlace(row)
    self.comparedWith = comparedWith
    units = Int128(continuing?.units ?? 0)
    sum = ExactDecimal(coefficient: units, decimals: opening.invoice.currency.scale)
    lineCount = continuing?.count ?? 0
    lastNumber = continuing?.lastNumber ?? 0
  }

  /// Its fields, lines apart.
  var header: Invoice { opening.invoice }
}

// MARK: Lines

extension OpenInvoice {
  /// Counts a line of this invoice.
  /// - Throws: `Refusal` where the lines' sum is too large to be checked.
  mutating func count(
    _ line: InvoiceLine, _ row: borrowing RecordReader<InvoiceImport.Field>
  ) throws(Refusal) {
    guard let total = sum.adding(line.exactAmount ?? line.amount.decimal) else {
      throw row.refusal(.amount, "makes the sum of this invoice's lines too large to be kept")
    }
    sum = total
    units += Int128(line.amount.units)
    lineCount += 1
    lastNumber = max(lastNumber, line.number)
  }

  /// Notes a line whose row has no number.
  /// - Returns: the number of an earlier one that is most likely the same.
  mutating func noteUnnumbered(_ line: InvoiceLine) -> Int? {
    let earlier = unnumbered.updateValue(Int32(clamping: line.number), forKey: line.contentHash)
    return earlier.map(Int.init)
  }
}

extension InvoiceLine {
  /// A hash of all but the number; a whole copy of every line would grow with the file.
  fileprivate var contentHash: Int {
    var hasher = Hasher()
    hasher.combine(sku)
    hasher.combine(description)
    hasher.combine(quantity)
    hasher.combine(unit)
    hasher.combine(unitPrice)
    hasher.combine(amount.units)
    hasher.combine(exactAmount)
    hasher.combine(service)
    hasher.combine(chargeCategory)
    return hasher.finalize()
  }
}

// MARK: Whole or not

extension OpenInvoice {
  /// The sum of its stored lines.
  /// - Throws: `MoneyError` where it does not fit.
  func total() throws(MoneyError) -> Money { try Money(exactly: units, of: header.currency) }

  /// The stated total, as the invoice's row was given it.
  var givenTotal: Money? { opening.total.flatMap { try? Money($0, in: header.currency) } }

  /// What was said, or else what its sign says: a credit note is negative.
  var kind: InvoiceKind {
    opening.isKindGiven ? header.kind : units < 0 ? .creditNote : .invoice
  }

  /// Why the rows so far do not make it whole; `nil` where they do, as far as can be told.
  var refusal: Refusal? {
    totalRefusal ?? countRefusal ?? sizeRefusal ?? signRefusal
  }

  private var totalRefusal: Refusal? {
    guard let total = opening.total, total != sum else { return nil }
    let number = EscapedText.text(header.number, limit: 60)
    return place.refusal(
      .total, "is not the sum of the lines of invoice \(number), which is \(shown(sum))")
  }

  /// An earlier import's invoice has neither more nor fewer lines.
  private var countRefusal: Refusal? {
    guard let comparedWith, lineCount != comparedWith.count else { return nil }
    return place.refusal(
      .number,
      "conflicts with import \(comparedWith.origin.importNumber): the invoice has "
        + "\(lineText(comparedWith.count)) in the store and \(lineCount) here; nothing was changed")
  }

  private var sizeRefusal: Refusal? {
    do {
      _ = try total()
      return nil
    } catch {
      return place.refusal(.number, "has lines whose sum \(error)")
    }
  }

  private var signRefusal: Refusal? {
    guard opening.isKindGiven else { return nil }
    return header.kind.problem(withTotalOf: units).map { place.refusal(.kind, $0) }
  }

  /// With all decimals of the coin, where it can be.
  private func shown(_ sum: ExactDecimal) -> String {
    guard let money = try? Money(sum, in: header.currency), money.decimal == sum else {
      return sum.description
    }
    return money.description
  }

  private func lineText(_ count: Int) -> String { "\(count) line\(count == 1 ? "" : "s")" }
}

extension InvoiceKind {
  /// Why a total does not go with a kind that was given.
  func problem(withTotalOf units: Int128) -> String? {
    switch (self, units) {
    case (.creditNote, 1...):
      "does not go with the total, which is positive; write a credit note with a minus sign"
    case (.invoice, ..<0):
      "does not go with the total, which is negative; a negative invoice is a credit_note"
    default: nil
    }
  }
}

/// An invoice of an earlier import, as far as the file's rows are compared with it.
struct StoredInvoiceLines {
  /// Where its row came from.
  let origin: Origin
  /// How many lines it has.
  let count: Int
  /// Whether it differs in more than its lines, which was said once and not for every line.
  let isInConflict: Bool
}

/// Where an invoice began in its file, for faults that only its last row shows.
struct InvoicePlace {
  /// The line of its first row.
  let line: Int
  private let number, total, kind: Refusal

  /// The place of `row`.
  init(_ row: borrowing RecordReader<InvoiceImport.Field>) {
    line = row.line
    number = row.refusal(.number, "")
    total = row.refusal(.total, "")
    kind = row.refusal(.kind, "")
  }

  /// Says why the invoice was refused, by its number, total or kind.
  func refusal(_ field: InvoiceImport.Field, _ reason: String) -> Refusal {
    let blank = field == .total ? total : field == .kind ? kind : number
    return Refusal(
      file: blank.file, line: line, column: blank.column, value: blank.value, reason: reason)
  }
}
