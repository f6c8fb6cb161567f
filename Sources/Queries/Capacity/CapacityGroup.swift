internal import Ledger
package import Procurement

/// Tranches added up that are at one site or of one accelerator, as far as they can be: of the same
/// chips and of the same megawatts.
package struct CapacityGroup: Hashable, Sendable {
  /// What tranches are put together by.
  package enum Dimension: String, CaseIterable, Sendable {
    case tranche, site, accelerator
  }

  /// The tranches.
  package let tranches: [TrancheStatus]
  /// What they have in common.
  package let key: Key

  /// What tranches of a group have in common; what is `nil` no source says, or it is not asked.
  package struct Key: Hashable, Sendable {
    /// The provider's slug.
    package let provider: String
    /// The contract's reference.
    package let contract: String?
    /// The buyer's slug.
    package let buyer: String?
    /// The tranche's name.
    package let tranche: String?
    /// Where it is, in the words of the source.
    package let site: String?
    /// The model of accelerator.
    package let accelerator: String?
    /// Which megawatts are counted.
    package let megawattBasis: MegawattBasis?
  }

  /// The groups of `tranches`, in the order of their first.
  package static func all(
    _ tranches: [TrancheStatus], by dimension: Dimension
  ) -> [CapacityGroup] {
    var groups: [Key: [TrancheStatus]] = [:]
    var order: [Key] = []
    for tranche in tranches {
      let key = Key(tranche, by: dimension)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(tranche)
    }
    return order.map { CapacityGroup(tranches: groups[$0] ?? [], key: $0) }
  }

  /// The sum of a figure of the tranches, or why it is not known.
  package func sum(_ figure: (TrancheStatus) -> Figure<Int>) -> Figure<Int> {
    var sum = 0
    for tranche in tranches {
      switch figure(tranche) {
      case .known(let count): sum += count
      case .unavailable(let reason): return .unavailable(reason)
      }
    }
    return .known(sum)
  }

  /// The day on which all of it is due; `nil` if the tranches have different ones.
  package var dueOn: PartialDate? {
    let days = Set(tranches.map(\.promise?.dueOn))
    return days.count == 1 ? days.first ?? nil : nil
  }
}

extension CapacityGroup.Key {
  fileprivate init(_ tranche: TrancheStatus, by dimension: CapacityGroup.Dimension) {
    let isOfContract = dimension != .accelerator
    provider = tranche.provider
    contract = isOfContract ? tranche.contract?.reference : nil
    buyer = isOfContract ? tranche.contract?.buyer : nil
    self.tranche = dimension == .tranche ? tranche.tranche : nil
    site = isOfContract ? tranche.site : nil
    accelerator = tranche.accelerator
    megawattBasis = tranche.megawattBasis
  }
}
