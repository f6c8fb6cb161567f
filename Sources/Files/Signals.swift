internal import CFiles

/// SIGINT and SIGTERM, and the end of the program that they ask for.
package enum Signals {
  /// Runs `stop` on a thread of its own, with the signal's number, whenever SIGINT or SIGTERM arrives, unless
  /// the program was started with that signal ignored. To be called once, before any other thread starts.
  ///
  /// If the system has no thread left, both signals end the program at once, as they do by default.
  package static func watch(_ stop: @convention(c) (Int32) -> Void) {
    _ = cfiles_watch_signals(stop)
  }

  /// The number of SIGINT, which a terminal sends for Ctrl-C.
  package static let interrupt: Int32 = 2

  /// Waits.
  package static func sleep(milliseconds: Int) {
    cfiles_sleep(Int32(clamping: milliseconds))
  }

  /// Ends the program from any thread, whatever the others do. A file or folder that is being written is
  /// removed; what it was to replace stays.
  package static func exitAtOnce(_ code: Int32) -> Never {
    UnfinishedPaths.removeAll()
    cfiles_exit_at_once(code)
  }
}
