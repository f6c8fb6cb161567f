internal import Procurement
internal import SQLite
internal import Store

/// Delivered and planned capacity in.
struct DeliveryImport: FactImport, ~Copyable {
  enum Field: Int, RecordField {
    case provider, contract, tranche, site, accelerator, acceleratorCount, capacityMW
    case megawattBasis, plannedOn, deliveredOn, acceptedOn, withdrawnOn, status
    case source, confidence, notes
  }

  private var table: CapacityDeliveryTable
  private let context: ContractFactContext

  init(_ store: borrowing Store, import number: Int64, isRevising: Bool) throws {
    let context = try ContractFactContext(store)
    table = try CapacityDeliveryTable(store, import: number, isRevising: isRevising)
    self.context = context
  }

  var names: Names { context.names }

  mutating func record(_ row: borrowing RecordReader<Field>) throws -> Recording {
    let delivery = try delivery(row)
    guard delivery.tranche != nil || delivery.site != nil else {
      throw row.refusal("has neither tranche nor site; one of them says what was delivered")
    }
    guard delivery.status == .delivered || (delivery.deliveredOn ?? delivery.acceptedOn) == nil
    else {
      throw row.refusal(.status, "is planned, but delivered_on or accepted_on is given")
    }
    return try table.record(delivery, line: row.line)
  }

  private func delivery(_ row: borrowing RecordReader<Field>) throws -> CapacityDelivery {
    let organizations = context.organizations
    let owner = try row.organization(.provider, organizations)
    let contract = try row.contract(.contract, of: owner, context.contracts, organizations)
    return CapacityDelivery(
      provider: try row.required(.provider, owner ?? contract?.provider),
      contract: contract?.id, tranche: row.text(.tranche), site: row.text(.site),
      capacity: Capacity(
        accelerator: row.text(.accelerator), acceleratorCount: try row.number(.acceleratorCount),
        kilowatts: try row.kilowatts(.capacityMW),
        megawattBasis: try row.choice(.megawattBasis, MegawattBasis.self)),
      plannedOn: try row.partialDate(.plannedOn),
      deliveredOn: try row.partialDate(.deliveredOn),
      acceptedOn: try row.partialDate(.acceptedOn),
      withdrawnOn: try row.partialDate(.withdrawnOn),
      status: try row.required(.status, row.choice(.status, DeliveryStatus.self)),
      provenance: try row.provenance(
        source: .source, confidence: .confidence, notes: .notes))
  }
}

extension DeliveryImport.Field {
  static let key: [Self] = [
    .provider, .contract, .tranche, .site, .deliveredOn, .plannedOn, .accelerator,
  ]
  static let alternatives: [[Self]] = [[.provider, .contract], [.tranche, .site]]

  var column: Column {
    switch self {
    case .provider:
      Column(
        "provider", .organization, "Who delivers; needed where no contract is named.",
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
