import Files
import Synchronization

/// What is configured: by variables of the environment, which come first, by `.offtake.toml` of the current
/// folder or the nearest above it, and by the user's own file. Options of a command come before all of them.
struct Configuration: Sendable {
  /// A value with its origin.
  struct Value: Sendable {
    let text: String
    /// The variable, or the file with its line.
    let origin: String
  }

  private var values: [Setting: Value] = [:]

  private static let shared = Mutex(Configuration())

  /// What holds for this command.
  static var current: Configuration { shared.withLock { $0 } }

  /// Reads the files and the environment, once, before the command is parsed.
  /// - Throws: `ConfigurationError` with every fault.
  static func load(ignoringFiles: Bool) throws {
    let ignores = ignoringFiles || Environment["OFFTAKE_NO_CONFIG"] ?? "" != ""
    let files = ignores ? [] : [ConfigurationFile.ofUser(), .ofProject()].compactMap { $0 }
    let configuration = try Configuration(files: files)
    shared.withLock { $0 = configuration }
  }

  private init() {}

  /// A later file comes before an earlier one.
  private init(files: [ConfigurationFile]) throws {
    var faults: [String] = []
    for file in files {
      do {
        values.merge(try file.values()) { $1 }
      } catch let error as ConfigurationError {
        faults += error.lines
      }
    }
    for setting in Setting.allCases {
      guard let text = Environment[setting.variable] else { continue }
      values[setting] = Value(text: text, origin: setting.variable)
      if !text.isEmpty, let problem = setting.problem(with: text) {
        faults.append("\(setting.variable): \(problem)")
      }
    }
    guard faults.isEmpty else { throw ConfigurationError(lines: faults) }
  }

  /// The value of a setting; `nil` if it is not configured, or is configured to be empty.
  subscript(setting: Setting) -> String? {
    values[setting].flatMap { $0.text.isEmpty ? nil : $0.text }
  }

  /// The value of a setting with its origin; `nil` if it is not configured.
  func value(of setting: Setting) -> Value? { values[setting] }

  /// Whether the environment says it, also where it says that there is none.
  func isOfEnvironment(_ setting: Setting) -> Bool {
    values[setting]?.origin == setting.variable
  }
}

/// What is wrong with configuration files: a line for each fault, with its file and line.
struct ConfigurationError: Error {
  let lines: [String]
}
