import Foundation

/// A guide with the output of its commands replaced by what they print now.
///
/// Each `console` block is run in order, in a copy of `samples/` and `scripts/`; standard error is
/// part of what is printed.
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
    let folders = ["", "docs", "samples"].map { Repository.root.appending(path: $0) }
    return try folders.flatMap { folder in
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    }
    .filter { $0.pathExtension == "md" }
    .sorted { $0.path() < $1.path() }
  }

  private static func workplace() throws -> URL {
    let folder = URL.temporaryDirectory.appending(path: "transcript-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["samples", "scripts"] {
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

/// Where the sources are.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
}

/// Runs commands as a user would, with the built `offtake` first on the path.
enum Shell {
  static func run(
    _ command: String, in folder: URL
  ) throws -> (output: String, status: Int32) {
    let shell = Process()
    let pipe = Pipe()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", command]
    shell.currentDirectoryURL = folder
    shell.environment = [
      "PATH": "\(try products().path()):/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
      "SWIFT_BACKTRACE": "enable=no", "COLUMNS": "80",
    ]
    shell.standardInput = FileHandle.nullDevice
    shell.standardOutput = pipe
    shell.standardError = pipe
    try shell.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    return (String(decoding: bytes, as: UTF8.self), shell.terminationStatus)
  }

  static let hasSQLite = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")
  static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  /// A new folder, in memory where the system has such a place.
  static func workplace() throws -> URL {
    let memory = URL(filePath: "/dev/shm")
    let isWritable = FileManager.default.isWritableFile(atPath: memory.path())
    let folder = (isWritable ? memory : URL.temporaryDirectory)
      .appending(path: "offtake-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// The folder of the program that `OFFTAKE` names, else of the built products: that of the test
  /// binary, or one above it.
  static func products() throws -> URL {
    if let named = ProcessInfo.processInfo.environment["OFFTAKE"] {
      return URL(filePath: named).deletingLastPathComponent()
    }
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path() != "/" {
      if FileManager.default.isExecutableFile(atPath: folder.appending(path: "offtake").path()) {
        return folder
      }
      folder = folder.deletingLastPathComponent()
    }
    throw CocoaError(.fileNoSuchFile)
  }
}
