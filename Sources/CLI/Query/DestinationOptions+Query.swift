import ArgumentParser
import Files
import Rendering
import Reports

extension DestinationOptions {
  /// Prints the rows of a query as they come.
  /// - Throws: what ended them before the last; then no file is written.
  func print(_ rows: QueryStream, parameters: [Report.Parameter]) throws {
    guard printedFormat() != .svg else {
      throw ValidationError("the rows of a query have no chart")
    }
    let stream = try rows.stream(parameters: parameters)
    do {
      try printPieces { (take) throws(FileError) in
        try write(stream) { (piece) throws(FileError) in
          // What would follow the last row, as the end of a JSON array, must not look whole.
          guard rows.failure == nil else { throw DestinationOptions.unfinished }
          try take(piece)
        }
        guard rows.failure == nil else { throw DestinationOptions.unfinished }
      }
    } catch {
      throw rows.failure ?? error
    }
  }

  private func write(
    _ stream: RowStream, to take: (String) throws(FileError) -> Void
  ) throws(FileError) {
    switch printedFormat() {
    case .table: try TableText.write(stream, to: take)
    case .csv: try CSVText.write(stream, isRaw: raw, to: take)
    case .json: try JSONText.write(stream, to: take)
    case .svg: break
    }
  }

  /// Stands for the failure of the rows until the file that was begun is gone.
  private static let unfinished = FileError(path: "", action: .write, code: 0)
}
