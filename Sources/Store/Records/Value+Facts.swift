internal import Procurement
internal import SQLite

// How the words of the trade are kept in columns.

extension Value {
  static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
  static func number(_ number: Int?) -> Value { number.map { .integer(Int64($0)) } ?? .null }
  static func date(_ date: PartialDate?) -> Value { .text(date?.description) }
  static func month(_ month: Month?) -> Value { .text(month?.description) }
  static func units(_ money: Money?) -> Value { money.map { .integer($0.units) } ?? .null }
  static func decimal(_ decimal: ExactDecimal?) -> Value { .text(decimal?.description) }
  static func id(_ organization: OrganizationID) -> Value { .integer(organization.number) }
  static func id(_ contract: ContractID) -> Value { .integer(contract.number) }

  static func name(_ value: (some RawRepresentable<String>)?) -> Value { .text(value?.rawValue) }
}

extension Provenance {
  /// `source`, `confidence` and `notes`, in the order of every fact table.
  var values: [Value] { [.text(source), .name(confidence), .text(notes)] }
}
