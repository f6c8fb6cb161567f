/// A command line without `--no-config`, which every command takes.
struct ConfiguredLine {
  /// What the command itself is given.
  let arguments: [String]
  private let ignoresFiles: Bool

  private static let ignoringOption = "--no-config"

  /// Reads the arguments of the program. Those behind `--` are the names of files.
  init(_ given: [String]) {
    let options = given.prefix { $0 != "--" }
    ignoresFiles = options.contains(ConfiguredLine.ignoringOption)
    arguments = options.filter { $0 != ConfiguredLine.ignoringOption } + given[options.endIndex...]
  }

  /// Reads the configuration, unless the command prints help or the version, which a faulty file must not
  /// prevent.
  /// - Throws: `ConfigurationError` with every fault.
  func loadConfiguration() throws {
    guard !asksForHelp else { return }
    try Configuration.load(ignoringFiles: ignoresFiles)
  }

  private var asksForHelp: Bool {
    guard let first = arguments.first, first != "help" else { return true }
    let options = arguments.prefix { $0 != "--" }
    return !Set(options).isDisjoint(with: ["--help", "-h", "--version"])
  }
}
