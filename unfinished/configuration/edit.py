import re
def sub(p,*pairs):
    p='./'+p; s=open(p).read()
    for a,b in pairs:
        assert a in s,(p,a)
        s=s.replace(a,b,1)
    open(p,'w').write(s)
sub('Sources/Mappings/Mapping+Parsing.swift',('  private static func table(_ text','  static func table(_ text'))
sub('Sources/CLI/DatabaseOption.swift',('''  static var defaultPath: String {
    guard let path = Environment["OFFTAKE_DB"], !path.isEmpty else { return "offtake.sqlite" }
    return path
  }''','''  static var defaultPath: String {
    Configuration.current[.database] ?? Setting.database.standard
  }'''),('/// Which database: `--db`, else `OFFTAKE_DB`, else `offtake.sqlite` in the working directory.','/// Which database: `--db`, else the configured one, else `offtake.sqlite` in the working directory.'))
sub('Sources/CLI/Report/SelectionOptions.swift',('''  @Option(help: ArgumentHelp("Only what this organization buys.", valueName: "name"))
  var buyer: String?
''','''  @Option(
    name: .customLong("buyer"),
    help: ArgumentHelp("Only what this organization buys.", valueName: "name"))
  var givenBuyer: String?
'''),('''  /// The names that were given.
  var names: SelectionNames {
    SelectionNames(buyer: buyer, provider: provider, contract: contract)
  }

  var parameters: [Report.Parameter] {
    [("buyer", buyer),''','''  /// The names that were given; the buyer that is configured, if none was.
  var names: SelectionNames {
    SelectionNames(buyer: buyer, provider: provider, contract: contract)
  }

  /// The names that were given, whatever is configured.
  var givenNames: SelectionNames {
    SelectionNames(buyer: givenBuyer, provider: provider, contract: contract)
  }

  var parameters: [Report.Parameter] { parameters(buyer: buyer) }

  /// The names that were given, whatever is configured, as parameters.
  var givenParameters: [Report.Parameter] { parameters(buyer: givenBuyer) }

  private var buyer: String? { givenBuyer ?? Configuration.current[.buyer] }

  private func parameters(buyer: String?) -> [Report.Parameter] {
    [("buyer", buyer),'''))
sub('Sources/CLI/Show/ListCommand.swift',('Book(store, selection.names)','Book(store, selection.givenNames)'),('+ selection.parameters\n','+ selection.givenParameters\n'))
p='Sources/CLI/Report/PartiesOptions.swift'
sub(p,('''  @Option(
    help: ArgumentHelp(
      "Only what this organization buys; may''','''  @Option(
    name: .customLong("buyer"),
    help: ArgumentHelp(
      "Only what this organization buys; may'''),('''  var buyer: [String] = []
''','''  var givenBuyers: [String] = []
'''),('''  /// The names of each pair''','''  /// The buyers that were given; the one that is configured, if none was.
  private var buyer: [String] {
    givenBuyers.isEmpty ? Configuration.current[.buyer].map { [$0] } ?? [] : givenBuyers
  }

  /// The names of each pair'''))
for p in ['BalanceCurrencyOption','CurrencyOptions']:
    sub(f'Sources/CLI/Report/{p}.swift',('  @Option(\n    help','  @Option(\n    name: .customLong("currency"),\n    help'),('  var currency: String?\n','''  var given: String?

  /// The code that was given, else the one that is configured.
  private var currency: String? { given ?? Configuration.current[.currency] }
'''))
sub('Sources/CLI/Report/RatioCommand.swift',('currencies.currency == nil','currencies.given == nil'))
sub('Sources/CLI/Report/PeriodOptions.swift',('''  @Option(
    help: ArgumentHelp(
      "The month in which a fiscal year starts, 1 to 12; it is named by the year in which it ends.",
      valueName: "month"))
  var fiscalYearStart = 1

  func validate() throws {''','''  @Option(
    name: .customLong("fiscal-year-start"),
    help: ArgumentHelp(
      "The month in which a fiscal year starts, 1 to 12; it is named by the year in which it ends. "
        + "(default: 1)",
      valueName: "month"))
  var given: Int?

  /// The month that was given, else the one that is configured, else January.
  var fiscalYearStart: Int {
    given ?? Configuration.current[.fiscalYearStart].flatMap { Int($0) } ?? 1
  }

  func validate() throws {'''))
p='Sources/CLI/Report/LayoutOptions.swift'
sub(p,('  var color = Color.auto','  var color: Color?'),('''width: wide ? nil : LayoutOptions.width(terminal), unit: unit, isExact: exact,
      isColored: color == .always
        || color == .auto && terminal != nil && Environment.mayBeColored)
  }''','''width: wide ? nil : LayoutOptions.width(terminal), unit: shownUnit, isExact: exact,
      isColored: colors == .always
        || colors == .auto && terminal != nil && Environment.mayBeColored)
  }

  /// The unit that was given, else the one that is configured unless all digits are wanted.
  private var shownUnit: AmountUnit? {
    unit ?? (exact ? nil : Configuration.current[.unit].flatMap { AmountUnit(rawValue: $0) })
  }

  /// What was given, else what is configured; `NO_COLOR` comes before a file.
  private var colors: Color {
    if let color { return color }
    let configuration = Configuration.current
    guard Environment.mayBeColored || configuration.isOfEnvironment(.color) else { return .auto }
    return configuration[.color].flatMap { Color(rawValue: $0) } ?? .auto
  }'''))
sub('Sources/CLI/Paging.swift',('''  /// `$OFFTAKE_PAGER`, else `$PAGER`, else `less`; `nil` for none.
  private static var command: String? {
    let command =
      Environment["OFFTAKE_PAGER"] ?? Environment["PAGER"]''','''  /// The configured pager, else `$PAGER`, else `less`; `nil` for none.
  private static var command: String? {
    let command =
      Configuration.current.value(of: .pager)?.text ?? Environment["PAGER"]'''))
sub('Sources/CLI/Failure.swift',('    case let error as DashedFileError:','''    case let error as ConfigurationError:
      self.init(ExitStatus.configuration, error.lines.map { "offtake: \\($0)" })
    case let error as DashedFileError:'''))
sub('Sources/CLI/Offtake.swift',('''    let arguments = Array(CommandLine.arguments.dropFirst())
    do {''','''    let given = CommandLine.arguments.dropFirst()
    // Behind -- are the names of files.
    let isUnconfigured = given.prefix { $0 != "--" }.contains(Configuration.ignoringOption)
    let arguments = given.filter { !isUnconfigured || $0 != Configuration.ignoringOption }
    do {'''),('''      var command = try parseAsRoot()
''','''      if !asksForHelp(arguments) { try Configuration.load(ignoringFiles: isUnconfigured) }
      var command = try parseAsRoot(arguments)
'''),('''  /// What may have been meant by''','''  /// Whether the command prints help or the version, whatever is configured.
  private static func asksForHelp(_ arguments: [String]) -> Bool {
    ["help", nil].contains(arguments.first)
      || !Set(arguments.prefix { $0 != "--" }).isDisjoint(with: ["--help", "-h", "--version"])
  }

  /// What may have been meant by'''),('''      CheckCommand.self,
''','''      CheckCommand.self,
      ConfigCommand.self,
'''))
sub('Sources/CLI/Help/CommandConfiguration+Examples.swift')
sub('Tests/CLITests/TranscriptTests.swift',('let others = ["offtake map",','let others = ["offtake config", "offtake completion", "offtake map",'))
sub('CHANGELOG.md',('''## 0.3.0, unreleased

''','''## 0.3.0, unreleased

- Configuration: options over `OFFTAKE_*` over `.offtake.toml` (in the current folder or above it) over the user's `config.toml`, for the
  database, buyer, currency, start of the fiscal year, unit, color and pager. `offtake config` shows each value and where it is from;
  `--no-config` leaves the files out ([docs/configuration.md](docs/configuration.md)).
'''))
sub('DECISIONS.md',('''A dated paragraph for each choice that someone will question: what, why, what was not chosen.
''','''A dated paragraph for each choice that someone will question: what, why, what was not chosen.

**2026-11-29, a project's configuration names no pager.** `.offtake.toml` is found in the current folder or above it, which may have come
from somebody else, and a pager is a program that is run. So `pager` is of the user's own file and the environment. Lists ignore a configured
buyer: they show what is recorded, and many kinds have no buyer. Not chosen: asking whether a folder is trusted.
'''))
sub('README.md',('1 findings; 64 usage;','1 findings; 64 usage;'),('''(docs/help.md)). Exit''','''(docs/help.md)). What is the same in
every command can be [configured](docs/configuration.md). Exit'''))
