import ArgumentParser
import Queries
import Rendering
import Store

/// Which contracts: `--buyer`, `--provider`, `--contract`.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only what this organization buys.", valueName: "name"))
  var buyer: String?

  @Option(help: ArgumentHelp("Only what this organization sells.", valueName: "name"))
  var provider: String?

  @Option(help: ArgumentHelp("Only this contract.", valueName: "reference"))
  var contract: String?

  /// - Throws: `UnknownNameError` for a name that the store does not know.
  func selection(in store: borrowing Store) throws -> Selection {
    try Selection(buyer: buyer, provider: provider, contract: contract, in: store)
  }

  var parameters: [Report.Parameter] {
    [("buyer", buyer), ("provider", provider), ("contract", contract)].compactMap { name, value in
      value.map { Report.Parameter(name, $0) }
    }
  }
}
