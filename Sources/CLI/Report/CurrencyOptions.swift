import ArgumentParser
import Ledger
import Procurement
import Rendering

/// In which currency amounts are: `--currency`, `--rate`.
struct CurrencyOptions: ParsableArguments {
  @Option(
    name: .customLong("currency"),
    help: ArgumentHelp(
      "Convert all amounts into this currency, at the imported rates. (default: each in its own)",
      valueName: "code"))
  var given: String?

  /// The code that was given, else the one that is configured.
  private var currency: String? { given ?? Configuration.current[.currency] }

  @Option(
    help: ArgumentHelp(
      "average: the mean of the daily rates of each month; closing: its last rate. "
        + "(default: average)", valueName: "rule"))
  var rate: RateRule?

  func validate() throws {
    guard rate == nil || currency != nil else {
      throw ValidationError("--rate needs --currency")
    }
  }

  /// The currency that was asked for; `nil` if none was.
  /// - Throws: `UnknownNameError` for a code that is no currency's.
  func choice(in book: Book) throws -> CurrencyChoice? {
    try currency.map { try book.choice(of: $0, rate ?? .average) }
  }

  var parameters: [Report.Parameter] {
    currency.map {
      [
        Report.Parameter("currency", $0.uppercased()),
        Report.Parameter("rate", (rate ?? .average).rawValue),
      ]
    } ?? []
  }
}

extension RateRule: ExpressibleByArgument {}
