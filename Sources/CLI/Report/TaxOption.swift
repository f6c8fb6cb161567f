import ArgumentParser
import Procurement
import Rendering

/// Whether spend has its tax in it: `--tax`.
struct TaxOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "exclude: spend is net, with tax in a column of its own; include: tax is in it.",
      valueName: "treatment"))
  var tax = TaxTreatment.exclude

  var parameters: [Report.Parameter] {
    tax == .exclude ? [] : [Report.Parameter("tax", tax.rawValue)]
  }
}

extension TaxTreatment: ExpressibleByArgument {}
