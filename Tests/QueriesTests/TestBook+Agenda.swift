import Agenda
import Ledger
import Procurement
import Store
import TestLedger

extension TestBook {
  /// With contract c-1: from, to, notice days, by whom, renewal, lock-in, payment terms, status.
  static func of(contract terms: String) throws -> TestBook {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on,notice_days,notice_by,\
      auto_renewal_months,lock_in_months,payment_terms_days,status,renewal_notice_days
      spacex,c-1,anthropic,USD,\(terms)\(terms.filter { $0 == "," }.count < 8 ? "," : "")
      """)
    return ledger
  }

  func agenda(
    _ asOf: String, through last: String = "2040-12-31", kinds: [AgendaItem.Kind] = []
  ) throws -> Agenda {
    try Agenda(in: Book(store), kinds: kinds, asOf: day(asOf), through: day(last))
  }
}
