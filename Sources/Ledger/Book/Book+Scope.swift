internal import Procurement
internal import SQLite

// The selection in SQL. A condition says nothing of what the selection leaves open, so that SQLite can find
// the rows of a provider or a contract by an index; the parameters are the same for all of them.

extension Book {
  /// The condition that a row of a table with buyer, provider and contract is in the scope; `contract` is
  /// what has the contract, if another column does.
  func isInScope(_ table: String, contract: String? = nil) -> String {
    """
    \(condition(isBuyer: "\(table).buyer_id", isProvider: "\(table).provider_id"))
    AND \(hasContract(contract ?? "\(table).contract_id"))
    """
  }

  /// The condition that a row of a roll-up is in the scope; a provider's rows are found by the key.
  var isRollupInScope: String {
    """
    \(condition(isBuyer: "buyer_id", isProvider: "provider_id")) AND \(hasContract("contract_id"))
    """
  }

  /// The condition that an invoice is in the scope, or that one of its lines is under a contract of it.
  var isInvoiceInScope: String {
    let party = condition(isBuyer: "invoice.buyer_id", isProvider: "invoice.provider_id")
    guard !scope.contracts.isEmpty else { return "\(party) AND ?3 IS NULL" }
    return """
      \(party)
      AND (\(hasContract("invoice.contract_id"))
           OR invoice.id IN (
               SELECT invoice_row_id FROM invoice_line
               WHERE own_contract_id IS NOT NULL AND \(hasContract("own_contract_id"))))
      """
  }

  /// The condition that a line is in the scope.
  var isLineInScope: String { "\(isInvoiceInScope) AND \(hasContract(Book.contractOfLine))" }

  /// The contract of a line: that of its invoice or, if that has none, its own.
  static let contractOfLine = "coalesce(invoice.contract_id, line.own_contract_id)"

  /// The condition that a column has a live contract of the scope; an index that begins with the column
  /// finds the rows.
  func isOfContract(_ column: String = "contract_id") -> String {
    """
    \(column) IN (
        SELECT contract.contract_id FROM contract
        WHERE contract.ended_by IS NULL AND \(isInScope("contract")))
    """
  }

  private func condition(isBuyer buyer: String, isProvider provider: String) -> String {
    (scope.buyer == nil ? "?1 IS NULL" : "\(buyer) = ?1") + " AND "
      + (scope.provider == nil ? "?2 IS NULL" : "\(provider) = ?2")
  }

  private func hasContract(_ column: String) -> String {
    scope.contracts.isEmpty ? "?3 IS NULL" : "\(column) IN (SELECT value FROM json_each(?3))"
  }

  /// The condition that a row is live.
  static let isLive = "ended_by IS NULL"

  /// The condition that a row is, or was until it was revised; what an undo ended never held.
  static let everHeld =
    "(ended_by IS NULL OR ended_by NOT IN (SELECT id FROM import WHERE kind = 'undo'))"

  /// The three parameters of these conditions.
  var scopeValues: [Value] {
    [
      scope.buyer.map { .integer($0.number) } ?? .null,
      scope.provider.map { .integer($0.number) } ?? .null,
      scope.contracts.isEmpty ? .null : Book.list(scope.contracts.map(\.number)),
    ]
  }

  /// Numbers as `json_each` reads them.
  static func list(_ numbers: [Int64]) -> Value {
    .text("[\(numbers.map { "\($0)" }.joined(separator: ","))]")
  }
}
