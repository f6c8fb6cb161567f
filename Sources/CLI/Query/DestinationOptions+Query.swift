import ArgumentParser
import Files
import Rendering
import Reports

extension DestinationOptions {
  /// Prints the rows of a query as they come.
  /// - Throws: what ended them before the last; then no file is written.
  func print(_ rows: QueryStream, parameters: [Report.Parameter]) throws {
    let stream = PrintableReport(try rows.stream(parameters: parameters))
    let name = "rows"
    if let section, section != name { throw UnknownSectionError(name: section, names: [name]) }
    let (format, raw) = (printedFormat(), raw)
    guard format != .svg else { throw ValidationError("the rows of a query have no chart") }
    let text: Message.Pieces = { (take) throws(FileError) in
      try format.write(stream, isRaw: raw) { (piece) throws(FileError) in
        // What would follow the last row, as the end of a JSON array, must not look whole.
        guard rows.failure == nil else { throw DestinationOptions.unfinished }
        try take(piece)
      }
      guard rows.failure == nil else { throw DestinationOptions.unfinished }
    }
    do {
      let printout = try format.isText ? .text(text) : Printout.workbook(stream)
      guard rows.failure == nil else { throw DestinationOptions.unfinished }
      if let folder {
        try write([(name, printout)], as: format, into: folder)
      } else {
        try print(printout)
      }
    } catch {
      throw rows.failure ?? error
    }
  }

  /// Stands for the failure of the rows until the file that was begun is gone.
  private static let unfinished = FileError(path: "", action: .write, code: 0)
}
