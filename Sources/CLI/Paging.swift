import Files
import FoundationEssentials

/// Shows what is longer than the terminal page by page.
struct Paging {
  private let command: String
  private let rows: Int

  /// - Returns: `nil` where there is no terminal, or no pager is wanted.
  init?() {
    guard let terminal = Terminal(), terminal.rows > 0, Environment.isCapableTerminal,
      let command = Paging.command
    else { return nil }
    (self.command, rows) = (command, terminal.rows)
  }

  /// The configured pager, else `$PAGER`, else `less`; `nil` for none.
  private static var command: String? {
    let command =
      Configuration.current.value(of: .pager)?.text ?? Environment["PAGER"]
      ?? (hasLess ? "less -FIRX" : "")
    return command.isEmpty || command == "cat" ? nil : command
  }

  private static var hasLess: Bool {
    (Environment["PATH"] ?? "").split(separator: ":").contains { folder in
      FileManager.default.isExecutableFile(atPath: "\(folder)/less")
    }
  }

  /// Prints the pieces of a text: through the pager once there are more lines than the terminal has. A pager
  /// that is left early is no fault.
  func print(
    _ text: (_ take: (String) throws(FileError) -> Void) throws(FileError) -> Void
  ) throws {
    var output = PagedOutput(rows: rows, command: command)
    do {
      try text { (piece) throws(FileError) in try output.add(piece) }
      try output.flush()
    } catch  where error.isBrokenPipe && output.isPaged {
    } catch {
      output.finish()
      throw error
    }
    output.finish()
  }
}

/// Text on its way to the terminal or to a pager.
private struct PagedOutput {
  private let rows: Int
  private let command: String
  private var bytes: [UInt8] = []
  private var lineCount = 0
  private var isDecided = false
  private var pager: Pager?

  init(rows: Int, command: String) { (self.rows, self.command) = (rows, command) }

  var isPaged: Bool { pager != nil }

  mutating func add(_ piece: String) throws(FileError) {
    bytes += piece.utf8
    if !isDecided {
      lineCount += piece.utf8.count { $0 == UInt8(ascii: "\n") }
      guard lineCount >= rows else { return }
      isDecided = true
      pager = Pager(command)
      Interruption.shared.add(pager)
    }
    if bytes.count >= 1 << 16 { try flush() }
  }

  /// Writes what there is.
  mutating func flush() throws(FileError) {
    if let pager { try pager.write(bytes) } else { try FileWriter.writeStandardOutput(bytes) }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Waits for the pager. If a signal ended it, the program ends as well.
  func finish() {
    guard let pager else { return }
    pager.finish()
    Interruption.shared.endIfStopped()
    Interruption.shared.add(nil as Pager?)
  }
}
