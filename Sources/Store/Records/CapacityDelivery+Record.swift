package import Procurement
package import SQLite

extension CapacityDelivery: StoredRecord {
  /// Its columns.
  package enum Field: Int, RecordField {
    case provider, contract, tranche, site, accelerator, acceleratorCount, capacityMW
    case megawattBasis, plannedOn, deliveredOn, acceptedOn, withdrawnOn, status
    case source, confidence, notes
  }

  /// Its table.
  package static let table = RecordTable(
    "capacity_delivery", one: "delivery", several: "deliveries",
    "Capacity that arrived, or is planned to.")

  /// Reads a row.
  package init<Row: FieldSource & ~Copyable>(_ row: borrowing Row) throws where Row.Field == Field {
    let owner = try row.organization(.provider)
    let contract = try row.contract(.contract, of: owner)
    self.init(
      provider: try row.required(.provider, owner ?? contract?.provider),
      contract: contract?.id, tranche: try row.text(.tranche), site: try row.text(.site),
      capacity: Capacity(
        accelerator: try row.text(.accelerator),
        acceleratorCount: try row.number(.acceleratorCount),
        kilowatts: try row.kilowatts(.capacityMW),
        megawattBasis: try row.choice(.megawattBasis, MegawattBasis.self)),
      plannedOn: try row.partialDate(.plannedOn),
      deliveredOn: try row.partialDate(.deliveredOn),
      acceptedOn: try row.partialDate(.acceptedOn),
      withdrawnOn: try row.partialDate(.withdrawnOn),
      status: try row.required(.status, row.choice(.status, DeliveryStatus.self)),
      provenance: try row.provenance)
    guard tranche != nil || site != nil else {
      throw row.refusal("has neither tranche nor site; one of them says what was delivered")
    }
    guard status == .delivered || (deliveredOn ?? acceptedOn) == nil else {
      throw row.refusal(.status, "is planned, but delivered_on or accepted_on is given")
    }
  }

  /// What is stored of it.
  package func values(of field: Field) -> [Value] {
    switch field {
    case .provider: [.id(provider)]
    case .contract: [contract.map { .id($0) } ?? .null]
    case .tranche: [.text(tranche)]
    case .site: [.text(site)]
    case .accelerator: [.text(capacity.accelerator)]
    case .acceleratorCount: [.number(capacity.acceleratorCount)]
    case .capacityMW: [.number(capacity.kilowatts)]
    case .megawattBasis: [.name(capacity.megawattBasis)]
    case .plannedOn: [.date(plannedOn)]
    case .deliveredOn: [.date(deliveredOn)]
    case .acceptedOn: [.date(acceptedOn)]
    case .withdrawnOn: [.date(withdrawnOn)]
    case .status: [.name(status)]
    case .source, .confidence, .notes: provenance.values(of: field)
    }
  }
}

extension CapacityDelivery {
  /// A tranche stands for its site, and the day of arrival for that of the plan.
  package static func key(_ name: (String) -> String) -> [String] {
    [
      name("provider_id"), "coalesce(\(name("contract_id")), 0)",
      "coalesce(\(name("tranche")), \(name("site")))",
      "coalesce(\(name("delivered_on")), \(name("planned_on")), '')",
      "coalesce(\(name("accelerator")), '')",
    ]
  }
}

extension CapacityDelivery.Field {
  /// What is the same of a site or tranche, kind of chip and day is one delivery.
  package static let key: [Self] = [
    .provider, .contract, .tranche, .site, .deliveredOn, .plannedOn, .accelerator,
  ]
  /// A file needs one of each.
  package static let alternatives: [[Self]] = [[.provider, .contract], [.tranche, .site]]

  /// Its name, what stands in it, and how it is stored.
  package var column: Column {
    switch self {
    case .provider:
      Column(
        "provider", .organization, filled: true, "Who delivers; needed where no contract is named.",
        example: "spacex", synonyms: ["vendor", "supplier"])
    case .contract:
      Column(
        "contract", .contract, "The contract that it is delivered under, if any.",
        example: "google-spacex-colossus", synonyms: ["contract_reference", "deal", "deal_slug"])
    case .tranche:
      Column(
        "tranche", .text, "The tranche of the contract; this or site is needed.", example: "total")
    case .site: .site
    case .accelerator: .accelerator
    case .acceleratorCount: .acceleratorCount
    case .capacityMW: .capacityMW
    case .megawattBasis: .megawattBasis
    case .plannedOn:
      Column("planned_on", .partialDate, "When it is planned for.", example: "2026-09-30")
    case .deliveredOn:
      Column("delivered_on", .partialDate, "When it arrived.", example: "")
    case .acceptedOn:
      Column("accepted_on", .partialDate, "When the buyer accepted it.", example: "")
    case .withdrawnOn:
      Column("withdrawn_on", .partialDate, "When it was taken away again.", example: "")
    case .status:
      Column(
        "status", .choice(of: DeliveryStatus.self), required: true,
        "Whether it is a plan or a fact.", example: "planned")
    case .source: .source
    case .confidence: .confidence
    case .notes: .notes
    }
  }
}
