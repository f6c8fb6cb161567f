package import Procurement

extension CapacityDelivery: StoredRecord {
  /// What its files say, column by column.
  package enum Field: Int, RecordField {
    case provider, contract, tranche, site, accelerator, acceleratorCount, capacityMW
    case mwBasis, plannedOn, deliveredOn, acceptedOn, withdrawnOn, status
    case source, confidence, notes

    /// What is the same of a site or tranche, kind of chip and day is one delivery.
    package static let key: [Self] = [
      .provider, .contract, .tranche, .site, .deliveredOn, .plannedOn, .accelerator,
    ]
    /// A file needs one of each.
    package static let alternatives: [[Self]] = [[.provider, .contract], [.tranche, .site]]

    /// What the column is.
    package var column: Column { CapacityDelivery.columns[self] }
  }

  /// Its table.
  package static let table = RecordTable(
    "capacity_delivery", one: "delivery", several: "deliveries",
    "Capacity that was delivered, or is planned.",
    keyNote: "The site counts if no tranche is given, and the planned day if no delivery day is."
  )

  /// Its columns, in the order of the fields.
  package static let columns = RecordColumns<CapacityDelivery> {
    RecordColumn(
      "provider", .organization, \.provider, filled: true,
      meaning: "Who delivers; required if no contract is named.", example: "spacex",
      synonyms: ["vendor", "supplier"])
    RecordColumn(
      "contract", .contract, \.contract,
      meaning: "The contract of the delivery, if any.",
      example: "google-spacex-colossus", synonyms: ["contract_reference", "deal", "deal_slug"])
    RecordColumn(
      "tranche", .text, \.tranche,
      meaning: "The tranche of the contract; this or site is required.",
      example: "total")
    RecordColumn.capacity(site: \.site, \.capacity)
    RecordColumn(
      "planned_on", .partialDate, \.plannedOn, meaning: "The planned day.",
      example: "2026-09-30")
    RecordColumn("delivered_on", .partialDate, \.deliveredOn, meaning: "When it was delivered.")
    RecordColumn("accepted_on", .partialDate, \.acceptedOn, meaning: "When the buyer accepted it.")
    RecordColumn(
      "withdrawn_on", .partialDate, \.withdrawnOn, meaning: "When it was withdrawn.")
    RecordColumn(
      "status", .choice(of: DeliveryStatus.self), \.status, required: true,
      meaning: "Whether it is a plan or a fact.", example: "planned")
    RecordColumn.provenance(\.provenance)
  }

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
        megawattBasis: try row.choice(.mwBasis, MegawattBasis.self)),
      plannedOn: try row.partialDate(.plannedOn),
      deliveredOn: try row.partialDate(.deliveredOn),
      acceptedOn: try row.partialDate(.acceptedOn),
      withdrawnOn: try row.partialDate(.withdrawnOn),
      status: try row.required(.status, row.choice(.status, DeliveryStatus.self)),
      provenance: try row.provenance)
    guard tranche != nil || site != nil else {
      throw row.refusal("has neither tranche nor site; give one of them")
    }
    guard status == .delivered || (deliveredOn ?? acceptedOn) == nil else {
      throw row.refusal(.status, "is planned, but delivered_on or accepted_on is given")
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
