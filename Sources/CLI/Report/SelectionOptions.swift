import ArgumentParser
import Ledger
import Rendering

/// Which contracts: `--buyer`, `--provider`, `--contract`.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("buyer"),
    help: ArgumentHelp("Only what this organization buys.", valueName: "name"),
    completion: BookNames.organizations)
  var givenBuyer: String?

  @Option(
    help: ArgumentHelp("Only what this organization sells.", valueName: "name"),
    completion: BookNames.organizations)
  var provider: String?

  @Option(
    help: ArgumentHelp("Only this contract.", valueName: "reference"),
    completion: BookNames.contracts)
  var contract: String?

  /// The names that were given; the buyer that is configured, if none was.
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
    [("buyer", buyer), ("provider", provider), ("contract", contract)].compactMap { name, value in
      value.map { Report.Parameter(name, $0) }
    }
  }
}
