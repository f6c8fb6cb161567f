internal import CSQLite

extension Connection {
  /// Opens a private database in memory with the content of an image that `image()` made.
  ///
  /// Source: sqlite.org/c3ref/deserialize.html.
  /// - Throws: `SQLiteError` with code `SQLITE_NOMEM` for an image that memory cannot hold.
  package init(image: [UInt8]) throws(SQLiteError) {
    let connection = try Connection(path: ":memory:", access: .create)
    try connection.load(image)
    self = connection
  }

  /// Every byte of the database, as its file would have them.
  ///
  /// Source: sqlite.org/c3ref/serialize.html.
  /// - Throws: `SQLiteError` with code `SQLITE_NOMEM` for a database that memory cannot hold.
  package func image() throws(SQLiteError) -> [UInt8] {
    var count: sqlite3_int64 = 0
    guard let bytes = unsafe sqlite3_serialize(handle, "main", &count, 0) else {
      throw SQLiteError(code: SQLITE_NOMEM, message: "the database is too large", sql: nil)
    }
    defer { unsafe sqlite3_free(bytes) }
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
  }

  /// Puts an image in the place of the database. SQLite gets a copy, which it frees in any case.
  private func load(_ image: [UInt8]) throws(SQLiteError) {
    let size = sqlite3_int64(image.count)
    guard let bytes = unsafe sqlite3_malloc64(sqlite3_uint64(size)) else {
      throw SQLiteError(code: SQLITE_NOMEM, message: "the image is too large", sql: nil)
    }
    unsafe image.withUnsafeBytes { source in
      if let start = source.baseAddress {
        unsafe bytes.copyMemory(from: start, byteCount: image.count)
      }
    }
    let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
    let code = unsafe sqlite3_deserialize(
      handle, "main", bytes.assumingMemoryBound(to: UInt8.self), size, size, flags)
    guard code == SQLITE_OK else { throw unsafe SQLiteError(code: code, connection: handle) }
  }
}
