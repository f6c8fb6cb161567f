internal import CSQLite

extension Connection {
  /// What a connection may do to its file. Source: sqlite.org/c3ref/open.html.
  package enum Access: Sendable {
    /// Reads a file that exists.
    case readOnly
    /// Reads a file that exists and that nobody writes to meanwhile, without a lock or any file beside
    /// it; its log is not read. Source: sqlite.org/uri.html, "immutable".
    case immutable
    /// Reads and writes a file that exists.
    case readWrite
    /// Reads and writes a file, which is made when first written if it is not there.
    case create
  }
}

extension Connection.Access {
  fileprivate var flags: Int32 {
    switch self {
    case .readOnly: SQLITE_OPEN_READONLY
    case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
    case .readWrite: SQLITE_OPEN_READWRITE
    case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    }
  }
}

extension Connection {
  /// Opens the file and puts up the defences; closes it again where one of them fails.
  static func open(_ path: String, _ access: Access) throws(SQLiteError) -> OpaquePointer {
    let path = try fileName(path, access)
    _ = countsNoMemory
    var handle: OpaquePointer?
    let flags = access.flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX
    let code = unsafe sqlite3_open_v2(path, &handle, flags, nil)
    do throws(SQLiteError) {
      guard code == SQLITE_OK, let handle = unsafe handle else {
        throw unsafe SQLiteError(code: code, connection: handle)
      }
      try unsafe defend(handle)
      return unsafe handle
    } catch {
      unsafe sqlite3_close_v2(handle)
      throw error
    }
  }

  /// Done once, before the first use of SQLite.
  private static let countsNoMemory = csqlite_count_no_memory()

  /// The path in a form that SQLite takes for nothing but a file, or for `":memory:"`.
  private static func fileName(
    _ path: String, _ access: Access
  ) throws(SQLiteError) -> String {
    // SQLite would open an empty path as a temporary database, and stop reading at a NUL.
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw SQLiteError(
        code: SQLITE_CANTOPEN, message: "a path is not empty and holds no NUL", sql: nil)
    }
    if access == .immutable { return "file:\(escaped(path))?immutable=1" }
    // A build with SQLITE_USE_URI, as Debian's is, reads URIs without being asked to.
    return path.hasPrefix("file:") ? "./" + path : path
  }

  /// The path as a URI has it. One with a slash at each end of its first part would name a host.
  private static func escaped(_ path: String) -> String {
    let text = path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
      }
    }.joined()
    return path.hasPrefix("//") ? "//" + text : text
  }

  /// Follows sqlite.org/security.html, and turns off what is kept only for old programs. None of
  /// this reads the file.
  private static func defend(_ handle: OpaquePointer) throws(SQLiteError) {
    try unsafe set(SQLITE_DBCONFIG_DEFENSIVE, to: true, on: handle)
    try unsafe set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, to: false, on: handle)
    try unsafe set(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, to: false, on: handle)
    try unsafe set(SQLITE_DBCONFIG_ENABLE_FKEY, to: true, on: handle)
    try unsafe set(SQLITE_DBCONFIG_DQS_DDL, to: false, on: handle)
    try unsafe set(SQLITE_DBCONFIG_DQS_DML, to: false, on: handle)
    let sql = "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0"
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else {
      throw unsafe SQLiteError(code: code, connection: handle, sql: sql)
    }
    for limit in Limit.allCases {
      unsafe sqlite3_limit(handle, limit.rawValue, Int32(clamping: limit.initial))
    }
  }

  /// Turns an option of sqlite.org/c3ref/c_dbconfig_defensive.html on or off.
  private static func set(
    _ option: Int32, to isOn: Bool, on handle: OpaquePointer
  ) throws(SQLiteError) {
    let code = unsafe csqlite_set_option(handle, option, isOn ? 1 : 0)
    guard code == SQLITE_OK else { throw unsafe SQLiteError(code: code, connection: handle) }
  }
}
