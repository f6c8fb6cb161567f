internal import CFiles
internal import SystemPackage

/// A program that shows what it is given page by page, on the terminal that this one has.
package final class Pager: Sendable {
  private let process: Int32
  private let input: Int32

  /// Starts a command line in a shell. Ctrl-C reaches it as if it had been started alone.
  /// - Returns: `nil` where it cannot be started.
  package init?(_ command: String) {
    let result = cfiles_start_reader(command.terminated.span)
    guard result >= 0 else { return nil }
    process = Int32(result / 65_536)
    input = Int32(result % 65_536)
  }

  /// Gives it more to show.
  /// - Throws: `FileError`; one that is a broken pipe if it has ended.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    try FileWriter.write(bytes, to: FileDescriptor(rawValue: input), name: "the pager")
  }

  /// Says that there is no more, and waits until it ends. To be called once.
  package func finish() {
    cfiles_close(input)
    cfiles_wait(process)
  }

  /// Asks it to end, and waits until it does.
  package func end() {
    cfiles_terminate(process)
    cfiles_wait(process)
  }
}
