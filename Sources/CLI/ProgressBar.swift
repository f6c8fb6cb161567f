import Files
import Imports
import Synchronization

/// A line on standard error that tells how far an import is, or how long a report takes, once that is over a second.
final class ProgressBar: Sendable {
  private struct State {
    let start = ContinuousClock.now
    var shownAt: ContinuousClock.Instant?
    var isShown = false
    var isOver = false
  }

  private let state = Mutex(State())

  /// - Returns: `nil` where nobody watches.
  static func ifOnTerminal() -> ProgressBar? {
    FileWriter.isStandardErrorTerminal ? ProgressBar() : nil
  }

  /// Draws it anew, a few times a second.
  func show(_ progress: ImportProgress) {
    draw { ProgressText(progress, after: $0).text }
  }

  private func draw(_ text: (Duration) -> String) {
    state.withLock { state in
      let now = ContinuousClock.now
      guard !state.isOver, state.start.duration(to: now) > .seconds(1),
        state.shownAt.map({ $0.duration(to: now) > .milliseconds(200) }) ?? true
      else { return }
      state.shownAt = now
      state.isShown = true
      write("\r\u{1B}[K" + text(state.start.duration(to: now)))
    }
  }

  /// Takes it away.
  func clear() {
    state.withLock { state in
      if state.isShown { write("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  /// Does some work that prints nothing, and counts its seconds on a line of their own.
  static func countingSeconds<Result>(of work: () throws -> Result) rethrows -> Result {
    guard let bar = ifOnTerminal() else { return try work() }
    Interruption.shared.add(bar)
    let clock = Task.detached {
      while true {
        try await Task.sleep(for: .seconds(1))
        bar.draw { "reading the database, \($0.components.seconds) s" }
      }
    }
    defer {
      clock.cancel()
      bar.state.withLock { $0.isOver = true }
      bar.clear()
    }
    return try work()
  }

  private func write(_ text: String) {
    try? FileWriter.writeStandardError(Array(text.utf8))
  }
}

/// How far an import is, in a line of at most 79 columns.
struct ProgressText {
  let text: String

  init(_ progress: ImportProgress, after duration: Duration) {
    let milliseconds = max(1, Int(duration / .milliseconds(1)))
    let rate = progress.bytes / milliseconds
    var parts = [
      "\(progress.rows) rows", "\(progress.bytes / 1_000_000) MB",
      "\(rate / 1000).\(rate / 100 % 10) MB/s",
    ]
    var bar = ""
    if let size = progress.size, size > 0 {
      let percent = min(100, progress.bytes * 100 / size)
      bar =
        "[" + String(repeating: "#", count: percent / 5)
        + String(repeating: ".", count: 20 - percent / 5) + "] \(percent) % "
      let left = max(0, size - progress.bytes) / max(1, rate) / 1000
      parts.append("\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left")
    }
    text = String((bar + parts.joined(separator: ", ")).prefix(79))
  }
}
