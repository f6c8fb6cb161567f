package import Procurement

/// Lines of invoices on their way into the store: read and checked, their texts in one buffer.
///
/// Filled by whoever reads the file, on a thread of its own if it likes, and emptied into an
/// `InvoiceLineTable`.
package struct LineBatch: Sendable {
  /// A text in `text`.
  package struct Text: Sendable {
    fileprivate let start, count: Int32

    /// No text: NULL in the table.
    package static let none = Text(start: 0, count: -1)
    /// Whether there is no text.
    package var isNone: Bool { count < 0 }
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
    /// The exact quantity.
    package var quantity: ExactDecimal?
    /// Its canonical text.
    package var quantityText = Text.none
    /// The canonical text of the exact unit price.
    package var unitPriceText = Text.none
    /// The amount in stored units of the invoice's currency.
    package var units: Int64
    /// The amount as given, where `units` had to round it.
    package var exactAmount: ExactDecimal?
    /// First and last day of the service.
    package var service: DayRange?
    /// What kind of charge it is.
    package var category: ChargeCategory
    /// A hash of what it says, its number apart, where that is not given.
    package var contentHash = 0
    /// Its part in the digest of the import; made when it is asked for, if it is not yet.
    var hash: RowHash?

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
  private var text: [UInt8] = []
  private var rowBytes = RowBytes()

  /// A batch without lines.
  package init() {}
}

extension LineBatch {
  /// Makes room for `count` lines and their texts.
  package mutating func reserve(_ count: Int) {
    lines.reserveCapacity(count)
    text.reserveCapacity(count * 64)
  }

  /// Keeps a text for a line of this batch.
  package mutating func keep(_ bytes: Span<UInt8>) -> Text {
    let start = text.count
    text.append(addingCapacity: bytes.count) { output in
      for index in bytes.indices { output.append(bytes[index]) }
    }
    return Text(start: Int32(start), count: Int32(bytes.count))
  }

  /// Keeps a text for a line of this batch.
  package mutating func keep(_ string: String) -> Text { keep(string.utf8Span.span) }

  /// Lends a text that is there.
  package func withBytes<Result, Failure: Error>(
    _ text: Text, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = Int(text.start)
    return try body(self.text.span.extracting(start..<start + Int(max(text.count, 0))))
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

// MARK: Digest

extension LineBatch {
  /// Makes a numbered line's part in the digest ahead of time; `invoice` is the key of its invoice.
  package mutating func digest(
    _ line: inout Line, of invoice: InvoiceKey, sku: Span<UInt8>, unit: Span<UInt8>
  ) {
    var bytes = RowBytes()
    swap(&bytes, &rowBytes)
    line.hash = hash(of: line, invoice, sku: sku, unit: unit, using: &bytes)
    swap(&bytes, &rowBytes)
  }

  /// Columns in the order of `RecordedRows.lines`.
  func hash(
    of line: Line, _ invoice: InvoiceKey, sku: Span<UInt8>, unit: Span<UInt8>,
    using bytes: inout RowBytes
  ) -> RowHash {
    bytes.restart(with: invoice.bytes)
    bytes.add(Int64(line.number))
    if line.sku == nil { bytes.addNull() } else { bytes.add(utf8: sku) }
    add(line.description, to: &bytes)
    add(line.quantityText, to: &bytes)
    if line.unit == nil { bytes.addNull() } else { bytes.add(utf8: unit) }
    add(line.unitPriceText, to: &bytes)
    bytes.add(line.units)
    if let exact = line.exactAmount { bytes.add(exact.description) } else { bytes.addNull() }
    bytes.add((line.service?.from.number).map(Int64.init))
    bytes.add((line.service?.last.number).map(Int64.init))
    bytes.add(line.category.rawValue)
    bytes.add(Int64(line.fileLine))
    return bytes.hash
  }

  private func add(_ text: Text, to bytes: inout RowBytes) {
    guard !text.isNone else { return bytes.addNull() }
    withBytes(text) { bytes.add(utf8: $0) }
  }
}
