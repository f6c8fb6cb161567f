internal import Dispatch
internal import Synchronization

/// Hands elements from one thread to another, in order, and lets the first run only a little ahead.
final class Handover<Element: Sendable>: Sendable {
  private struct State {
    var waiting: [Element] = []
    var isCancelled = false
  }

  private let state = Mutex(State())
  /// Counts the places that are free.
  private let room = DispatchSemaphore(value: 0)
  /// Counts the elements that wait, and the end.
  private let ready = DispatchSemaphore(value: 0)

  /// At most `capacity` elements wait to be taken.
  init(capacity: Int) {
    // A semaphore must not end lower than it began, and an import that fails leaves some places taken.
    for _ in 0..<capacity { room.signal() }
  }

  /// Hands an element over, once there is room.
  /// - Returns: `false` where nobody wants any more.
  func put(_ element: Element) -> Bool {
    room.wait()
    let isWanted = state.withLock { state in
      if !state.isCancelled { state.waiting.append(element) }
      return !state.isCancelled
    }
    ready.signal()
    return isWanted
  }

  /// Says that nothing more comes.
  func end() {
    ready.signal()
  }

  /// Takes the next element, waiting for it; `nil` at the end. Meanwhile, `whileWaiting` runs now
  /// and then.
  func take(whileWaiting: () -> Void) -> Element? {
    while ready.wait(timeout: .now() + .milliseconds(250)) == .timedOut { whileWaiting() }
    let element = state.withLock { state in
      state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
    // The end stays where it is, for whoever asks again.
    if element == nil { ready.signal() } else { room.signal() }
    return element
  }

  /// Lets the other side stop.
  func cancel() {
    state.withLock {
      $0.isCancelled = true
      $0.waiting = []
    }
    room.signal()
  }
}
