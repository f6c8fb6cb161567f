import Files
import FoundationEssentials
import Mappings
import Procurement

/// A file that configures the program.
struct ConfigurationFile {
  private let path: String
  /// The folder of a project's file, from which its database is found; `nil` for the user's own file.
  private let folder: String?

  /// More than anyone writes.
  private static let maximumSize = 1 << 16

  /// `$XDG_CONFIG_HOME/offtake/config.toml`, else in `~/.config`.
  ///
  /// Source: XDG Base Directory Specification 0.8.
  static func ofUser() -> ConfigurationFile? {
    let named = Environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let base = named ?? Environment["HOME"].map({ "\($0)/.config" }) else { return nil }
    let path = "\(base)/offtake/config.toml"
    return FileKind(of: path) == .file ? ConfigurationFile(path: path, folder: nil) : nil
  }

  /// `.offtake.toml` in the current folder, or in the nearest folder above it that has one.
  static func ofProject() -> ConfigurationFile? {
    let name = ".offtake.toml"
    if FileKind(of: name) == .file { return ConfigurationFile(path: name, folder: "") }
    var folders = FileManager.default.currentDirectoryPath.split(separator: "/")
    while !folders.isEmpty {
      folders.removeLast()
      let folder = folders.map { "/\($0)" }.joined() + "/"
      if FileKind(of: folder + name) == .file {
        return ConfigurationFile(path: folder + name, folder: folder)
      }
    }
    return nil
  }

  /// What it sets.
  /// - Throws: `ConfigurationError` with every fault.
  func values() throws -> [Setting: Configuration.Value] {
    var (values, faults) = ([Setting: Configuration.Value](), [String]())
    for entry in try entries() {
      do {
        let setting = try checked(entry)
        values[setting] = Configuration.Value(
          text: setting == .database ? place(of: entry.value) : entry.value,
          origin: place(entry.line))
      } catch {
        faults += error.lines
      }
    }
    guard faults.isEmpty else { throw ConfigurationError(lines: faults) }
    return values
  }

  private func entries() throws -> [KeyedText.Entry] {
    do {
      return try KeyedText(parsing: text()).entries
    } catch let error as MappingFailure {
      throw ConfigurationError(lines: error.faults.map { "\(place($0.line)): \($0.problem)" })
    }
  }

  private func checked(_ entry: KeyedText.Entry) throws(ConfigurationError) -> Setting {
    guard let setting = Setting(rawValue: entry.key) else {
      let names = Setting.allCases.map(\.rawValue)
      throw fault(
        entry,
        "'\(EscapedText.text(entry.key, limit: 60))' is not a setting"
          + NearestNames.hint(for: entry.key, among: names))
    }
    // A folder that someone else made must not run a program.
    if setting == .pager, folder != nil {
      throw fault(entry, "pager is a program to run; set it in your own file or OFFTAKE_PAGER")
    }
    if let problem = setting.problem(with: entry.value) {
      throw fault(entry, "\(setting.rawValue): \(problem)")
    }
    return setting
  }

  private func fault(_ entry: KeyedText.Entry, _ problem: String) -> ConfigurationError {
    ConfigurationError(lines: ["\(place(entry.line)): \(problem)"])
  }

  private func place(_ line: Int?) -> String { line.map { "\(path):\($0)" } ?? path }

  private func place(of database: String) -> String {
    database.hasPrefix("/") ? database : (folder ?? "") + database
  }

  private func text() throws -> String {
    var reader = try FileReader(path)
    var (text, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 14))
    while text.count <= ConfigurationFile.maximumSize {
      let count = try reader.read(into: &buffer)
      guard count > 0 else { return String(decoding: text, as: UTF8.self) }
      text += buffer.prefix(count)
    }
    throw ConfigurationError(lines: ["\(path): is larger than 64 KiB"])
  }
}
