import Procurement

/// A line of an invoice as a test records it; an import writes each into a `LineBatch`.
struct InvoiceLine: Hashable, Sendable {
  /// From 1, unique in its invoice.
  let number: Int
  /// The provider's code for what is billed.
  let sku: String?
  /// What is billed, in the provider's words.
  let description: String?
  /// How much is billed, exact; negative where it is taken back.
  let quantity: ExactDecimal?
  /// What `quantity` counts, such as `gpu_hours`.
  let unit: String?
  /// The price of one `unit`, exact, in the invoice's currency.
  let unitPrice: ExactDecimal?
  /// Rounded half to even to the stored unit.
  let amount: Money
  /// The amount as it was given, where `amount` had to round it.
  let exactAmount: ExactDecimal?
  /// First and last day of the service billed.
  let service: DayRange?
  /// What kind of charge it is.
  let chargeCategory: ChargeCategory
}
