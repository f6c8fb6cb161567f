import ArgumentParser
import Ledger
import Rendering

/// Which contracts: `--buyer`, `--provider`, `--contract`.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only what this organization buys.", valueName: "name"))
  var buyer: String?

  @Option(help: ArgumentHelp("Only what this organization sells.", valueName: "name"))
  var provider: String?

  @Option(help: ArgumentHelp("Only this contract.", valueName: "reference"))
  var contract: String?

  /// The names that were given.
  var names: SelectionNames {
    SelectionNames(buyer: buyer, provider: provider, contract: contract)
  }

  var parameters: [Report.Parameter] {
    [("buyer", buyer), ("provider", provider), ("contract", contract)].compactMap { name, value in
      value.map { Report.Parameter(name, $0) }
    }
  }
}
