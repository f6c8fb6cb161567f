internal import Dispatch
internal import Files
internal import Synchronization

/// Rows being read on a thread of their own, a few batches ahead.
final class InvoiceReading: Sendable {
  private enum Piece: Sendable {
    case batch(InvoiceBatch)
    case end
    case failure(any Error)
  }

  private static let batchesAhead = 4
  /// What the system takes to run another thread; without them the rows are read on this one.
  private static let filesOfThread = 6

  private let handover: Handover<Piece>?
  private let rows: Mutex<InvoiceRows>

  /// Begins to read `rows`, on another thread where `readsAhead` says so and the system lets it.
  init(_ rows: consuming InvoiceRows, readsAhead: Bool) {
    self.rows = Mutex(rows)
    guard readsAhead, FileReader.canOpen(InvoiceReading.filesOfThread) else {
      handover = nil
      return
    }
    let handover = Handover<Piece>(capacity: InvoiceReading.batchesAhead)
    self.handover = handover
    DispatchQueue.global(qos: .userInitiated).async { self.read(to: handover) }
  }

  /// Runs on the other thread, to the end of the file or until nobody wants any more.
  private func read(to handover: Handover<Piece>) {
    defer { handover.end() }
    do {
      while let batch = try rows.withLock({ try $0.next() }) {
        guard handover.put(.batch(batch)) else { return }
      }
      _ = handover.put(.end)
    } catch {
      _ = handover.put(.failure(error))
    }
  }

  /// The next rows, once they are read; `nil` at the end. `whileWaiting` runs now and then.
  /// - Throws: what kept the file from being read to its end.
  func next(whileWaiting: () -> Void) throws -> InvoiceBatch? {
    guard let handover else { return try rows.withLock { try $0.next() } }
    switch handover.take(whileWaiting: whileWaiting) {
    case .batch(let batch): return batch
    case .failure(let error): throw error
    case .end, nil: return nil
    }
  }

  /// Whether every record could be read, whatever it said; known at the end.
  var sawAllRows: Bool { rows.withLock { $0.sawAllRows } }

  /// The records that were left out; known at the end.
  var rejected: [Int: String] { rows.withLock { $0.rejected } }

  /// Lets the other thread end, which it does once the system gives it what it waits for.
  func stop() { handover?.cancel() }
}
