internal import Procurement
package import Store

/// The kinds of record that can be imported, named as on the command line.
package enum RecordKind: String, CaseIterable, Sendable {
  case providers, contracts, events, fees, commitments, capacity, deliveries
  case invoices, payments, revenue, fx, prices
  case terminationFees = "termination-fees"
  case sla, outages, acceptances
}

extension RecordKind {
  /// What a file of this kind holds, in one sentence.
  package var summary: String {
    switch self {
    case .providers: "Organizations: those that sell compute, and those that buy it."
    case .contracts: "Contracts with their terms: value, dates, notice, lock-in."
    case .events: "What happened to contracts, or was said of them."
    case .fees: "Monthly fees of contracts; an empty fee exists and is not known."
    case .commitments: "Minimums to be spent or used in each interval."
    case .capacity: "Capacity that contracts promise, by tranche."
    case .deliveries: "Capacity that arrived, or is planned to."
    case .invoices: "Invoices and credit notes: one row an invoice, or one row a line."
    case .payments: "Payments of invoices."
    case .revenue: "Revenue of buyers and providers, by period and basis."
    case .fx: "Exchange rates."
    case .prices: "Unit prices that contracts fix, by SKU."
    case .terminationFees: "What leaving a contract costs, by the day of the exit."
    case .sla: "Service levels: the credit for a month whose availability is below one."
    case .outages: "Capacity that was down, from when to when."
    case .acceptances: "Findings of the audit that somebody accepted, with the reason."
    }
  }

  /// Its columns, in the order of the template.
  package var columns: [Column] {
    switch self {
    case .providers: ProviderImport.Field.allCases.map(\.column)
    case .contracts: Contract.columns
    case .events: ContractEvent.columns
    case .fees: Fee.columns
    case .commitments: CommitmentImport.Field.allCases.map(\.column)
    case .capacity: CapacityImport.Field.allCases.map(\.column)
    case .deliveries: DeliveryImport.Field.allCases.map(\.column)
    case .invoices: InvoiceImport.Field.allCases.map(\.column)
    case .payments: PaymentImport.Field.allCases.map(\.column)
    case .revenue: RevenueImport.Field.allCases.map(\.column)
    case .fx: ExchangeRateImport.Field.allCases.map(\.column)
    case .prices: PriceImport.Field.allCases.map(\.column)
    case .terminationFees: TerminationFeeImport.Field.allCases.map(\.column)
    case .sla: ServiceTierImport.Field.allCases.map(\.column)
    case .outages: OutageImport.Field.allCases.map(\.column)
    case .acceptances: AcceptanceImport.Field.allCases.map(\.column)
    }
  }
}
