/// How much capacity: accelerators, megawatts, or both; what is not known is absent.
package struct Capacity: Hashable, Sendable {
  /// The chip, in the words of the source: `NVIDIA GB300`.
  package let accelerator: String?
  /// How many of them.
  package let acceleratorCount: Int?
  /// Power in whole kilowatts; files and reports say megawatts.
  package let kilowatts: Int?
  /// Which megawatts `kilowatts` counts; `nil` where the source does not say.
  package let megawattBasis: MegawattBasis?

  /// A capacity as its source tells it; nothing is checked here.
  package init(
    accelerator: String?, acceleratorCount: Int?, kilowatts: Int?, megawattBasis: MegawattBasis?
  ) {
    self.accelerator = accelerator
    self.acceleratorCount = acceleratorCount
    self.kilowatts = kilowatts
    self.megawattBasis = megawattBasis
  }
}

/// Which megawatts are meant; different ones are never compared (METRICS, M12).
package enum MegawattBasis: String, CaseIterable, Sendable {
  /// As the contract counts them.
  case contracted
  /// What the machines draw, without cooling and losses.
  case criticalIT = "critical_it"
  /// What the site draws from the grid.
  case facility
  /// What the plant that feeds it could give.
  case nameplate
}

/// Capacity that a contract promises.
package struct CapacityCommitment: Hashable, Sendable {
  /// The tranche of a promise that is not divided.
  package static let whole = "total"

  /// The contract that promises it.
  package let contract: ContractID
  /// The part of the promise: `total`, or a tranche's name.
  package let tranche: String
  /// Where it is to stand, in the words of the source.
  package let site: String?
  /// How much is promised.
  package let capacity: Capacity
  /// When it is due, as precisely as the contract says.
  package let dueOn: PartialDate?
  /// Where the promise is known from.
  package let provenance: Provenance

  /// A promise as its source tells it; nothing is checked here.
  package init(
    contract: ContractID, tranche: String, site: String?, capacity: Capacity, dueOn: PartialDate?,
    provenance: Provenance
  ) {
    self.contract = contract
    self.tranche = tranche
    self.site = site
    self.capacity = capacity
    self.dueOn = dueOn
    self.provenance = provenance
  }
}

/// Capacity that arrived, or that was planned to.
package struct CapacityDelivery: Hashable, Sendable {
  /// Who delivers it.
  package let provider: OrganizationID
  /// `nil` for capacity of a site that belongs to no contract.
  package let contract: ContractID?
  /// The part of the promise that it fulfils; it is there where `site` is not.
  package let tranche: String?
  /// Where it stands, in the words of the source; it is there where `tranche` is not.
  package let site: String?
  /// How much arrived, or was planned to.
  package let capacity: Capacity
  /// When it was planned to arrive.
  package let plannedOn: PartialDate?
  /// When it arrived; never for capacity that is only planned.
  package let deliveredOn: PartialDate?
  /// When the buyer accepted it; never for capacity that is only planned.
  package let acceptedOn: PartialDate?
  /// When it was taken away again.
  package let withdrawnOn: PartialDate?
  /// Whether it has arrived.
  package let status: DeliveryStatus
  /// Where the delivery is known from.
  package let provenance: Provenance

  /// A delivery as its source tells it; nothing is checked here.
  package init(
    provider: OrganizationID, contract: ContractID?, tranche: String?, site: String?,
    capacity: Capacity, plannedOn: PartialDate?, deliveredOn: PartialDate?,
    acceptedOn: PartialDate?, withdrawnOn: PartialDate?, status: DeliveryStatus,
    provenance: Provenance
  ) {
    self.provider = provider
    self.contract = contract
    self.tranche = tranche
    self.site = site
    self.capacity = capacity
    self.plannedOn = plannedOn
    self.deliveredOn = deliveredOn
    self.acceptedOn = acceptedOn
    self.withdrawnOn = withdrawnOn
    self.status = status
    self.provenance = provenance
  }
}

/// Whether capacity is a plan or a fact.
package enum DeliveryStatus: String, CaseIterable, Sendable {
  case planned, delivered
}
