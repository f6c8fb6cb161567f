internal import CSQLite

/// What SQLite said when it refused.
package struct SQLiteError: Error, Equatable, CustomStringConvertible {
  /// The extended result code; its low byte is the primary code. Source: sqlite.org/rescode.html.
  package let code: Int32
  /// The reason, in SQLite's words, or in this room's where the rule is its own.
  package let message: String
  /// The SQL being run, where there was one.
  package let sql: String?
  /// The byte of the SQL at which it goes wrong, from 0, where SQLite tells.
  package var offset: Int? = nil

  /// The code, the message, and the SQL on a line of its own.
  package var description: String {
    "SQLite \(code): \(message)" + (sql.map { "\n  in: \($0)" } ?? "")
  }
}

extension SQLiteError {
  /// What `connection` last refused, or, without one, what `code` means in general.
  init(code: Int32, connection: OpaquePointer?, sql: String? = nil) {
    self.code = code
    self.message = unsafe String(
      cString: connection == nil ? sqlite3_errstr(code) : sqlite3_errmsg(connection))
    self.sql = sql
    let offset = unsafe connection == nil ? -1 : sqlite3_error_offset(connection)
    self.offset = offset < 0 ? nil : Int(offset)
  }
}

// MARK: Extended codes that callers match

extension SQLiteError {
  /// A primary key already stored. The C constant is `SQLITE_CONSTRAINT_PRIMARYKEY`.
  package static let constraintPrimaryKey: Int32 = SQLITE_CONSTRAINT | (6 << 8)
  /// A trigger's `RAISE(ABORT, …)`. The C constant is `SQLITE_CONSTRAINT_TRIGGER`.
  package static let constraintTrigger: Int32 = SQLITE_CONSTRAINT | (7 << 8)
  /// A transaction that ended before its time. The C constant is `SQLITE_ABORT_ROLLBACK`.
  package static let transactionEnded: Int32 = SQLITE_ABORT | (2 << 8)
}

// MARK: Questions about the primary code

extension SQLiteError {
  /// The low byte of `code`: the kind of refusal, without its detail.
  package var primaryCode: Int32 { code & 0xff }

  /// Another connection holds the lock, and held it longer than the busy timeout.
  package var isBusy: Bool { primaryCode == SQLITE_BUSY }
  /// A constraint of the schema refused the change.
  package var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }
  /// The database, or the access it was opened with, does not allow writing.
  package var isReadOnly: Bool { primaryCode == SQLITE_READONLY }
  /// The file is not a database.
  package var isNotADatabase: Bool { primaryCode == SQLITE_NOTADB }
  /// The file was a database and is damaged.
  package var isCorrupt: Bool {
    // SQLite has no code of its own for a header that names a format of the future.
    primaryCode == SQLITE_CORRUPT
      || (primaryCode == SQLITE_ERROR && message == "unsupported file format")
  }
  /// The disk, or the database's page limit, is full.
  package var isFull: Bool { primaryCode == SQLITE_FULL }
  /// The file cannot be opened: absent, a folder, or not permitted.
  package var isCannotOpen: Bool { primaryCode == SQLITE_CANTOPEN }
  /// The operating system forbids what the access asks for.
  package var isPermission: Bool { primaryCode == SQLITE_PERM }
  /// The operating system failed to read or write; the detail is in `code`.
  package var isIOError: Bool { primaryCode == SQLITE_IOERR }
  /// The disk failed during a commit, whose end may be in the write-ahead log all the same.
  ///
  /// The connection has rolled back and does not see it, but whoever recovers the log next does. So
  /// close the connection, open another, and look. Source: sqlite.org/walformat.html, "Recovery".
  package var leavesCommitInDoubt: Bool { sql == "COMMIT" && !isBusy && !isConstraint }
  /// A value, or the SQL, is longer than the connection allows.
  package var isTooBig: Bool { primaryCode == SQLITE_TOOBIG }
  /// The statement would do more than the connection lets it.
  package var isNotAuthorized: Bool { primaryCode == SQLITE_AUTH }
  /// The fault is in the SQL or in a value that it meets, and not in the database or the system.
  package var isOfTheSQL: Bool {
    [SQLITE_ERROR, SQLITE_TOOBIG, SQLITE_AUTH, SQLITE_MISMATCH].contains(primaryCode)
      && !isCorrupt
  }
  /// A sum in SQL does not fit 64 bits.
  package var isIntegerOverflow: Bool {
    // SQLite has no code of its own for it.
    primaryCode == SQLITE_ERROR && message == "integer overflow"
  }
}
