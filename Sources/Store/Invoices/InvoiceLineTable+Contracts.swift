internal import Procurement
package import SQLite

// Lines of one invoice may be under several contracts. Then the invoice itself has none, and each line
// that has one says so.

extension LineAccount {
  /// Whether a line is under another contract than the invoice, so that it cannot be stored before the
  /// contract is that of the other lines alone.
  package func isDivided(by line: LineBatch.Line) -> Bool {
    guard contract != 0, case .number(let number) = line.contract else { return false }
    return number != contract
  }

  /// The number of the contract of a line, 0 for none: that of the invoice where the file does not say.
  func contract(of line: LineBatch.Line) -> Int64 {
    switch line.contract {
    case .unsaid: contract
    case .number(let number): number
    }
  }

  /// What the line of a contract has in its own column: nothing where that is the invoice's contract.
  func ownContract(_ number: Int64) -> Int64? {
    precondition(contract == 0 || number == contract, "the invoice was divided before")
    return number == contract ? nil : number
  }
}

extension InvoiceLineTable {
  /// Takes the contract from an invoice, and gives it to each of the lines that it has so far.
  /// - Returns: where its lines go from now on.
  package mutating func divide(_ account: LineAccount) throws(SQLiteError) -> LineAccount {
    try insertRows()
    leave()
    try division.lines.bind(account.rowID, at: 1)
    try division.lines.bind(account.contract, at: 2)
    try division.lines.run()
    try division.invoice.bind(account.rowID, at: 1)
    try division.invoice.bind(Int64?.none, at: 2)
    try division.invoice.run()
    return LineAccount(
      rowID: account.rowID, account: rollup.place(of: account.account, under: 0),
      issued: account.issued, contract: 0, currency: account.currency)
  }

  /// Gives an invoice without a contract that of its lines, if all of them are under one.
  package mutating func unite(_ account: LineAccount) throws(SQLiteError) {
    guard account.contract == 0 else { return }
    try insertRows()
    try division.contract.bind(account.rowID, at: 1)
    defer { division.contract.reset() }
    guard try division.contract.step() else { return }
    let contract = division.contract.int64(0)
    leave()
    division.contract.reset()
    try division.lines.bind(account.rowID, at: 1)
    try division.lines.bind(Int64?.none, at: 2)
    try division.lines.run()
    try division.invoice.bind(account.rowID, at: 1)
    try division.invoice.bind(contract, at: 2)
    try division.invoice.run()
  }

  /// What the roll-up counts the lines of an invoice under that are under a contract.
  mutating func place(_ account: LineAccount, under contract: Int64) -> Int32 {
    contract == account.contract
      ? account.account : rollup.place(of: account.account, under: contract)
  }

  /// The number of the contract of the line that `find` stands on; 0 for none.
  func storedContract(_ account: LineAccount) -> Int64 {
    find.optionalInt64(14) ?? account.contract
  }
}

/// The statements that divide an invoice among contracts.
struct InvoiceDivision: ~Copyable {
  var lines: Statement
  var invoice: Statement
  /// The contract that all lines of an invoice have as their own.
  var contract: Statement

  init(_ store: borrowing Store) throws(SQLiteError) {
    let lines = try Statement(
      "UPDATE invoice_line SET own_contract_id = ?2 WHERE invoice_row_id = ?1", on: store.connection
    )
    let invoice = try Statement(
      "UPDATE invoice SET contract_id = ?2 WHERE id = ?1", on: store.connection)
    let contract = try Statement(
      """
      SELECT min(own_contract_id) FROM invoice_line
      WHERE invoice_row_id = ?1
        AND EXISTS (
            SELECT 1 FROM invoice_line WHERE invoice_row_id = ?1 AND own_contract_id IS NOT NULL)
      HAVING count(*) = count(own_contract_id)
        AND min(own_contract_id) = max(own_contract_id)
      """, on: store.connection)
    self.lines = lines
    self.invoice = invoice
    self.contract = contract
  }
}
