/// The lasting identity of an organization in one store: the same through every revision of its row.
package struct OrganizationID: Hashable, Sendable {
  /// The id of its first row.
  package let number: Int64
  /// The identity that a column of the store holds.
  package init(number: Int64) { self.number = number }
}

/// The lasting identity of a contract in one store: the same through every revision of its row.
package struct ContractID: Hashable, Sendable {
  /// The id of its first row.
  package let number: Int64
  /// The identity that a column of the store holds.
  package init(number: Int64) { self.number = number }
}

/// The lasting identity of an invoice in one store: the same through every revision of its row.
package struct InvoiceID: Hashable, Sendable {
  /// The id of its first row.
  package let number: Int64
  /// The identity that a column of the store holds.
  package init(number: Int64) { self.number = number }
}
