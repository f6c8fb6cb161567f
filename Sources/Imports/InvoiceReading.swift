internal import Dispatch
internal import Synchronization

/// Rows being read on a thread of their own, a few batches ahead.
final class InvoiceReading: Sendable {
  private enum Piece: Sendable {
    case batch(InvoiceBatch)
    case end(sawAllRows: Bool, rejected: [Int: String])
    case failure(any Error)
  }

  private static let batchesAhead = 4

  private let handover = Handover<Piece>(capacity: batchesAhead)
  private let rest = Mutex((sawAllRows: false, rejected: [Int: String]()))
  private let whileWaiting: @Sendable () -> Void

  /// Begins to read the rows of `reader`, which come from `source`; `whileWaiting` is run now and
  /// then while `next` waits for it.
  init(
    _ reader: consuming RecordReader<InvoiceImport.Field>, from source: HashedFile,
    _ parser: InvoiceParser, whileWaiting: @escaping @Sendable () -> Void = {}
  ) {
    self.whileWaiting = whileWaiting
    let parked = Mutex<InvoiceRows?>(InvoiceRows(reader, from: source, parser))
    DispatchQueue.global(qos: .userInitiated).async { [handover] in
      defer { handover.end() }
      parked.withLock { rows in
        do {
          while let batch = try rows?.next() {
            guard handover.put(.batch(batch)) else { return }
          }
          _ = handover.put(
            .end(
              sawAllRows: rows?.sawAllRows ?? false, rejected: rows?.rejected ?? [:]))
        } catch {
          _ = handover.put(.failure(error))
        }
      }
    }
  }

  /// The next rows, once they are read; `nil` at the end.
  /// - Throws: what kept the file from being read to its end.
  func next() throws -> InvoiceBatch? {
    switch handover.take(whileWaiting: whileWaiting) {
    case .batch(let batch): return batch
    case .failure(let error): throw error
    case .end(let sawAllRows, let rejected):
      rest.withLock { $0 = (sawAllRows, rejected) }
      return nil
    case nil: return nil
    }
  }

  /// Whether every record could be read, whatever it said; known at the end.
  var sawAllRows: Bool { rest.withLock { $0.sawAllRows } }

  /// The records that were left out; known at the end.
  var rejected: [Int: String] { rest.withLock { $0.rejected } }

  /// Ends the reading, wherever it is.
  func stop() { handover.cancel() }
}
