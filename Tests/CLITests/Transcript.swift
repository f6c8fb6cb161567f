import Foundation
import TestTools

/// A guide with the output of its commands replaced by what they print now.
///
/// Each `console` block is run in order, in a copy of `samples/`, beside one of `scripts/` and of
/// `Tests/Books/`; standard error is part of what is printed.
struct Transcript {
  private(set) var text = ""
  /// The commands that it ran.
  private(set) var commands: [String] = []

  init(running guide: String) throws {
    let folder = try Transcript.workplace()
    defer { try? FileManager.default.removeItem(at: folder) }
    var lines: [String] = []
    var isConsole = false
    for line in guide.components(separatedBy: "\n") {
      if line.hasPrefix("```") { isConsole = line == "```console" }
      guard isConsole else {
        lines.append(line)
        continue
      }
      guard line.hasPrefix("$ ") || line.hasPrefix("```") else { continue }
      lines.append(line)
      if line.hasPrefix("$ ") {
        let command = String(line.dropFirst(2))
        commands.append(command)
        lines += try Transcript.output(of: command, in: folder.appending(path: "samples"))
      }
    }
    text = lines.joined(separator: "\n")
  }

  /// Every Markdown file of the repository that may have console blocks.
  static func guides() throws -> [URL] {
    let folders = ["", "docs", "samples", "Tests/Books"].map { Repository.root.appending(path: $0) }
    return try folders.flatMap { folder in
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    }
    .filter { $0.pathExtension == "md" }
    .sorted { $0.path() < $1.path() }
  }

  private static func workplace() throws -> URL {
    let folder = URL.temporaryDirectory.appending(path: "transcript-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "Tests"), withIntermediateDirectories: true)
    for name in ["samples", "scripts", "Tests/Books"] {
      try FileManager.default.copyItem(
        at: Repository.root.appending(path: name), to: folder.appending(path: name))
    }
    return folder
  }

  private static func output(of command: String, in folder: URL) throws -> [String] {
    let run = try Shell.run(command, in: folder)
    var lines = run.output.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    // A table pads no line at its end; a guide's lines have no blanks there either.
    return run.status == 0 ? lines : lines + ["[exit \(run.status)]"]
  }
}
