internal import Procurement
internal import Store

/// Reads rows of invoice files.
struct InvoiceParser: Sendable {
  /// What organizations and contracts are called, for messages.
  let names: References

  /// The currency that a row gives, if it is one.
  func currency(of row: borrowing RecordReader<InvoiceImport.Field>) -> Currency? {
    row.text(.currency).flatMap { names.currencies[$0.uppercased()] }
  }

  /// The invoice that a row belongs to.
  func invoice(
    _ row: borrowing RecordReader<InvoiceImport.Field>
  ) throws(Refusal) -> InvoiceHeader {
    let owner = try row.organization(.provider)
    let provider = try row.required(.provider, owner)
    let contract = try row.contract(.contract, of: provider)
    let currency = try row.required(.currency, row.currency(.currency))
    if let contract { try row.check(.currency, is: contract) }
    let total = try total(row, in: currency)
    let kind = try kind(row, total)
    let invoice = Invoice(
      provider: provider, number: try row.required(.number, row.text(.number)),
      buyer: try buyer(row, contract, provider), contract: contract?.id,
      billingMonth: try billingMonth(row),
      issuedOn: try row.required(.issuedOn, row.partialDate(.issuedOn)),
      receivedOn: try row.partialDate(.receivedOn), dueOn: try row.partialDate(.dueOn),
      currency: currency,
      kind: kind ?? ((total?.coefficient ?? 0) < 0 ? .creditNote : .invoice),
      creditsNumber: row.text(.credits),
      provenance: try row.provenance)
    return InvoiceHeader(
      invoice: invoice, total: total, isKindGiven: kind != nil,
      isMonthGiven: row.text(.billingMonth) != nil)
  }

  /// The kind given, if any; it must go with the sign of a total that is given.
  private func kind(
    _ row: borrowing RecordReader<InvoiceImport.Field>, _ total: ExactDecimal?
  ) throws(Refusal) -> InvoiceKind? {
    let kind = try row.choice(.kind, InvoiceKind.self)
    if let kind, let total, let problem = kind.problem(withTotalOf: total.coefficient) {
      throw row.refusal(.kind, problem)
    }
    return kind
  }

  /// The total given, if any, to the 18th decimal; it must fit its currency.
  private func total(
    _ row: borrowing RecordReader<InvoiceImport.Field>, in currency: Currency
  ) throws(Refusal) -> ExactDecimal? {
    guard let total = try row.written(.total)?.value else { return nil }
    do {
      _ = try Money(total, in: currency)
      return total
    } catch {
      throw row.refusal(.total, "\(error)")
    }
  }

  /// The contract's buyer, who may be named again; without a contract the buyer must be named.
  private func buyer(
    _ row: borrowing RecordReader<InvoiceImport.Field>, _ contract: ContractEntry?,
    _ provider: OrganizationID
  ) throws(Refusal) -> OrganizationID {
    let named = try row.organization(.buyer)
    guard let contract else {
      guard let named else {
        throw row.refusal(.buyer, "is empty; name the buyer, or the contract")
      }
      guard named != provider else {
        throw row.refusal(.buyer, "is also the provider; a provider does not bill itself")
      }
      return named
    }
    guard named == nil || named == contract.buyer else {
      throw row.refusal(
        .buyer,
        "is not the buyer of contract \(contract.reference), "
          + names.slug(of: contract.buyer))
    }
    return contract.buyer
  }

  /// Where the file does not say it, the month in which the service begins.
  private func billingMonth(
    _ row: borrowing RecordReader<InvoiceImport.Field>
  ) throws(Refusal) -> Month {
    if let month = try row.value(.billingMonth, { try Month(ofDate: $0) }) { return month }
    let service = try row.partialDate(.serviceFrom)
    if case .year? = service {} else if let service { return service.first.month }
    throw row.refusal(.billingMonth, "is empty, and service_from does not tell it either")
  }
}

// MARK: Lines

extension InvoiceParser {
  /// The line's amount, or the total of an invoice of one row.
  func amount(
    _ row: borrowing RecordReader<InvoiceImport.Field>
  ) throws(Refusal) -> WrittenDecimal {
    if let amount = try row.written(.amount) { return amount }
    let isThere = row.has(.amount) ? "is empty" : "has no column"
    if row.text(.lineNo) != nil {
      throw row.refusal(.amount, "\(isThere), but is required: line_no makes this row a line")
    }
    guard let total = try row.written(.total) else {
      throw row.refusal(.amount, "\(isThere), and there is no total either; give one of them")
    }
    return total
  }

  /// What is taken off quantity × unit price: an exact amount, or a percentage with its sign; `nil` for
  /// nothing.
  func discount(
    _ row: borrowing RecordReader<InvoiceImport.Field>
  ) throws(Refusal) -> String? {
    let amount = try row.written(.discount)
    guard let percent = try row.decimal(.discountPercent) else { return amount?.description }
    guard amount == nil else {
      throw row.refusal(.discountPercent, "cannot be combined with discount; give one of them")
    }
    guard percent.isPercentage else {
      throw row.refusal(.discountPercent, "is not from 0 to 100")
    }
    return "\(percent)%"
  }

  /// The days of the line's service, both ends included.
  func service(
    _ row: borrowing RecordReader<InvoiceImport.Field>
  ) throws(Refusal) -> DayRange? {
    if let from = row.plainDay(.serviceFrom), let to = row.plainDay(.serviceTo),
      let service = DayRange(from: from, to: to.adding(days: 1))
    {
      return service
    }
    let (from, to) = (try row.partialDate(.serviceFrom), try row.partialDate(.serviceTo))
    guard let from else {
      guard to == nil else { throw row.refusal(.serviceFrom, "is empty, but service_to is given") }
      return nil
    }
    if to == nil, from.exactDay != nil {
      throw row.refusal(.serviceTo, "is empty, but service_from is a day")
    }
    guard let service = DayRange(from: from.first, to: (to ?? from).last.adding(days: 1)) else {
      throw row.refusal(.serviceTo, "is before service_from")
    }
    return service
  }
}

/// An invoice as its first row says it.
struct InvoiceHeader: Sendable {
  /// Its fields, lines apart.
  let invoice: Invoice
  /// What the file says the total is, to the 18th decimal.
  let total: ExactDecimal?
  /// Whether the kind was said, not taken from the sign.
  let isKindGiven: Bool
  /// Whether the billing month was said, not taken from the service.
  let isMonthGiven: Bool

  /// The differences to the stored invoice that come from what the row says, and not from what
  /// was made of its other fields.
  func said(_ differences: [Difference]) -> [Difference] {
    differences.filter {
      switch $0.column.title {
      case InvoiceImport.Field.kind.column.name: isKindGiven
      case InvoiceImport.Field.billingMonth.column.name: isMonthGiven
      default: true
      }
    }
  }
}

extension Month {
  /// Reads a month, or a day for its month: FOCUS gives the first day of the billing period.
  fileprivate init(ofDate text: String) throws(DateError) {
    switch try PartialDate(parsing: text) {
    case .year: throw .needsAMonth
    case .month(let month): self = month
    case .day(let day): self = day.month
    }
  }
}
