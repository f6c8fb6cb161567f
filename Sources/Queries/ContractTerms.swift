package import Procurement
internal import SQLite
package import Store

/// A live contract with its terms, as queries read it.
package struct ContractTerms: Hashable, Sendable {
  /// Its identity in the store.
  package let id: ContractID
  /// Who sells.
  package let providerID: OrganizationID
  /// Who buys.
  package let buyerID: OrganizationID
  /// The provider's slug.
  package let provider: String
  /// The buyer's slug.
  package let buyer: String
  /// Unique for one provider.
  package let reference: String
  /// What people call it.
  package let title: String?
  /// When it was signed, as precisely as is known.
  package let signedOn: PartialDate?
  /// When its term begins, as precisely as is known.
  package let effectiveOn: PartialDate?
  /// The last day of its term, as precisely as is known.
  package let endsOn: PartialDate?
  /// That of all of its amounts.
  package let currency: Currency
  /// The value by which it was announced; `nil` where none is known.
  package let headline: Money?
  /// What that value says.
  package let headlineKind: HeadlineKind?
  /// The term over which that value runs.
  package let termMonths: Int?
  /// How it can be left before its end.
  package let exit: ExitTerms
  /// How many days after its issue an invoice is due.
  package let paymentTermsDays: Int?
  /// By how many months it renews by itself.
  package let autoRenewalMonths: Int?
  /// What its level of service gives besides the tiers.
  package let service: ServiceTerms
  /// By how much an invoice may differ from what is expected of it.
  package let tolerance: Tolerance
  /// Where it stands.
  package let status: ContractStatus?
  /// How sure its terms are.
  package let confidence: Confidence?
  /// Its row, with the headline value.
  package let evidence: Evidence

  /// The live contracts of a selection, by provider, buyer and reference.
  package static func all(
    _ selection: Selection, from store: borrowing Store
  ) throws -> [ContractTerms] {
    var rows = try Statement(
      """
      SELECT contract.contract_id, contract.provider_id, contract.buyer_id, provider.slug,
             buyer.slug, reference, title, signed_on, effective_on, ends_on,
             currency.code, minor_digits, scale, headline_units, headline_kind, term_months,
             notice_days, notice_by, lock_in_months, lock_in_until, termination_fee_units,
             late_exit_days, exit_terms, payment_terms_days, auto_renewal_months, sla_cap_percent,
             sla_claim_days, tolerance_units, tolerance_percent, status, contract.confidence,
             import.id, import.file_name, contract.recorded_line, contract.source,
             contract.notes
      FROM live_contract AS contract
      JOIN currency ON currency.code = contract.currency
      JOIN live_organization AS provider ON provider.organization_id = contract.provider_id
      JOIN live_organization AS buyer ON buyer.organization_id = contract.buyer_id
      JOIN import ON import.id = coalesce(contract.restored_from, contract.recorded_by)
      WHERE (?1 IS NULL OR contract.buyer_id = ?1)
        AND (?2 IS NULL OR contract.provider_id = ?2)
        AND (?3 IS NULL OR contract.contract_id = ?3)
      ORDER BY provider.slug, buyer.slug, reference
      """, on: store.connection)
    try rows.bind(selection, from: 1)
    var contracts: [ContractTerms] = []
    while try rows.step() { contracts.append(try ContractTerms(rows)) }
    return contracts
  }

  private init(_ row: borrowing Statement) throws {
    id = ContractID(number: row.int64(0))
    providerID = OrganizationID(number: row.int64(1))
    buyerID = OrganizationID(number: row.int64(2))
    provider = row.string(3)
    buyer = row.string(4)
    reference = row.string(5)
    title = row.optionalString(6)
    signedOn = try row.partialDate(7)
    effectiveOn = try row.partialDate(8)
    endsOn = try row.partialDate(9)
    currency = row.currency(from: 10)
    headline = row.money(13, in: currency)
    headlineKind = row.choice(14)
    termMonths = row.number(15)
    exit = ExitTerms(
      noticeDays: row.number(16), noticeBy: row.choice(17), lockInMonths: row.number(18),
      lockInUntil: try row.optionalString(19).map { try Day(parsing: $0) },
      terminationFee: row.money(20, in: currency), lateExitDays: row.number(21),
      words: row.optionalString(22))
    paymentTermsDays = row.number(23)
    autoRenewalMonths = row.number(24)
    service = ServiceTerms(
      creditCapPercent: try row.decimal(25), claimDays: row.number(26))
    tolerance = Tolerance(amount: row.money(27, in: currency), percent: try row.decimal(28))
    status = row.choice(29)
    confidence = row.choice(30)
    evidence = Evidence("contract \(reference)", headline, row, from: 31)
  }
}

extension ContractTerms {
  /// The day from which its term counts, and whether that is the signing for want of a start.
  package var start: (date: PartialDate, isSigning: Bool)? {
    if let effectiveOn { return (effectiveOn, false) }
    return signedOn.map { ($0, true) }
  }
}
