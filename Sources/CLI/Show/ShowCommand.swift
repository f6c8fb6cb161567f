import ArgumentParser
import Ledger
import Queries
import Rendering
import Reports

/// `offtake show …`: one thing, whole.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one provider, contract or invoice in full.",
    discussion: "The kind may be left out if only one record has the name.",
    subcommands: [
      ShowNameCommand.self, ShowProviderCommand.self, ShowContractCommand.self,
      ShowInvoiceCommand.self,
    ],
    defaultSubcommand: ShowNameCommand.self)
}

/// `offtake show provider NAME`.
struct ShowProviderCommand: ReportingCommand {
  static let reports = [ReportOutline.organization]

  static let configuration = CommandConfiguration(
    commandName: "provider", abstract: "Show an organization, buyer or provider.",
    examples: [
      "offtake show provider spacex"
    ])

  @Argument(
    help: ArgumentHelp("Its slug, name or alias.", valueName: "name"),
    completion: BookNames.organizations)
  var name: String

  @OptionGroup var knowledge: KnowledgeOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let details = try database.readBook(knownAt: knowledge.knownAt) { book in
      try OrganizationDetails(named: name, what: "provider", in: book)
    }
    try output.print(Report(details, parameters: knowledge.parameters))
  }
}

/// `offtake show contract REFERENCE`.
struct ShowContractCommand: ReportingCommand {
  static let reports = [ReportOutline.contract]

  static let configuration = CommandConfiguration(
    commandName: "contract", abstract: "Show a contract with its terms, fees and capacity.",
    examples: [
      "offtake show contract anthropic-spacex-colossus"
    ])

  @Argument(
    help: ArgumentHelp("Its reference.", valueName: "reference"), completion: BookNames.contracts)
  var reference: String

  @Option(help: ArgumentHelp("Whose contract, if several have one.", valueName: "name"))
  var provider: String?

  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let names = SelectionNames(provider: provider, contract: reference)
    let details = try database.readBook(of: names, knownAt: days.knowledge.knownAt) { book in
      try ContractDetails(in: book, asOf: days.day)
    }
    try output.print(Report(details, parameters: days.parameters))
  }
}

/// `offtake show invoice NUMBER`.
struct ShowInvoiceCommand: ReportingCommand {
  static let reports = [ReportOutline.invoice]

  static let configuration = CommandConfiguration(
    commandName: "invoice", abstract: "Show an invoice with its lines and payments.",
    examples: [
      "offtake show invoice SYN-ANTHROPIC-2026-07"
    ])

  @Argument(help: ArgumentHelp("Its number.", valueName: "number"))
  var number: String

  @Option(help: ArgumentHelp("Its year of issue, if the number was used again.", valueName: "year"))
  var issued: Int?

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var knowledge: KnowledgeOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let details = try database.readBook(of: selection.names, knownAt: knowledge.knownAt) { book in
      try InvoiceDetails(number: number, issuedIn: issued, in: book)
    }
    try output.print(Report(details, parameters: knowledge.parameters))
  }
}
