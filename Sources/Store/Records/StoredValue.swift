package import Procurement
package import SQLite

/// A word of the trade as a column keeps it.
package protocol StoredValue {
  /// What the column holds.
  var stored: Value { get }
}

/// A word that is kept as the text that files write for it.
package protocol TextValue: StoredValue, CustomStringConvertible {}

extension TextValue {
  /// The text.
  package var stored: Value { .text(description) }
}

extension String: TextValue {}
extension Day: TextValue {}
extension Month: TextValue {}
extension PartialDate: TextValue {}
extension Moment: TextValue {}
extension ExactDecimal: TextValue {}

extension StoredValue where Self: RawRepresentable<String> {
  /// The word of the enumeration.
  package var stored: Value { .text(rawValue) }
}

extension AuditCode: StoredValue {}
extension CommitmentDraw: StoredValue {}
extension CommitmentInterval: StoredValue {}
extension CommitmentKind: StoredValue {}
extension Confidence: StoredValue {}
extension InvoiceDispute.Outcome: StoredValue {}
extension ContractEventKind: StoredValue {}
extension ContractStatus: StoredValue {}
extension DeliveryStatus: StoredValue {}
extension HeadlineKind: StoredValue {}
extension InvoiceKind: StoredValue {}
extension MegawattBasis: StoredValue {}
extension NoticeParty: StoredValue {}
extension NoticeTo: StoredValue {}
extension OrganizationKind: StoredValue {}
extension RevenueBasis: StoredValue {}

extension Int: StoredValue {
  /// The number.
  package var stored: Value { .integer(Int64(self)) }
}

extension Bool: StoredValue {
  /// 1 for yes, 0 for no.
  package var stored: Value { .integer(self ? 1 : 0) }
}

extension Money: StoredValue {
  /// Its units; the currency is kept once for all amounts of a record.
  package var stored: Value { .integer(units) }
}

extension Currency: StoredValue {
  /// Its code.
  package var stored: Value { .text(code) }
}

extension OrganizationID: StoredValue {
  /// Its number.
  package var stored: Value { .integer(number) }
}

extension ContractID: StoredValue {
  /// Its number.
  package var stored: Value { .integer(number) }
}

extension InvoiceID: StoredValue {
  /// Its number.
  package var stored: Value { .integer(number) }
}
