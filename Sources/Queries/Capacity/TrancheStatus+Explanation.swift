internal import Ledger
internal import Procurement

extension TrancheStatus {
  /// The promise, and what was planned and delivered for it.
  package var explanation: Explanation {
    Explanation(
      figure: [contract?.reference ?? provider, tranche ?? site].compactMap { $0 }
        .joined(separator: ", "),
      formula: "as of \(asOf): \(words(delivered(.accelerators), "accelerators")), "
        + "\(words(delivered(.kilowatts), "kW")) delivered",
      evidence: [promise?.evidence].compactMap { $0 } + deliveries.map(\.evidence))
  }

  private func words(_ figure: Figure<Int>, _ unit: String) -> String {
    figure.value.map { "\($0) \(unit)" } ?? "\(unit) n/a (\(figure.reason ?? ""))"
  }
}
