import ArgumentParser
import Ledger
import Rendering
import Store

/// Whose spend, side by side: `--buyer`, `--provider` and `--contract`, of which the first two may be
/// repeated.
struct PartiesOptions: ParsableArguments {
  @Option(
    name: .customLong("buyer"),
    help: ArgumentHelp(
      "Only what this organization buys; may be repeated, for rows side by side.",
      valueName: "name"), completion: BookNames.organizations)
  var givenBuyers: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only what this organization sells; may be repeated, for rows side by side.",
      valueName: "name"), completion: BookNames.organizations)
  var provider: [String] = []

  @Option(
    help: ArgumentHelp("Only this contract.", valueName: "reference"),
    completion: BookNames.contracts)
  var contract: String?

  /// The buyers that were given; the one that is configured, if none was.
  private var buyer: [String] {
    givenBuyers.isEmpty ? Configuration.current[.buyer].map { [$0] } ?? [] : givenBuyers
  }

  /// The names of each pair of a buyer and a provider, in the order given.
  var names: [SelectionNames] {
    sides(buyer).flatMap { buyer in
      sides(provider).map { SelectionNames(buyer: buyer, provider: $0, contract: contract) }
    }
  }

  private func sides(_ names: [String]) -> [String?] {
    var seen: Set<String> = []
    return names.isEmpty ? [nil] : names.filter { seen.insert($0).inserted }
  }

  var parameters: [Report.Parameter] {
    [
      ("buyer", buyer.joined(separator: ", ")), ("provider", provider.joined(separator: ", ")),
      ("contract", contract ?? ""),
    ].filter { !$1.isEmpty }.map { Report.Parameter($0, $1) }
  }
}

extension Book {
  /// The slug of the buyer whose spend it is; `nil` for all.
  var buyerName: String? { scope.buyer.map { names.organizations.slug(of: $0) } }
}
