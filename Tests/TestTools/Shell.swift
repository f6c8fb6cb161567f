package import Foundation

/// Where the sources are.
package enum Repository {
  /// The folder that has Package.swift.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
}

/// Runs commands as a user would, with the built `offtake` first on the path.
package enum Shell {
  /// Runs a command line in a folder; what it prints has standard error in it.
  package static func run(
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

  /// Whether the shell of SQLite is installed.
  package static let hasSQLite = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")
  /// Whether Python is installed.
  package static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  /// A new folder, in memory where the system has such a place.
  package static func workplace() throws -> URL {
    let memory = URL(filePath: "/dev/shm")
    let isWritable = FileManager.default.isWritableFile(atPath: memory.path())
    let folder = (isWritable ? memory : URL.temporaryDirectory)
      .appending(path: "offtake-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// The folder of the program that `OFFTAKE` names, else of the built products: that of the test
  /// binary, or one above it.
  package static func products() throws -> URL {
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
