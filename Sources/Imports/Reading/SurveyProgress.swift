internal import CSV
internal import Synchronization

/// How far a file is that is read four times: once to keep it, and three times row by row. Each is a
/// quarter of the way.
final class SurveyProgress: Sendable {
  private static let readings = 4

  private let source: HashedFile
  private let progress: (@Sendable (ImportProgress) -> Void)?
  private let reading = Mutex(0)

  /// Tells `progress` of the readings of `source`.
  init(of source: HashedFile, _ progress: (@Sendable (ImportProgress) -> Void)?) {
    self.source = source
    self.progress = progress
  }

  /// Tells that the file was kept as far as it was read.
  func spooled() { tell(bytes: source.byteCount, rows: 0, size: source.size) }

  /// Begins the next reading row by row.
  func beginReading() { reading.withLock { $0 += 1 } }

  /// Tells that the current reading is as far as `record`.
  func read(_ record: CSVRecord) {
    // All of it was read by now, so that the size of a pipe is known, too.
    tell(bytes: record.endOffset, rows: record.number, size: source.byteCount)
  }

  private func tell(bytes: Int, rows: Int, size: Int?) {
    guard let progress else { return }
    let before = reading.withLock { $0 } * source.byteCount
    progress(
      ImportProgress(
        file: source.name, bytes: (before + bytes) / SurveyProgress.readings, size: size,
        rows: rows))
  }
}
