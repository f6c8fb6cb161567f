internal import SQLite

extension Store {
  /// Every byte of the database, as its file would have them.
  /// - Throws: `SQLiteError` where memory cannot hold them.
  package func image() throws -> [UInt8] { try connection.image() }

  /// A private store in memory with the content of an image that a store of this program made:
  /// unlike a file that is opened, nothing in it is verified.
  /// - Throws: `SQLiteError` where memory cannot hold it.
  package convenience init(image: [UInt8]) throws {
    let connection = try Connection(image: image)
    try Store.prepareToWrite(connection, at: ":memory:")
    self.init(connection)
  }
}
