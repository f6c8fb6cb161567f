internal import Ledger
internal import Procurement

// Capacity in words: how much, of what, where.

extension Recorded<CapacityCommitment> {
  /// `325,000 NVIDIA H100, 300 MW critical it, Colossus 1`.
  var words: String { fact.capacity.words(at: fact.site, fact.tranche) }
}

extension Recorded<CapacityDelivery> {
  /// `220,000 NVIDIA GB200, Colossus 1, first half`.
  var words: String { fact.capacity.words(at: fact.site, fact.tranche) }
}

extension Capacity {
  fileprivate func words(at site: String?, _ tranche: String?) -> String {
    let count = acceleratorCount.map { $0.grouped + " " } ?? ""
    let chips = accelerator ?? (acceleratorCount == nil ? "" : "accelerators")
    let power = kilowatts.map { kilowatts in
      let basis = megawattBasis.map { " " + $0.rawValue.replacing("_", with: " ") } ?? ""
      return "\(ExactDecimal(coefficient: Int128(kilowatts), decimals: 3).words) MW\(basis)"
    }
    let part = tranche == CapacityCommitment.whole ? nil : tranche
    return ([count + chips].filter { !$0.isEmpty } + [power, site, part].compactMap { $0 })
      .joined(separator: ", ")
  }
}
