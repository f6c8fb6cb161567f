/// Where bytes come from, a piece at a time: a file, a pipe, memory. It may be read on a thread of its
/// own.
package protocol ByteSource: AnyObject, Sendable {
  /// Fills the front of `buffer`, which is never empty, with what comes next.
  /// - Returns: how many bytes were filled in, and 0 only at the end.
  func read(into buffer: inout [UInt8]) throws -> Int
}
