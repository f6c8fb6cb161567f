import ArgumentParser
import Rendering

/// `offtake config`: what is configured, and where.
struct ConfigCommand: ReportingCommand {
  static let reports = [ReportOutline("config", table.outline())]

  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show what is configured, and where.",
    examples: ["offtake config", "offtake config --no-config"],
    discussion: """
      Options of a command come first, then variables of the environment, then .offtake.toml in the current \
      folder or the nearest above it, then config.toml in $XDG_CONFIG_HOME/offtake, else \
      ~/.config/offtake. --no-config, or OFFTAKE_NO_CONFIG=1, leaves the files out; every command takes \
      it.
      """)

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.print(
      Report(
        ConfigCommand.reports[0], title: "Configuration",
        sections: [ConfigCommand.table.section(Setting.allCases)]))
  }

  private static let table = Table<Setting> {
    Column("setting", \.rawValue).key
    Column("value", meaning: "Empty where there is none.") { setting in
      let value = Configuration.current.value(of: setting)?.text ?? setting.standard
      return value.isEmpty ? nil : value
    }.key
    Column("from", meaning: "The variable, the file with its line, or `default`.") { setting in
      Configuration.current.value(of: setting)?.origin ?? "default"
    }.key
  }
}
