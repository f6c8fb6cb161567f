import Files
import SQLite
import Synchronization

/// What SIGINT and SIGTERM do: they stop the command, unless it is already making its changes final.
///
/// SQLite is interrupted so that the command ends by itself and closes its files. Where the command
/// is busy with something else, the program ends all the same a moment later: SQLite keeps a
/// transaction whole at whatever moment that is.
final class Interruption: Sendable {
  static let shared = Interruption()

  /// Source: the shell's code for a program that SIGINT ended.
  static let exitCode: Int32 = 130

  private enum Phase {
    case running, final, stopping, ended
  }

  private struct State {
    var phase = Phase.running
    var connections: [Interrupter] = []
    var progress: ProgressBar?
    var pager: Pager?
  }

  private static let graceMilliseconds = 40
  private let state = Mutex(State())

  /// Begins to heed the signals.
  func watch() {
    Signals.watch { Interruption.shared.stop($0) }
  }

  /// Interrupts a connection with the command.
  func add(_ connection: Interrupter) {
    state.withLock { $0.connections.append(connection) }
  }

  /// Clears a progress bar when the command is stopped.
  func add(_ progress: ProgressBar?) {
    state.withLock { $0.progress = progress }
  }

  /// Leaves Ctrl-C to a pager that shows what the command prints, and ends the pager with the command.
  func add(_ pager: Pager?) {
    state.withLock { $0.pager = pager }
  }

  /// Lets the command print, unless it is being stopped.
  func check() throws(InterruptedError) {
    guard isHeeded else { throw InterruptedError() }
  }

  /// Lets the command make its changes final, unless it is being stopped. A signal changes nothing
  /// from then on.
  func beginFinalStep() throws(InterruptedError) {
    let mayBegin = state.withLock { state in
      if state.phase == .running { state.phase = .final }
      return state.phase == .final
    }
    guard mayBegin else { throw InterruptedError() }
  }

  /// Ends the program if a signal is why the command failed.
  func endIfStopped() {
    if !isHeeded { end() }
  }

  private var isHeeded: Bool {
    state.withLock { $0.phase == .running || $0.phase == .final }
  }

  /// Runs on the thread that waits for signals.
  private func stop(_ signal: Int32) {
    let connections = state.withLock { state -> [Interrupter]? in
      guard state.phase == .running, state.pager == nil || signal != Signals.interrupt
      else { return nil }
      state.phase = .stopping
      return state.connections
    }
    guard let connections else { return }
    for _ in 0..<Interruption.graceMilliseconds {
      // An interruption between two statements stops neither.
      for connection in connections { connection.interrupt() }
      Signals.sleep(milliseconds: 1)
    }
    end()
  }

  private func end() {
    let (isFirst, progress, pager) = state.withLock { state in
      defer { state.phase = .ended }
      return (state.phase == .stopping, state.progress, state.pager)
    }
    // The other thread is ending the program.
    guard isFirst else { return Signals.sleep(milliseconds: 1000) }
    progress?.clear()
    pager?.end()
    let line = "offtake: interrupted; nothing was changed"
    try? FileWriter.writeStandardError(Array((line + "\n").utf8))
    Signals.exitAtOnce(Interruption.exitCode)
  }
}

/// Why a command that a signal stopped does not go on.
struct InterruptedError: Error {}
