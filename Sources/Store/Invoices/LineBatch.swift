package import Procurement

/// Lines of invoices on their way into the store: read and checked, their texts in one buffer.
///
/// Filled by whoever reads the file, on a thread of its own if it likes, and emptied into an
/// `InvoiceLineTable`.
package struct LineBatch: Sendable {
  /// A text in the bytes of the batch.
  package struct Text: Sendable {
    fileprivate let start, count: Int32

    /// No text: NULL in the table.
    package static let none = Text(start: 0, count: -1)
    /// Whether there is no text.
    package var isNone: Bool { count < 0 }
  }

  /// Under which contract a line is billed.
  package enum LineContract: Hashable, Sendable {
    /// The file does not say.
    case unsaid
    /// The number of a contract's identity; 0 for none.
    case number(Int64)

    /// A contract that a file names, or that it names none.
    package init(_ contract: ContractID?) { self = .number(contract?.number ?? 0) }
  }

  /// One line; its texts stand in the batch that it belongs to.
  package struct Line: Sendable {
    /// From 1; 0 where the file does not number it, and it is still to be given.
    package var number: Int
    /// The line of the file that it stands on.
    package var fileLine: Int
    /// The places of its names among those that the file has had so far; `nil` without one.
    package var sku, unit: Int?
    /// What is billed, in words.
    package var description = Text.none
    /// The canonical text of the exact quantity.
    package var quantityText = Text.none
    /// The canonical text of the exact unit price.
    package var unitPriceText = Text.none
    /// The amount in stored units of the invoice's currency.
    package var units: Int64
    /// The amount as given, to 18 decimals, if `units` had to round it.
    package var exactAmount: ExactDecimal?
    /// The canonical text of that amount, with every decimal.
    package var amountText = Text.none
    /// First and last day of the service.
    package var service: DayRange?
    /// What kind of charge it is.
    package var category: ChargeCategory
    /// The supplier's own id of it.
    package var lineID = Text.none
    /// What is taken off quantity × unit price: an exact amount, or a percentage with its sign.
    package var discountText = Text.none
    /// Under which contract it is billed.
    package var contract = LineContract.unsaid
    /// A hash of what it says, its number apart, where that is not given.
    package var contentHash = 0

    /// A line without texts as yet.
    package init(
      number: Int, fileLine: Int, units: Int64, category: ChargeCategory
    ) {
      self.number = number
      self.fileLine = fileLine
      self.units = units
      self.category = category
    }
  }

  /// In the order of the file.
  package var lines: [Line] = []
  /// The SKUs that no batch before this one had, in the order of their places.
  package var newSKUs: [String] = []
  /// The units that no batch before this one had, in the order of their places.
  package var newUnits: [String] = []
  /// The lines as they are hashed, and their texts in that.
  private var bytes = RowBytes()
  /// How many of `bytes` went into the digest of an invoice.
  private var hashedCount = 0

  /// A batch without lines.
  package init() {}
}

extension LineBatch {
  /// Makes room for `count` lines and their texts.
  package mutating func reserve(_ count: Int) {
    lines.reserveCapacity(count)
    bytes.reserve(count * 128)
  }

  /// Lends a text that is there.
  package func withBytes<Result, Failure: Error>(
    _ text: Text, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = Int(text.start)
    return try body(bytes.bytes.span.extracting(start..<start + Int(max(text.count, 0))))
  }

  /// A text that is there, or `nil`.
  package func string(_ text: Text) -> String? {
    text.isNone
      ? nil
      : withBytes(text) { span in
        String(decoding: span.indices.map { span[$0] }, as: UTF8.self)
      }
  }
}

// MARK: Filling

extension LineBatch {
  /// Keeps a number of the line that is being read. Its columns are kept in the order of their
  /// codes, as they are hashed.
  package mutating func keep(_ number: Int, as column: LineColumn) {
    bytes.add(Int64(number), tag: column.numberTag)
  }

  /// Keeps a text of the line that is being read.
  @discardableResult
  package mutating func keep(_ text: Span<UInt8>, as column: LineColumn) -> Text {
    let start = bytes.add(text, tag: column.textTag)
    return Text(start: Int32(start), count: Int32(text.count))
  }

  /// Keeps a text of the line that is being read.
  @discardableResult
  package mutating func keep(_ text: String, as column: LineColumn) -> Text {
    keep(text.utf8Span.span, as: column)
  }

  /// Adds a line of which all columns before its amount were kept. `amount` is the amount as given, if
  /// the stored one had to be rounded; `id` is the supplier's own,
  /// `discount` what is taken off its price.
  package mutating func append(
    _ line: Line, amount: WrittenDecimal? = nil, id: String? = nil, discount: String? = nil
  ) {
    var line = line
    bytes.add(line.units, tag: LineColumn.amountUnits.numberTag)
    if let amount {
      line.exactAmount = amount.value
      line.amountText = keep(amount.description, as: .amountText)
    }
    bytes.bytes.append(addingCapacity: 6 * RowBytes.numberLength + 32) { output in
      if let service = line.service {
        output.append(Int64(service.from.number), tag: LineColumn.serviceFrom.numberTag)
        output.append(Int64(service.last.number), tag: LineColumn.serviceTo.numberTag)
      }
      output.append(line.category.rawValue.utf8Span.span, tag: LineColumn.category.textTag)
      output.append(Int64(line.fileLine), tag: LineColumn.recordedLine.numberTag)
      if id == nil, discount == nil { output.append(LineColumn.end) }
    }
    if id != nil || discount != nil {
      if let id { line.lineID = keep(id, as: .lineID) }
      if let discount { line.discountText = keep(discount, as: .discount) }
      bytes.bytes.append(LineColumn.end)
    }
    lines.append(line)
  }

  /// Hashes the lines that were added since this was done last.
  package mutating func hashLines(into digest: inout LinesDigest) {
    guard hashedCount < bytes.bytes.count else { return }
    digest.update(bytes.bytes[hashedCount...])
    hashedCount = bytes.bytes.count
  }
}
