internal import Procurement
package import SQLite

// A line that has no number is known again by its supplier's id, or by what it says and how often that
// was said before.

/// The stored lines of an invoice by what tells them apart, of which each is given once.
package struct LineIdentities: Sendable {
  /// By a hash, the numbers of the lines, the last first.
  fileprivate var numbers: [Int: [Int]] = [:]
}

/// Hashes of what a line is for and of what it charges: of two lines that have one of them in common,
/// one may be the other corrected.
package struct LineLikeness: Hashable, Sendable {
  /// A hash of SKU, description, unit and days of service.
  package let purpose: Int?
  /// A hash of amount, quantity and days of service: what is charged for another day is another line.
  package let charge: Int?
  /// A hash of amount and quantity; `nil` for a stored line that says for which days.
  package let undatedCharge: Int?
}

/// A stored line that a file does not say again.
package struct UnmatchedLine: Hashable, Sendable {
  /// Its number.
  package let number: Int
  /// The line of its file that it stood on.
  package let fileLine: Int
  /// What a corrected one would have in common with it.
  package let likeness: LineLikeness
}

extension InvoiceLineTable {
  /// The stored lines of an invoice, but for those of some numbers.
  package mutating func identities(
    of account: LineAccount, without known: RangeSet<Int>
  ) throws(SQLiteError) -> LineIdentities {
    var identities = LineIdentities()
    try forEachStored(of: account) { table in
      let number = Int(table.find.int64(0))
      guard !known.contains(number) else { return }
      identities.numbers[table.storedContent, default: []].append(number)
      if let id = table.storedID { identities.numbers[id, default: []].append(number) }
    }
    for key in identities.numbers.keys { identities.numbers[key]?.reverse() }
    return identities
  }

  /// The number of the first stored line that has the id of a line or, where that has none, says the
  /// same; it is not given again. `nil` where there is none.
  package mutating func take(
    _ line: LineBatch.Line, of batch: LineBatch, from identities: inout LineIdentities,
    in account: LineAccount, isTaken: (Int) -> Bool
  ) throws(SQLiteError) -> Int? {
    let keys = [givenID(line, batch), givenContent(line, batch)].compactMap(\.self)
    for (place, key) in keys.enumerated() {
      while let number = identities.numbers[key]?.popLast() {
        guard !isTaken(number), try seek(number, ofRow: account.rowID) else { continue }
        let isByID = place == 0 && keys.count == 2
        if isByID || isSame(line, batch, account) { return number }
      }
    }
    return nil
  }

  /// The stored lines of an invoice, but for those of some numbers.
  package mutating func unmatched(
    of account: LineAccount, without known: RangeSet<Int>
  ) throws(SQLiteError) -> [UnmatchedLine] {
    var lines: [UnmatchedLine] = []
    try forEachStored(of: account) { table in
      let number = Int(table.find.int64(0))
      guard !known.contains(number) else { return }
      lines.append(
        UnmatchedLine(
          number: number, fileLine: Int(table.find.int64(11)), likeness: table.storedLikeness))
    }
    return lines
  }

  /// What a line has in common with one that it corrects, in the columns that the file has.
  package func likeness(_ line: LineBatch.Line, of batch: LineBatch) -> LineLikeness {
    var (purpose, charge) = (LineHasher(), LineHasher())
    if isGiven[1] { purpose.add(line.sku.map { skuIDs[$0] }) }
    if isGiven[2] { purpose.add(line.description, batch) }
    if isGiven[4] { purpose.add(line.unit.map { unitIDs[$0] }) }
    if isGiven[8] { purpose.add(line.service) }
    charge.add(line.units)
    if isGiven[3] { charge.add(line.quantityText, batch) }
    let undated = charge
    if isGiven[8] { charge.add(line.service) }
    return LineLikeness(
      purpose: purpose.value, charge: charge.value, undatedCharge: undated.value)
  }

  /// Lends the table while `find` stands on each stored line in turn.
  mutating func forEachStored(
    of account: LineAccount, _ body: (inout InvoiceLineTable) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    leave()
    try find.bind(account.rowID, at: 1)
    try find.bind(Int64(0), at: 2)
    while try find.step() { try body(&self) }
    leave()
  }
}

// MARK: Hashes

extension InvoiceLineTable {
  private func givenID(_ line: LineBatch.Line, _ batch: LineBatch) -> Int? {
    guard !line.lineID.isNone else { return nil }
    var hasher = LineHasher()
    hasher.add(line.lineID, batch)
    return hasher.value
  }

  private var storedID: Int? {
    guard !find.isNull(12) else { return nil }
    var hasher = LineHasher()
    hasher.addText(find, 12)
    return hasher.value
  }

  /// A hash of what a line says in the columns that the file has.
  private func givenContent(_ line: LineBatch.Line, _ batch: LineBatch) -> Int {
    var hasher = LineHasher()
    hasher.add(line.units)
    if isGiven[1] { hasher.add(line.sku.map { skuIDs[$0] }) }
    if isGiven[2] { hasher.add(line.description, batch) }
    if isGiven[3] { hasher.add(line.quantityText, batch) }
    if isGiven[4] { hasher.add(line.unit.map { unitIDs[$0] }) }
    if isGiven[5] { hasher.add(line.unitPriceText, batch) }
    if isGiven[8] { hasher.add(line.service) }
    return hasher.value
  }

  private var storedContent: Int {
    var hasher = LineHasher()
    hasher.add(find.int64(6))
    if isGiven[1] { hasher.add(find.optionalInt64(1)) }
    if isGiven[2] { hasher.addText(find, 2) }
    if isGiven[3] { hasher.addText(find, 3) }
    if isGiven[4] { hasher.add(find.optionalInt64(4)) }
    if isGiven[5] { hasher.addText(find, 5) }
    if isGiven[8] { hasher.add(find.optionalInt64(8), find.optionalInt64(9)) }
    return hasher.value
  }

  private var storedLikeness: LineLikeness {
    var (purpose, charge) = (LineHasher(), LineHasher())
    if isGiven[1] { purpose.add(find.optionalInt64(1)) }
    if isGiven[2] { purpose.addText(find, 2) }
    if isGiven[4] { purpose.add(find.optionalInt64(4)) }
    if isGiven[8] { purpose.add(find.optionalInt64(8), find.optionalInt64(9)) }
    charge.add(find.int64(6))
    if isGiven[3] { charge.addText(find, 3) }
    let undated = find.isNull(8) ? charge.value : nil
    if isGiven[8] { charge.add(find.optionalInt64(8), find.optionalInt64(9)) }
    return LineLikeness(purpose: purpose.value, charge: charge.value, undatedCharge: undated)
  }
}

/// Hashes a line of a file and one of the store alike.
private struct LineHasher {
  private var hasher = Hasher()

  var value: Int { hasher.finalize() }

  mutating func add(_ number: Int64?) { hasher.combine(number) }

  mutating func add(_ from: Int64?, _ last: Int64?) {
    add(from)
    add(last)
  }

  mutating func add(_ service: DayRange?) {
    add((service?.from.number).map(Int64.init), (service?.last.number).map(Int64.init))
  }

  mutating func add(_ text: LineBatch.Text, _ batch: LineBatch) {
    guard !text.isNone else { return hasher.combine(-1) }
    batch.withBytes(text) { add($0) }
  }

  mutating func addText(_ row: borrowing Statement, _ column: Int) {
    guard !row.isNull(column) else { return hasher.combine(-1) }
    row.withBytes(column) { add($0) }
  }

  private mutating func add(_ bytes: Span<UInt8>) {
    hasher.combine(bytes.count)
    for index in bytes.indices { hasher.combine(bytes[index]) }
  }
}
