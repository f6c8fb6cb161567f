import ArgumentParser
import Files
import FoundationEssentials
import Rendering

/// What a command prints in a format: text, which a pager can show, or the bytes of a file.
enum Printout {
  case text(Message.Pieces)
  case bytes(FileWriter.Filling)

  /// It as bytes.
  var filling: FileWriter.Filling {
    switch self {
    case .text(let text): Message.bytes(of: text)
    case .bytes(let filling): filling
    }
  }

  /// A report as a workbook, which is whole before the first of its bytes is handed over.
  /// - Throws: `ValidationError` in a program built without the trait XLSX; `WorkbookError`, `FileError`.
  static func workbook(_ report: PrintableReport) throws -> Printout {
    #if XLSX
      let file = try TemporaryFile(in: FileManager.default.temporaryDirectory.path)
      try XLSXFile.write(report, to: file.path)
      return .bytes { (take) throws(FileError) in try file.forEachPiece(take) }
    #else
      throw DestinationOptions.refusal(of: "--format xlsx")
    #endif
  }
}
