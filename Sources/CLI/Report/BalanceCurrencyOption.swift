import ArgumentParser
import Ledger
import Procurement
import Rendering

/// In which currency the amounts of a report are that has balances only: `--currency`. Its rate is the last one
/// on or before the as-of day, so that there is no `--rate`.
struct BalanceCurrencyOption: ParsableArguments {
  @Option(
    name: .customLong("currency"),
    help: ArgumentHelp(
      "Convert all amounts into this currency, at the last imported rate on or before the as-of day. "
        + "(default: each in its own)", valueName: "code"))
  var given: String?

  /// The code that was given, else the one that is configured.
  private var currency: String? { given ?? Configuration.current[.currency] }

  /// The currency that was asked for; `nil` if none was.
  /// - Throws: `UnknownNameError` for a code that is no currency's.
  func choice(in book: Book) throws -> CurrencyChoice? {
    try currency.map { try book.choice(of: $0, .closing) }
  }

  var parameters: [Report.Parameter] {
    currency.map { [Report.Parameter("currency", $0.uppercased())] } ?? []
  }
}
