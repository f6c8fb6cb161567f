internal import SQLite
internal import Store

extension Book {
  /// Live invoices with the number of an earlier one, by the ids of their rows, whatever the scope.
  ///
  /// Numbers that differ in case, blanks and signs only are one. A number may come back in another
  /// year or for another buyer, unless the amount agrees as well.
  package var repeatedNumbers: [Int64: String] {
    get throws {
      let repeated = try numbersThatComeTwice
      guard !repeated.isEmpty else { return [:] }
      var (ofYear, ofAmount) = ([NumberOfYear: String](), [NumberOfAmount: String]())
      var earlier: [Int64: String] = [:]
      var rows = try invoiceNumbers()
      while try rows.step() {
        let number = IssuedNumber(rows)
        guard repeated.contains(number.hashValue) else { continue }
        let words = rows.string(3)
        let (year, amount) = (NumberOfYear(number, rows), NumberOfAmount(number, rows))
        if let first = ofYear[year] ?? ofAmount[amount] { earlier[rows.int64(0)] = first }
        ofYear[year] = words
        ofAmount[amount] = words
      }
      return earlier
    }
  }

  /// The hashes of numbers that several invoices of a provider have; almost all books have none.
  private var numbersThatComeTwice: Set<Int> {
    get throws {
      var (seen, repeated) = (Set<Int>(), Set<Int>())
      var rows = try invoiceNumbers()
      while try rows.step() {
        let hash = IssuedNumber(rows).hashValue
        if !seen.insert(hash).inserted { repeated.insert(hash) }
      }
      return repeated
    }
  }

  private func invoiceNumbers() throws -> Statement {
    try Statement(
      """
      SELECT id, provider_id, kind, number, buyer_id, substr(issued_on, 1, 4), currency, total_units
      FROM invoice WHERE ended_by IS NULL ORDER BY id
      """, on: store.connection)
  }
}

/// A provider's number for a kind of invoice, without case, blanks and signs.
private struct IssuedNumber: Hashable {
  let provider: Int64
  let kind: String
  let characters: [UInt8]

  init(_ row: borrowing Statement) {
    provider = row.int64(1)
    kind = row.string(2)
    characters = row.withBytes(3) { number in
      var characters: [UInt8] = []
      for index in number.indices where !IssuedNumber.signs.contains(number[index]) {
        characters.append(number[index].inCapitals)
      }
      return characters
    }
  }

  private static let signs = " -/._".utf8
}

private struct NumberOfYear: Hashable {
  let number: IssuedNumber
  let buyer: Int64
  let year: String

  init(_ number: IssuedNumber, _ row: borrowing Statement) {
    (self.number, buyer, year) = (number, row.int64(4), row.string(5))
  }
}

private struct NumberOfAmount: Hashable {
  let number: IssuedNumber
  let currency: String
  let units: Int64

  init(_ number: IssuedNumber, _ row: borrowing Statement) {
    (self.number, currency, units) = (number, row.string(6), row.int64(7))
  }
}

extension UInt8 {
  /// The capital of an ASCII letter; every other byte as it is.
  fileprivate var inCapitals: UInt8 {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= self ? self & ~0x20 : self
  }
}
