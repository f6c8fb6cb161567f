internal import CSQLite

extension Connection {
  /// Runs `body`, and lists the SQL of each statement that began meanwhile, in order: for tests that look at
  /// what a report reads.
  ///
  /// Source: sqlite.org/c3ref/trace_v2.html.
  package func statements(of body: () throws -> Void) rethrows -> [String] {
    let trace = Trace()
    unsafe sqlite3_trace_v2(
      handle, UInt32(SQLITE_TRACE_STMT),
      { _, context, _, text in
        guard let context = unsafe context, let text = unsafe text else { return 0 }
        let sql = unsafe String(cString: text.assumingMemoryBound(to: CChar.self))
        unsafe Unmanaged<Trace>.fromOpaque(context).takeUnretainedValue().statements.append(sql)
        return 0
      }, Unmanaged.passUnretained(trace).toOpaque())
    defer { unsafe sqlite3_trace_v2(handle, 0, nil, nil) }
    try body()
    return trace.statements
  }
}

/// The statements so far.
private final class Trace {
  var statements: [String] = []
}
