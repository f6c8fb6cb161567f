internal import Procurement

/// The kinds of record, named as on the command line, in the order in which files are imported.
package enum RecordKind: String, CaseIterable, Sendable {
  case providers, contracts, events, fees, commitments, capacity, deliveries
  case invoices, payments, revenue, fx, prices
  case terminationFees = "termination-fees"
  case sla, outages, acceptances, disputes, budgets

  /// What it is a kind of.
  package var record: any StoredRecord.Type {
    switch self {
    case .providers: Organization.self
    case .contracts: Contract.self
    case .events: ContractEvent.self
    case .fees: Fee.self
    case .commitments: Commitment.self
    case .capacity: CapacityCommitment.self
    case .deliveries: CapacityDelivery.self
    case .invoices: Invoice.self
    case .payments: Payment.self
    case .revenue: Revenue.self
    case .fx: ExchangeRate.self
    case .prices: ContractPrice.self
    case .terminationFees: TerminationFee.self
    case .sla: ServiceTier.self
    case .outages: Outage.self
    case .acceptances: Acceptance.self
    case .disputes: InvoiceDispute.self
    case .budgets: Budget.self
    }
  }
}

// MARK: What follows from the record

extension RecordKind {
  /// Its table.
  package var table: RecordTable { record.table }

  /// What a file of this kind holds, in one sentence.
  package var summary: String { table.summary }

  /// Its columns, in the order of the template.
  package var columns: [Column] { record.fileColumns }

  /// `1 fee`, `12 fees`: rows in the user's word.
  package func counted(_ count: Int) -> String {
    "\(count) \(count == 1 ? table.one : table.several)"
  }

  /// Columns that hold the identity of another fact, and the kind that it is of.
  package var references: [(column: String, kind: RecordKind)] {
    record.stored.compactMap { column in
      switch column.content {
      case .organization: (column.name, .providers)
      case .contract: (column.name, .contracts)
      case .invoice: (column.name, .invoices)
      case .plain, .money, .kilowatts, .day, .flag: nil
      }
    }
  }

  /// Every column that a copy of a row takes over: all but `id`, `recorded_by`, `ended_by` and
  /// `restored_from`.
  package var content: [String] {
    [table.identity].compactMap(\.self)
      + record.stored.filter { $0.expression == nil }.map(\.name) + ["recorded_line"]
  }
}
