internal import CSQLite
internal import Synchronization

/// A handle that stops a connection's running statement from another thread.
///
/// It may outlive its connection: a closed connection is forgotten under the same lock that guards
/// an interruption, so the two never meet. Not for use inside a signal handler, where a lock could
/// be held by the thread that the signal stopped. Source: sqlite.org/c3ref/interrupt.html.
@safe package final class Interrupter: Sendable {
  private let connection: Mutex<OpaquePointer?>

  init(_ connection: OpaquePointer) {
    // SQLite allows this one use of a connection from any thread, as long as it is open.
    nonisolated(unsafe) let connection: OpaquePointer? = unsafe connection
    unsafe self.connection = Mutex(connection)
  }

  /// Stops every statement running on the connection; each throws an error that `isInterrupted`.
  ///
  /// An interrupted write ends its transaction. Nothing happens where no statement runs: the next
  /// one starts as usual.
  package func interrupt() {
    unsafe connection.withLock { connection in
      if let connection = unsafe connection { unsafe sqlite3_interrupt(connection) }
    }
  }

  /// Forgets the connection. To be called before it closes.
  func disconnect() {
    unsafe connection.withLock { connection in unsafe connection = nil }
  }
}
