package import Procurement

/// A row whose fields are read as the words of the trade: of a file, or of a table of the store.
///
/// Each field is `nil` where it is empty, and what it says otherwise; a text that cannot be read
/// throws. So one initializer makes a record of either, and its rules are those of both.
package protocol FieldSource<Field>: ~Copyable {
  /// What a row has.
  associatedtype Field: RecordField
  /// What is thrown for a row that cannot be a record.
  associatedtype Fault: Error

  /// Words, as they are.
  func text(_ field: Field) throws(Fault) -> String?
  /// A short name; one made of the `name` where the row has none.
  func slug(_ field: Field, madeFrom name: Field) throws(Fault) -> String
  /// Names in their order, none twice.
  func names(_ field: Field) throws(Fault) -> [String]
  /// One of the values of an enumeration.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ field: Field, _ type: Choice.Type
  ) throws(Fault) -> Choice?
  /// Yes or no.
  func flag(_ field: Field) throws(Fault) -> Bool?

  /// A day.
  func day(_ field: Field) throws(Fault) -> Day?
  /// A month.
  func month(_ field: Field) throws(Fault) -> Month?
  /// A date as precise as it is.
  func partialDate(_ field: Field) throws(Fault) -> PartialDate?
  /// A moment.
  func moment(_ field: Field) throws(Fault) -> Moment?

  /// A whole number within `range`.
  func number(_ field: Field, in range: ClosedRange<Int>) throws(Fault) -> Int?
  /// A number, exactly as it is.
  func decimal(_ field: Field) throws(Fault) -> ExactDecimal?
  /// A percentage, 0 to 100.
  func percent(_ field: Field) throws(Fault) -> ExactDecimal?
  /// Power in whole kilowatts.
  func kilowatts(_ field: Field) throws(Fault) -> Int?
  /// An amount of `currency`.
  func money(_ field: Field, in currency: Currency) throws(Fault) -> Money?

  /// A currency of ISO 4217.
  func currency(_ field: Field) throws(Fault) -> Currency?
  /// A country of ISO 3166-1.
  func country(_ field: Field) throws(Fault) -> String?
  /// An organization that the store knows.
  func organization(_ field: Field) throws(Fault) -> OrganizationID?
  /// A contract that the store knows; where `provider` is known, only its contracts count.
  func contract(_ field: Field, of provider: OrganizationID?) throws(Fault) -> ContractEntry?
  /// The invoice of a provider's `number`, issued in a year where that must be told.
  func invoice(
    _ number: Field, of provider: Field, issuedIn year: Field
  ) throws(Fault) -> InvoiceEntry

  /// The value of a field that must not be empty.
  /// - Throws: an error that names the field where `value` is `nil`.
  func required<Value>(_ field: Field, _ value: Value?) throws(Fault) -> Value
  /// Says why a field is refused.
  func refusal(_ field: Field, _ reason: String) -> Fault
  /// Says why the row as a whole is refused.
  func refusal(_ reason: String) -> Fault
}

extension FieldSource where Self: ~Copyable {
  /// A whole number from `least` to `most`.
  package func number(
    _ field: Field, least: Int = 0, most: Int = Int(Int32.max)
  ) throws(Fault) -> Int? {
    try number(field, in: least...most)
  }

  /// The contract that a row belongs to, which must be named.
  package func contract(_ field: Field, provider: Field) throws(Fault) -> ContractEntry {
    try required(field, try contract(field, of: try organization(provider)))
  }

  /// Checks that a currency, where it is given, is that of the contract.
  package func check(_ field: Field, is contract: ContractEntry) throws(Fault) {
    guard let code = try text(field), code.uppercased() != contract.currency.code else { return }
    throw refusal(
      field, "is not \(contract.currency.code), the currency of contract \(contract.reference)")
  }

  /// Checks that a currency, where it is given, is that of the invoice.
  package func check(_ field: Field, is invoice: InvoiceEntry) throws(Fault) {
    guard let code = try text(field), code.uppercased() != invoice.currency.code else { return }
    throw refusal(field, "is not \(invoice.currency.code), the currency of the invoice")
  }

  /// Where the row's record comes from.
  package var provenance: Provenance {
    get throws(Fault) {
      Provenance(
        source: try text(.source), confidence: try choice(.confidence, Confidence.self),
        notes: try text(.notes))
    }
  }
}
