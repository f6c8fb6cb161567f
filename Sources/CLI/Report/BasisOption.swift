import ArgumentParser
import Procurement
import Rendering

/// To which month an amount of spend belongs: `--basis`.
struct BasisOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "billed: the invoice's billing month; accrued: the days of the service; paid: the day of the "
        + "payment.", valueName: "basis"))
  var basis = SpendBasis.billed

  var parameters: [Report.Parameter] {
    basis == .billed ? [] : [Report.Parameter("basis", basis.rawValue)]
  }
}

extension SpendBasis: ExpressibleByArgument {}
