/// How large a record may be; a larger one is more likely a lost quote or line end than data.
package struct CSVLimits: Sendable {
  /// Bytes in one field, quotes undone.
  package var fieldBytes = 1 << 20
  /// Bytes in one record, quotes undone, delimiters counted.
  package var recordBytes = 16 << 20
  /// Fields in one record.
  package var fields = 4096

  /// The limits that files in earnest stay under.
  package init() {}
}
