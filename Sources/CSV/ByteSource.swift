/// Where bytes come from, a piece at a time: a file, a pipe, memory.
package protocol ByteSource: AnyObject {
  /// Fills the front of `buffer`, which is never empty, with what comes next.
  /// - Returns: how many bytes were filled in, and 0 only at the end.
  func read(into buffer: inout [UInt8]) throws -> Int
}
