internal import CSQLite

// The table that SQL sees of a `RowBuffer`: an eponymous-only virtual table, read from the front.
// Source: sqlite.org/vtab.html.

extension Connection {
  /// Lets the SQL of this connection read `buffer` as a table called `name`, as long as the
  /// connection is open.
  /// - Throws: `SQLiteError` where SQLite has no memory for it.
  package func lend(_ buffer: RowBuffer, as name: String) throws(SQLiteError) {
    let owner = unsafe Unmanaged.passRetained(buffer)
    let code = unsafe withUnsafePointer(to: &RowTable.module) { module in
      unsafe sqlite3_create_module_v2(handle, name, module, owner.toOpaque()) { owner in
        if let owner = unsafe owner { unsafe Unmanaged<RowBuffer>.fromOpaque(owner).release() }
      }
    }
    guard code == SQLITE_OK else { throw unsafe SQLiteError(code: code, connection: handle) }
  }
}

/// What SQLite keeps of the table; it knows only the first part.
@safe private struct RowTable {
  var base: sqlite3_vtab
  unowned(unsafe) let buffer: RowBuffer
}

/// What SQLite keeps of one reading of it; it knows only the first part.
@safe private struct RowCursor {
  var base: sqlite3_vtab_cursor
  unowned(unsafe) let buffer: RowBuffer
  var row = 0
  var end = 0
}

extension RowTable {
  /// SQLite keeps its address, and never writes to it.
  nonisolated(unsafe) static var module: sqlite3_module = {
    var module = sqlite3_module()
    unsafe module.xConnect = { connection, owner, _, _, table, _ in
      unsafe RowTable.connect(connection, owner, table)
    }
    unsafe module.xBestIndex = { _, plan in
      unsafe plan?.pointee.estimatedCost = 1
      return SQLITE_OK
    }
    unsafe module.xDisconnect = { table in
      unsafe UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: RowTable.self).deallocate()
      return SQLITE_OK
    }
    unsafe module.xOpen = { table, cursor in unsafe RowTable.open(table, cursor) }
    unsafe module.xClose = { cursor in
      unsafe RowCursor.of(cursor)?.deallocate()
      return SQLITE_OK
    }
    unsafe module.xFilter = { cursor, _, _, _, _ in
      guard let cursor = unsafe RowCursor.of(cursor) else { return SQLITE_MISUSE }
      let selection = unsafe cursor.pointee.buffer.selection
      unsafe cursor.pointee.row = selection.lowerBound
      unsafe cursor.pointee.end = selection.upperBound
      unsafe cursor.pointee.buffer.position = selection.lowerBound
      return SQLITE_OK
    }
    unsafe module.xNext = { cursor in
      guard let cursor = unsafe RowCursor.of(cursor) else { return SQLITE_MISUSE }
      unsafe cursor.pointee.row += 1
      unsafe cursor.pointee.buffer.position = cursor.pointee.row
      return SQLITE_OK
    }
    unsafe module.xEof = { cursor in
      guard let cursor = unsafe RowCursor.of(cursor) else { return 1 }
      return unsafe cursor.pointee.row >= cursor.pointee.end ? 1 : 0
    }
    unsafe module.xColumn = { cursor, context, column in
      guard let cursor = unsafe RowCursor.of(cursor) else { return SQLITE_MISUSE }
      return unsafe cursor.pointee.answer(column, to: context)
    }
    unsafe module.xRowid = { cursor, rowID in
      guard let cursor = unsafe RowCursor.of(cursor) else { return SQLITE_MISUSE }
      unsafe rowID?.pointee = sqlite3_int64(cursor.pointee.row)
      return SQLITE_OK
    }
    return module
  }()

  private static func connect(
    _ connection: OpaquePointer?, _ owner: UnsafeMutableRawPointer?,
    _ table: UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?
  ) -> Int32 {
    guard let owner = unsafe owner, let table = unsafe table else { return SQLITE_MISUSE }
    let buffer = unsafe Unmanaged<RowBuffer>.fromOpaque(owner).takeUnretainedValue()
    let columns = (0..<buffer.columnCount).map { "c\($0)" }.joined(separator: ", ")
    let code = unsafe sqlite3_declare_vtab(connection, "CREATE TABLE x (\(columns))")
    guard code == SQLITE_OK else { return code }
    let made = UnsafeMutablePointer<RowTable>.allocate(capacity: 1)
    unsafe made.initialize(to: RowTable(base: sqlite3_vtab(), buffer: buffer))
    unsafe table.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab.self)
    return SQLITE_OK
  }

  private static func open(
    _ table: UnsafeMutablePointer<sqlite3_vtab>?,
    _ cursor: UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab_cursor>?>?
  ) -> Int32 {
    guard let table = unsafe UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: RowTable.self),
      let cursor = unsafe cursor
    else { return SQLITE_MISUSE }
    let made = UnsafeMutablePointer<RowCursor>.allocate(capacity: 1)
    unsafe made.initialize(
      to: RowCursor(base: sqlite3_vtab_cursor(), buffer: table.pointee.buffer))
    unsafe cursor.pointee = UnsafeMutableRawPointer(made)
      .assumingMemoryBound(to: sqlite3_vtab_cursor.self)
    return SQLITE_OK
  }
}

extension RowCursor {
  static func of(
    _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?
  ) -> UnsafeMutablePointer<RowCursor>? {
    unsafe UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: RowCursor.self)
  }

  /// Texts are not copied here: the statement copies them into its row before the buffer changes.
  func answer(_ column: Int32, to context: OpaquePointer?) -> Int32 {
    let cell = unsafe buffer.cells[row * buffer.columnCount + Int(column)]
    switch cell.length {
    case RowBuffer.Cell.null: unsafe sqlite3_result_null(context)
    case RowBuffer.Cell.integer: unsafe sqlite3_result_int64(context, cell.content)
    case let length:
      let start = unsafe UnsafeRawPointer(buffer.text + Int(cell.content))
        .assumingMemoryBound(to: CChar.self)
      unsafe sqlite3_result_text64(
        context, start, UInt64(length), nil, UInt8(SQLITE_UTF8))
    }
    return SQLITE_OK
  }
}
