internal import Procurement
internal import Store

/// An invoice whose rows are being imported. A class, so that what it gathers is never copied.
final class OpenInvoice {
  /// Its first rows.
  let run: InvoiceRun
  /// Its fields, lines apart; with what is stored where the file has no column.
  let header: Invoice
  /// Where its lines go, or are.
  var account: LineAccount
  /// The lines that it has in the store, if an earlier file brought it.
  var stored: StoredLines?
  /// For one that takes the place of the stored one: where its lines go.
  var revision: LineAccount?
  /// Whether rows elsewhere in the file also belong to it.
  private(set) var isInParts: Bool
  private var units: Int128
  /// The sum of the lines that were counted since it was opened, which may be again.
  private var addedUnits: Int128 = 0
  /// Whether it was whole before, as far as could be told, and counted as such.
  private(set) var isContinued: Bool
  /// The exact amounts of lines that the store rounds.
  private var exactSum = DecimalSum()
  /// The sum of the other lines.
  private var plainUnits: Int128
  /// How many lines were counted.
  private(set) var lineCount: Int
  /// The highest line number so far.
  private(set) var lastNumber: Int
  /// The numbers of lines whose rows had none, by a hash of what they say.
  private var unnumbered: [Int: Int32] = [:]

  /// Opens the invoice of `run`, whose lines go to `account`: a new one, one of which `stored` tells the
  /// lines, or one of this import that has the lines of `continuing`.
  init(
    _ run: InvoiceRun, _ account: LineAccount, header: Invoice? = nil, stored: StoredLines? = nil,
    continuing: LineSummary? = nil
  ) {
    self.run = run
    self.header = header ?? run.header
    self.account = account
    self.stored = stored
    isInParts = continuing != nil
    units = Int128(continuing?.units ?? 0)
    plainUnits = units
    isContinued = continuing != nil
    lineCount = continuing?.count ?? 0
    lastNumber = continuing?.lastNumber ?? stored?.lastNumber ?? 0
  }

  /// The row that is live.
  var liveRowID: Int64 { revision?.rowID ?? account.rowID }

  /// Whether the running import added it.
  var isNew: Bool { stored == nil || revision != nil }

  /// The digest of its lines, where its run alone tells them.
  var digest: RowHash? {
    isInParts || revision != nil ? nil : run.digest
  }

  /// Goes on with rows of another run.
  func takeAnotherRun() { isInParts = true }

  /// Notes that it was counted: what is counted from now on is added to that.
  func noteCounted() {
    isContinued = true
    addedUnits = 0
  }

  /// How its first row says its fields.
  var place: InvoicePlace { run.place }
}

// MARK: Lines

extension OpenInvoice {
  /// Counts a line of this invoice.
  func count(_ line: LineBatch.Line) {
    units.add(units: line.units)
    addedUnits.add(units: line.units)
    if let exact = line.exactAmount {
      exactSum.add(exact)
    } else {
      plainUnits.add(units: line.units)
    }
    lineCount += 1
    lastNumber = max(lastNumber, line.number)
  }

  /// Counts stored lines that stay although the file does not say them again.
  func count(_ kept: KeptLines) {
    // Sums of Int64, fewer than 2^63 of them.
    units &+= kept.units
    exactSum.add(kept.sum)
    lineCount += kept.count
  }

  /// Gives a number to a line whose row has none.
  func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// Notes a line whose row has no number.
  /// - Returns: the number of an earlier one that is most likely the same.
  func noteUnnumbered(_ line: LineBatch.Line) -> Int? {
    let earlier = unnumbered.updateValue(Int32(clamping: line.number), forKey: line.contentHash)
    return earlier.map(Int.init)
  }
}

// MARK: Whole or not

extension OpenInvoice {
  /// The sum of its stored lines.
  /// - Throws: `MoneyError` where it does not fit.
  func total() throws(MoneyError) -> Money { try Money(exactly: units, of: header.currency) }

  /// What it bills, but for what was counted before.
  var added: ExactDecimal {
    ExactDecimal(coefficient: addedUnits, decimals: header.currency.scale)
  }

  /// The stated total, as the invoice's row was given it.
  var givenTotal: Money? { run.opening.total.flatMap { try? Money($0, in: header.currency) } }

  /// What was said, or else what its sign says: a credit note is negative.
  var kind: InvoiceKind {
    run.opening.isKindGiven ? header.kind : units < 0 ? .creditNote : .invoice
  }

  /// Why the rows so far do not make it whole; `nil` where they do, as far as can be told.
  var refusal: Refusal? { totalRefusal ?? sizeRefusal ?? signRefusal }

  /// The sum of its lines as they were given; `nil` where it is too large.
  private var sum: ExactDecimal? {
    var sum = exactSum
    sum.add(ExactDecimal(coefficient: plainUnits, decimals: header.currency.scale))
    return sum.value
  }

  private var totalRefusal: Refusal? {
    guard let sum else {
      return place.refusal(.number, "has lines whose sum is too large to be kept exactly", .size)
    }
    guard let total = run.opening.total, total != sum else { return nil }
    let number = EscapedText.text(header.number, limit: 60)
    return place.refusal(
      .total, "is not the sum of the lines of invoice \(number), which is \(shown(sum))",
      .total)
  }

  private var sizeRefusal: Refusal? {
    do {
      _ = try total()
      return nil
    } catch {
      return place.refusal(.number, "has lines whose sum \(error)", .size)
    }
  }

  private var signRefusal: Refusal? {
    guard run.opening.isKindGiven else { return nil }
    return header.kind.problem(withTotalOf: units).map { place.refusal(.kind, $0, .rule) }
  }

  /// With all decimals of the minor unit, where it can be.
  private func shown(_ sum: ExactDecimal) -> String {
    guard let money = try? Money(sum, in: header.currency), money.decimal == sum else {
      return sum.description
    }
    return money.description
  }
}

extension InvoiceKind {
  /// Why a total does not go with a kind that was given.
  func problem(withTotalOf units: Int128) -> String? {
    switch (self, units) {
    case (.creditNote, 1...):
      "conflicts with the total, which is positive; write a credit note with a minus sign"
    case (.invoice, ..<0):
      "conflicts with the total, which is negative; a negative invoice is a credit_note"
    default: nil
    }
  }
}
