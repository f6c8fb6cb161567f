import ArgumentParser
import Ledger
import Procurement
import Queries
import Rendering
import Reports
import Store

/// `offtake show NAME`: whatever has that name.
struct ShowNameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "name", abstract: "Show a record by its name, whatever its kind.",
    examples: [
      "offtake show spacex"
    ],
    discussion: "The word name may be left out: offtake show spacex.")

  @Argument(
    help: ArgumentHelp(
      "A slug, name or alias, the reference of a contract, or the number of an invoice.",
      valueName: "name"), completion: BookNames.things)
  var name: String

  @OptionGroup var days: DayOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOption

  func run() throws {
    let report = try database.readBook(knownAt: days.knowledge.knownAt) { book in
      let things = try NamedThing.all(name, in: book)
      guard let thing = things.first else {
        throw UnknownNameError(
          what: "provider, contract or invoice", name: name,
          nearest: ListedKind(argument: name) == nil
            ? try NamedThing.nearest(to: name, in: book) : ["offtake list \(name)"])
      }
      guard things.count == 1 else { throw AmbiguousNameError(name: name, things: things) }
      return try shown(thing, book)
    }
    try output.print(report)
  }

  private func shown(_ thing: NamedThing, _ book: Book) throws -> Report {
    switch thing {
    case .organization:
      return try Report(
        OrganizationDetails(named: name, what: "provider", in: book),
        parameters: days.knowledge.parameters)
    case .contract(let contract):
      return try Report(
        ContractDetails(in: book.narrowed(to: [contract.id]), asOf: days.day),
        parameters: days.parameters)
    case .invoice(let invoice):
      return try Report(
        InvoiceDetails(invoice, in: book), parameters: days.knowledge.parameters)
    }
  }
}

/// A name that several things have, with the command that shows each.
struct AmbiguousNameError: Error {
  /// The message, and the commands below it.
  let lines: [String]

  init(name: String, things: [NamedThing]) {
    lines =
      ["\"\(EscapedText.text(name, limit: 60))\" may be several things; show one of them by"]
      + things.map { "  offtake \($0.command)" }
  }
}

extension NamedThing {
  /// The command that shows it, without the program's name.
  fileprivate var command: String {
    switch self {
    case .organization(let slug): "show provider \(slug)"
    case .contract(let contract):
      "show contract \(ShellWord.text(contract.reference)) --provider \(contract.providerSlug)"
    case .invoice(let invoice):
      "show invoice \(ShellWord.text(invoice.number)) --provider \(invoice.provider)"
        + " --buyer \(invoice.buyer) --issued \(invoice.issuedOn.year)"
    }
  }
}
