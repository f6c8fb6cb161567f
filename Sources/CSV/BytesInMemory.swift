internal import Synchronization

/// Bytes that are all there already, handed out at most `chunkSize` at a time.
package final class BytesInMemory: ByteSource {
  private let rest: Mutex<ArraySlice<UInt8>>
  private let chunkSize: Int

  /// Hands out `bytes` in chunks; small ones let a test cut them anywhere.
  package init(_ bytes: [UInt8], chunkSize: Int = .max) {
    precondition(chunkSize > 0, "an empty chunk would read as the end")
    self.rest = Mutex(bytes[...])
    self.chunkSize = chunkSize
  }

  /// Fills the front of `buffer`; the answer is how many bytes, 0 at the end.
  package func read(into buffer: inout [UInt8]) -> Int {
    let chunk = rest.withLock { rest in
      let chunk = rest.prefix(min(chunkSize, buffer.count))
      rest.removeFirst(chunk.count)
      return chunk
    }
    buffer.replaceSubrange(..<chunk.count, with: chunk)
    return chunk.count
  }
}
