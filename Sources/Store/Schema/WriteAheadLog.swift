internal import Files

/// The write-ahead log beside a database, as far as it tells of which file it is.
///
/// Source: sqlite.org/fileformat.html, "The Write-Ahead Log".
struct WriteAheadLog {
  private static let headerSize = 32
  private static let frameHeaderSize = 24
  /// The rest of a longer log is not looked at: an import that is going on may have written a great many.
  private static let framesSearched = 4096
  /// Where page 1 has the number of changes of the file.
  static let counterOffset = 24

  /// The number of changes that the first copy of page 1 in the log has; `nil` if it has none.
  ///
  /// A change adds 1 to what page 1 had before, and a checkpoint only ever puts later pages into the file:
  /// the file that the log was begun on has that number less 1, or more.
  let firstCounter: UInt32?

  /// Reads the log of the database at `path`; `nil` if SQLite would read nothing in it.
  init?(of path: String) {
    let name = path + "-wal"
    guard let size = FileReader.regularSize(name),
      size >= WriteAheadLog.headerSize + WriteAheadLog.frameHeaderSize,
      let file = try? FileReader(name),
      let header = WriteAheadLog.bytes(0, WriteAheadLog.headerSize, of: file),
      header.number(0) & ~1 == 0x377F_0682
    else { return nil }
    let pageSize = header.number(8) == 1 ? 65_536 : Int(header.number(8))
    guard 512...65_536 ~= pageSize else { return nil }
    firstCounter = WriteAheadLog.firstCounter(file, size, pageSize, salts: header[16..<24])
  }

  private static func firstCounter(
    _ file: borrowing FileReader, _ size: Int, _ pageSize: Int, salts: ArraySlice<UInt8>
  ) -> UInt32? {
    let step = frameHeaderSize + pageSize
    let starts = stride(from: headerSize, through: size - step, by: step)
    for start in starts.prefix(framesSearched) {
      // Frames of an earlier run of the log follow the last of this one.
      guard let frame = bytes(start, frameHeaderSize + counterOffset + 4, of: file),
        frame[8..<16].elementsEqual(salts)
      else { return nil }
      if frame.number(0) == 1 { return frame.number(frameHeaderSize + counterOffset) }
    }
    return nil
  }

  private static func bytes(
    _ offset: Int, _ count: Int, of file: borrowing FileReader
  ) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: count)
    return (try? file.read(at: offset, into: &buffer)) == count ? buffer : nil
  }
}

extension [UInt8] {
  /// The big-endian number of 32 bits at a place.
  fileprivate func number(_ place: Int) -> UInt32 {
    self[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
