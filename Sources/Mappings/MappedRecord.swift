internal import Procurement

/// A text that is not what the mapping says of it.
package struct MappedFault: Equatable, Sendable {
  /// The supplier's title of the column.
  package let title: String
  /// The text as it stands in the file.
  package let text: String
  /// Why it is refused, and what would be taken.
  package let reason: String
}

/// A supplier's record as ours. Fill `row`, then `take()`; buffers are used again for the next.
package struct MappedRecord: Sendable {
  /// What it is mapped by.
  package let mapping: ResolvedMapping
  /// The supplier's record.
  package var row = SourceRow()
  /// Every text of the record that cannot be what the mapping says; nothing else is to be read then.
  package private(set) var faults: [MappedFault] = []
  /// Whether it now says the tax of the row, which is a line of its own.
  package internal(set) var isTaxLine = false

  /// Rows that may turn out to be the last, the oldest at `oldest`.
  private var waiting: [SourceRow] = []
  private var oldest = 0
  /// The fields that are not taken as they stand, as ours.
  var output: [UInt8] = []
  /// The signs of currencies that stood at numbers, and the fields that these are.
  var signed: [(field: Int, symbol: CurrencySymbol)] = []
  private var places: [Place]
  /// The fields that are not the same in every row and not taken as they stand.
  private let converted: [Int]
  /// The converted fields that are made of each row.
  private var made: [Int]
  /// By field: its place in the row where that alone tells it, else `nil`.
  private let directSlots: [Int?]
  private var memos: [DateMemo?]
  /// `mapping.allFields`.
  let fields: [ResolvedField]
  /// By field: the last text that was not empty, where it is for the empty ones below it.
  private var lastTexts: [[UInt8]]
  /// What the file says of its totals, and what its lines add up to.
  var totals: ControlTotals

  /// Where the text of a field stands.
  private enum Place {
    case row(Int), part(Range<Int>), output(Range<Int>), constant, empty
  }

  /// What is to be done with a row that was filled in.
  package enum Step: Sendable {
    /// It is a record, or an earlier row is that waited.
    case record
    /// It is none; the next row may be one.
    case skip
    /// It is none, and neither is any after it.
    case end
  }

  /// Nothing yet of a file whose header was resolved.
  package init(_ mapping: ResolvedMapping) {
    self.mapping = mapping
    let fields = mapping.allFields
    self.fields = fields
    places = fields.map { field in
      switch field.assembly {
      case .constant: .constant
      case .slot(let slot): .row(slot)
      default: .empty
      }
    }
    converted = fields.indices.filter { index in
      switch fields[index].assembly {
      case .constant: false
      case .slot: !fields[index].isTakenAsItStands
      default: true
      }
    }
    made = converted
    directSlots = fields.map { field in
      guard case .slot(let slot) = field.assembly, field.isOfOneCell else { return nil }
      return slot
    }
    lastTexts = fields.map { _ in [] }
    memos = fields.map { $0.conversion.field.form == .date ? DateMemo() : nil }
    totals = ControlTotals(mapping)
  }

  /// Makes our fields of the row, unless it is left out.
  package mutating func take() -> Step {
    if totals.areStated { noteTotals() }
    if let end = mapping.rows.end, meets(end) { return .end }
    guard !mustWait() else { return .skip }
    for test in mapping.rows.skipped where meets(test) { return .skip }
    if totals.areStated, isTotal { return .skip }
    map()
    if totals.areStated { countLine() }
    return .record
  }

  /// Makes one field alone of the rows that follow, unless a row's tax or the totals need others; `nil` for
  /// all of them.
  package mutating func makeOnly(_ field: Int?) {
    let isOneEnough = mapping.tax == nil && !totals.areStated
    made = converted.filter { !isOneEnough || field == nil || $0 == field }
  }

  /// Makes our fields of a row that was one of those taken before.
  package mutating func takeAgain() { map() }

  /// Puts the row behind those that wait, and takes the oldest out once there are enough.
  private mutating func mustWait() -> Bool {
    let count = mapping.rows.footerRows
    guard count > 0 else { return false }
    guard waiting.count == count else {
      waiting.append(row)
      return true
    }
    swap(&row, &waiting[oldest])
    oldest = (oldest + 1) % count
    return false
  }
}

// MARK: Fields, by their places in `ResolvedMapping.fields`

extension MappedRecord {
  /// Lends the bytes of a field as ours.
  package func withBytes<Result>(_ field: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    if isTaxLine, let tax = mapping.tax {
      let category = ResolvedTax.category
      if field == tax.category { return body(category.span) }
      if tax.omitted.contains(field) { return body([UInt8]().span) }
    }
    let field = place(of: field)
    switch (places[field], fields[field].assembly) {
    case (.row(let slot), _):
      let range = row[slot].indices
      return body(row.bytes.span.extracting(range))
    case (.part(let range), _): return body(row.bytes.span.extracting(range))
    case (.output(let range), _): return body(output.span.extracting(range))
    case (.constant, .constant(let bytes)): return body(bytes.span)
    default: return body([UInt8]().span)
    }
  }

  /// Where a field stands: in a line of tax its amount is the tax.
  func place(of field: Int) -> Int {
    isTaxLine && field == mapping.tax?.amount ? mapping.fields.count : field
  }

  /// A field as ours.
  package func text(_ field: Int) -> String {
    var text: [UInt8] = []
    withBytes(field) { bytes in
      for index in bytes.indices { text.append(bytes[index]) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  func bytes(of field: Int) -> ArraySlice<UInt8> {
    switch (places[field], fields[field].assembly) {
    case (.row(let slot), _): row[slot]
    case (.part(let range), _): row.bytes[range]
    case (.output(let range), _): output[range]
    case (.constant, .constant(let bytes)): bytes[...]
    default: []
    }
  }
}

// MARK: Making them

extension MappedRecord {
  private mutating func map() {
    isTaxLine = false
    output.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
    signed.removeAll(keepingCapacity: true)
    for index in made {
      do {
        if let symbol = try map(index) { signed.append((index, symbol)) }
      } catch {
        places[index] = .empty
        add(error, index)
      }
    }
    if !signed.isEmpty { checkCurrency() }
  }

  private mutating func map(_ index: Int) throws(ConversionFault) -> CurrencySymbol? {
    if let slot = directSlots[index] {
      let cells = fields[index].conversion.rule.cells
      if cells.isPlain { return try convert(row[slot], index, .row(slot)) }
      let text = cells.content(of: row[slot])
      return try convert(text, index, .part(text.indices))
    }
    let field = fields[index]
    let text = source(of: field)
    if let calculation = field.calculation {
      let isFromAbove = field.conversion.rule.fillsDown && isFilled(text, index)
      try calculate(calculation, isFromAbove ? lastTexts[index][...] : text, index)
      return nil
    }
    if field.conversion.rule.fillsDown, isFilled(text, index) {
      return try convertCopy(lastTexts[index][...], index)
    }
    switch field.assembly {
    case .constant: return nil
    case .slot, .first: return try convert(text, index, .part(text.indices))
    case .joined: return try convertCopy(text, index)
    }
  }

  /// Remembers a text for the rows below.
  /// - Returns: whether there is none, and the last one above it is taken.
  private mutating func isFilled(_ text: ArraySlice<UInt8>, _ index: Int) -> Bool {
    let text = text.trimmedBlanks
    if text.isEmpty { return true }
    if !text.elementsEqual(lastTexts[index]) { lastTexts[index] = Array(text) }
    return false
  }

  /// Converts a text that does not stand in the row.
  private mutating func convertCopy(
    _ text: ArraySlice<UInt8>, _ index: Int
  ) throws(ConversionFault) -> CurrencySymbol? {
    let start = output.count
    let symbol = try convert(text, index, .empty)
    if case .empty = places[index] {
      output += text
      places[index] = .output(start..<output.count)
    }
    return symbol
  }

  /// Appends a text as ours to the output, or leaves it at `place` where it is ours already.
  private mutating func convert(
    _ text: ArraySlice<UInt8>, _ index: Int, _ place: Place
  ) throws(ConversionFault) -> CurrencySymbol? {
    let field = fields[index]
    if field.conversion.isPlain {
      places[index] = place
      return nil
    }
    let start = output.count
    if let known = memos[index]?.result(for: text) {
      output += known
      places[index] = .output(start..<output.count)
      return nil
    }
    let outcome: Conversion.Outcome
    do {
      outcome = try field.conversion.convert(text, into: &output)
    } catch {
      output.removeSubrange(start...)
      throw error
    }
    places[index] = outcome.isUnchanged ? place : .output(start..<output.count)
    if !outcome.isUnchanged { memos[index]?.note(text, output[start...]) }
    return outcome.symbol
  }

  /// Refuses amounts whose sign says another currency than the row.
  private mutating func checkCurrency() {
    guard
      let field = mapping.fields.firstIndex(where: { $0.conversion.field.name == "currency" })
    else { return }
    let currency = text(field).trimmedTitle.uppercased()
    for (index, symbol) in signed where symbol.code != currency && !currency.isEmpty {
      add(.otherCurrency(symbol.code, currency), index)
    }
  }

  /// Says that a calculated field is empty.
  mutating func setEmpty(_ index: Int) { places[index] = .empty }

  /// Makes a calculated number the text of a field, rounded where that is said.
  mutating func append(_ number: String, _ rounding: Int?, _ index: Int) {
    let start = output.count
    output += number.utf8
    if let rounding { output.roundHalfToEven(from: start, toPlaces: rounding) }
    places[index] = .output(start..<output.count)
  }

  private mutating func add(_ fault: ConversionFault, _ index: Int) {
    let field = fields[index]
    let reason = field.conversion.reason(fault)
    var new = MappedFault(title: field.title, text: original(index), reason: reason)
    if case .cell(let slot, _) = fault {
      let text = String(decoding: row[slot], as: UTF8.self)
      new = MappedFault(title: mapping.title(of: slot), text: text, reason: reason)
    }
    // Several fields may be made of one column, and then share its fault.
    if !faults.contains(new) { faults.append(new) }
  }
}
