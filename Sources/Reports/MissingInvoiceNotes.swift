internal import Procurement
internal import Queries

/// Says which invoices are not there.
enum MissingInvoiceNotes {
  /// `No invoice, which is missing and not zero: c-1 2026Q3 (fee due)`; no note where none is.
  static func notes(_ missing: [MissingInvoice]) -> [String] {
    guard !missing.isEmpty else { return [] }
    return ["Missing invoices, not counted as zero: " + runs(missing).joined(separator: ", ")]
  }

  private static func runs(_ missing: [MissingInvoice]) -> [String] {
    var runs: [(first: MissingInvoice, last: Month)] = []
    for item in missing {
      if let run = runs.last, run.first.contract == item.contract,
        run.first.provider == item.provider, run.first.isFeeKnown == item.isFeeKnown,
        run.last.adding(months: 1) == item.month
      {
        runs[runs.count - 1].last = item.month
      } else {
        runs.append((item, item.month))
      }
    }
    return runs.map { run in
      let months = MonthRange(from: run.first.month, through: run.last)
      return "\(run.first.contract) \(months)"
        + (run.first.isFeeKnown ? " (fee due)" : " (fee not disclosed)")
    }
  }
}
