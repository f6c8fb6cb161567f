package import Ledger
package import Procurement
internal import Store

/// How much of a committed tranche has arrived, and when (METRICS, M13); or capacity that arrived
/// without a commitment.
package struct TrancheStatus: Hashable, Sendable {
  /// The contract; `nil` for a provider's site that belongs to none.
  package let contract: ContractFile?
  /// The provider's slug.
  package let provider: String
  /// The commitment; `nil` for capacity without one.
  package let promise: Recorded<CapacityCommitment>?
  /// What was planned or delivered for it, in the order of days.
  package let deliveries: [Recorded<CapacityDelivery>]
  /// The day of the figures.
  package let asOf: Day

  /// The tranche's name, or that of the delivery without a promise.
  package var tranche: String? { promise?.tranche ?? deliveries.first?.tranche }
  /// The site that the commitment names or, if it names none, the site of the deliveries.
  package var site: String? {
    if let site = promise?.site { return site }
    let sites = Set(deliveries.compactMap(\.site))
    return sites.count == 1 ? sites.first : nil
  }
  /// The model of accelerator.
  package var accelerator: String? {
    promise?.capacity.accelerator ?? deliveries.lazy.compactMap(\.capacity.accelerator).first
  }
  /// Which megawatts are counted.
  package var megawattBasis: MegawattBasis? {
    promise == nil ? deliveries.first?.capacity.megawattBasis : promise?.capacity.megawattBasis
  }

  /// A row for each commitment of the selected contracts, and for each accelerator and site
  /// delivered without one; by provider, contract and tranche.
  package static func all(in book: Book, asOf: Day) throws -> [TrancheStatus] {
    let ofContracts = try book.contracts.flatMap { TrancheStatus.all(of: $0, asOf: asOf) }
    let ofSites = Dictionary(grouping: try book.siteDeliveries, by: \.fact.provider).flatMap {
      TrancheStatus.unpromised(
        $1, of: nil, from: book.names.organizations.slug(of: $0), asOf: asOf)
    }
    return (ofContracts + ofSites).sorted { $0.order < $1.order }
  }

  /// A row for each commitment of a contract, and for each accelerator and site delivered without
  /// one.
  package static func all(of contract: ContractFile, asOf: Day) -> [TrancheStatus] {
    let promises = contract.promises
    let places = PromisePlaces(promises)
    let matched = Dictionary(grouping: contract.deliveries) { places.place(of: $0) }
    let kept = promises.indices.map { index in
      TrancheStatus(
        contract: contract, provider: contract.provider, promise: promises[index],
        deliveries: matched[index] ?? [], asOf: asOf)
    }
    let unpromised = unpromised(
      matched[nil] ?? [], of: contract, from: contract.provider, asOf: asOf)
    return (kept + unpromised).sorted { $0.order < $1.order }
  }

  private static func unpromised(
    _ deliveries: [Recorded<CapacityDelivery>], of contract: ContractFile?,
    from provider: String, asOf: Day
  ) -> [TrancheStatus] {
    struct Kind: Hashable {
      let tranche, site, accelerator: String?
      let basis: MegawattBasis?
    }
    let kinds = Dictionary(grouping: deliveries) {
      // A site without a contract is one place, whatever part of it a source speaks of.
      Kind(
        tranche: contract == nil && $0.site != nil ? nil : $0.tranche, site: $0.site,
        accelerator: $0.capacity.accelerator?.lowercased(),
        basis: $0.capacity.megawattBasis)
    }
    return kinds.values.map { deliveries in
      TrancheStatus(
        contract: contract, provider: provider, promise: nil, deliveries: deliveries, asOf: asOf)
    }
  }

  private var order: [String] {
    [
      provider, contract == nil ? "1" : "0", contract?.buyer ?? "", contract?.reference ?? "",
      promise == nil ? "1" : "0", tranche ?? "", site ?? "", accelerator ?? "",
      megawattBasis?.rawValue ?? "",
    ]
  }
}

extension [String] {
  fileprivate static func < (left: [String], right: [String]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}

/// Where the commitments of a contract stand, by what deliveries say of them.
private struct PromisePlaces {
  private let promises: [Recorded<CapacityCommitment>]
  private let byTranche: [String: Int]
  private let bySite: [String: Int]

  init(_ promises: [Recorded<CapacityCommitment>]) {
    self.promises = promises
    byTranche = Dictionary(promises.enumerated().map { ($1.tranche, $0) }) { first, _ in first }
    let sites = promises.enumerated().compactMap { index, promise in
      promise.site.map { ($0, index) }
    }
    bySite = Dictionary(sites) { first, _ in first }
  }

  /// The index of the commitment that a delivery fulfils: the one of its tranche, else of its site,
  /// else the only one. Another accelerator fulfils none: different chips are never added.
  func place(of delivery: Recorded<CapacityDelivery>) -> Int? {
    let place: Int? =
      if let tranche = delivery.tranche {
        byTranche[tranche]
      } else {
        delivery.site.flatMap { bySite[$0] } ?? (promises.count == 1 ? 0 : nil)
      }
    guard let place else { return nil }
    let promised = promises[place].capacity.accelerator
    guard let accelerator = delivery.capacity.accelerator, let promised else { return place }
    return accelerator.lowercased() == promised.lowercased() ? place : nil
  }
}

// MARK: How much

extension TrancheStatus {
  /// What capacity is counted in.
  package enum Measure: Sendable {
    case accelerators, kilowatts
  }

  /// How much is committed; `nil` if no source says.
  package func contracted(_ measure: Measure) -> Int? { promise?.capacity[measure] }

  /// How much of the commitment is due by now.
  package func due(_ measure: Measure) -> Figure<Int> {
    guard let promise else { return .unavailable(.notApplicable, "nothing promised") }
    guard let due = promise.dueOn else {
      return .unavailable(.notRecorded, "due day not known")
    }
    guard due.last <= asOf else { return .known(0) }
    return contracted(measure).map { .known($0) } ?? .unavailable(.notDisclosed, "not disclosed")
  }

  /// How much has arrived by now, whether or not it is still in service.
  package func delivered(_ measure: Measure) -> Figure<Int> {
    sum(measure, of: arrived)
  }

  /// How much of it the buyer accepted by now.
  package func accepted(_ measure: Measure) -> Figure<Int> {
    sum(measure, of: arrived.filter { $0.isAccepted(by: asOf) })
  }

  /// How much of it has been withdrawn by now.
  package func withdrawn(_ measure: Measure) -> Figure<Int> {
    sum(measure, of: arrived.filter { $0.isWithdrawn(by: asOf) })
  }

  /// How much is planned and has not arrived; `nil` if nothing is, or no source says how much.
  package func planned(_ measure: Measure) -> Int? {
    let plans = counted(deliveries.filter { $0.status == .planned }, by: \.fact.plannedOn)
    let counts = plans.map { $0.capacity[measure] }
    guard !counts.isEmpty, !counts.contains(nil) else { return nil }
    return counts.reduce(0) { $0 + ($1 ?? 0) }
  }

  /// What has arrived by now.
  private var arrived: [Recorded<CapacityDelivery>] {
    counted(deliveries.filter { $0.isDelivered(by: asOf) }, by: \.fact.deliveredOn)
  }

  /// All of what fulfils a contract. What is said of a site that belongs to none is a state, not a flow:
  /// only the latest statement counts, of one day the one said last (METRICS, ruling 9).
  private func counted(
    _ parts: [Recorded<CapacityDelivery>],
    by date: KeyPath<Recorded<CapacityDelivery>, PartialDate?>
  ) -> [Recorded<CapacityDelivery>] {
    guard contract == nil else { return parts }
    let latest = parts.max {
      ($0[keyPath: date]?.last.number ?? .min, $0.evidence.importNumber, $0.evidence.line)
        < ($1[keyPath: date]?.last.number ?? .min, $1.evidence.importNumber, $1.evidence.line)
    }
    return latest.map { [$0] } ?? []
  }

  /// If no delivery is on record, that does not mean that none took place.
  private func sum(_ measure: Measure, of parts: [Recorded<CapacityDelivery>]) -> Figure<Int> {
    guard deliveries.contains(where: { $0.isDelivered(by: asOf) }) else {
      return .unavailable(.noDeliveryRecorded, "no delivery recorded")
    }
    var sum = 0
    for part in parts {
      guard let count = part.capacity[measure] else {
        return .unavailable(.notDisclosed, "not disclosed")
      }
      if measure == .kilowatts, part.capacity.megawattBasis != megawattBasis {
        return .unavailable(.measuresDiffer, "other megawatts delivered")
      }
      sum += count
    }
    return .known(sum)
  }
}

extension Capacity {
  /// How many accelerators, or how much power.
  subscript(measure: TrancheStatus.Measure) -> Int? {
    switch measure {
    case .accelerators: acceleratorCount
    case .kilowatts: kilowatts
    }
  }
}
