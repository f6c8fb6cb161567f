/// The invoice's fields as one row spells them, so that the next rows are known to repeat them
/// without reading them again.
struct HeaderTexts {
  private static let fields: [InvoiceImport.Field] = [
    .provider, .number, .issuedOn, .contract, .buyer, .billingMonth, .receivedOn, .dueOn,
    .currency, .total, .kind, .credits, .source, .confidence, .notes,
  ]

  private let texts: [[UInt8]]

  /// Keeps the invoice's fields of a row.
  init(_ row: borrowing RecordReader<InvoiceImport.Field>) {
    var texts: [[UInt8]] = []
    for field in HeaderTexts.fields {
      texts.append(row.withBytes(field) { span in span.indices.map { span[$0] } })
    }
    self.texts = texts
  }

  /// Whether a row says the same of its invoice, byte for byte.
  func areRepeated(in row: borrowing RecordReader<InvoiceImport.Field>) -> Bool {
    for (field, text) in zip(HeaderTexts.fields, texts) {
      let isEqual = row.withBytes(field) { span in
        guard span.count == text.count else { return false }
        for index in span.indices where span[index] != text[index] { return false }
        return true
      }
      guard isEqual else { return false }
    }
    return true
  }
}
