/// Where bytes come from, a piece at a time: a file, a pipe, memory. It may be read on a thread of its
/// own.
///
/// Not bound to classes, although each is one: what holds a source is then handed on by its address.
/// Bound to them, a reader was copied whole, 720 bytes, for each field that was asked for.
package protocol ByteSource: Sendable {
  /// Fills the front of `buffer`, which is never empty, with what comes next.
  /// - Returns: how many bytes were filled in, and 0 only at the end.
  func read(into buffer: inout [UInt8]) throws -> Int
}
