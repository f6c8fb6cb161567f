import Procurement
import Store
import Testing

/// What an import adds up on the way is what is read back.
struct InvoiceSumTests: ~Copyable {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture()
  }

  @Test(arguments: [1, 2, 7, 600])
  func isWhatIsReadBack(invoices: Int) throws {
    try fixture.store.importing("invoices") { number in
      var table = try InvoiceTable(fixture.store, import: number)
      var lines = try LineWriter(fixture.store)
      for index in 0..<invoices {
        let invoice = Invoice.sample(number: "R-\(index)")
        let row = try table.add(invoice, total: .dollars(1), line: index)
        var digest = LinesDigest()
        for line in try samples(index % 4) {
          try lines.add(line, to: invoice, rowID: row, fileLine: index, digest: &digest)
        }
        try table.close(row: row, lines: digest.result)
      }
      try lines.table.finish()
      let sum = try table.sum()
      #expect(sum != nil)
      #expect(try sum == fixture.store.sumOfInvoices(ofImport: number))
    }
  }

  @Test(arguments: Case.allCases)
  func isNotKnownOfWhatComesInParts(of kind: Case) throws {
    try fixture.store.importing("invoices") { number in
      var table = try InvoiceTable(fixture.store, import: number)
      let first = try table.add(.sample(number: "R-1"), total: .dollars(1), line: 2)
      let second = try table.add(.sample(number: "R-2"), total: .dollars(1), line: 3)
      var lines = try LineWriter(fixture.store)
      var digest = LinesDigest()
      for line in kind == .outOfOrder ? [2, 1] : [1, 2] {
        try lines.add(
          .sample(number: line), to: .sample(number: "R-1"), rowID: first, fileLine: 2,
          digest: &digest)
      }
      try lines.table.finish()
      let (known, empty) = (digest.result, LinesDigest().result)
      let closed: [(Int64, RowHash?)] =
        switch kind {
        case .outOfOrder: [(first, known), (second, empty)]
        case .otherOrder: [(second, empty), (first, known)]
        case .twice: [(first, known), (second, empty), (first, known)]
        case .unfinished: [(first, known)]
        case .unknown: [(first, nil), (second, empty)]
        }
      for (row, digest) in closed { try table.close(row: row, lines: digest) }
      #expect(try table.sum() == nil)
    }
  }

  enum Case: CaseIterable {
    case outOfOrder, otherOrder, twice, unfinished, unknown
  }

  /// Lines with and without every column that may be empty.
  private func samples(_ count: Int) throws -> [InvoiceLine] {
    let exact = try ExactDecimal(parsing: "1.0000005")
    let full = InvoiceLine(
      number: 2, sku: "GPU", description: "hours", quantity: try ExactDecimal(parsing: "-2.5"),
      unit: "gpu_hours", unitPrice: try ExactDecimal(parsing: "0.4"),
      amount: try Money(exact, in: .usd), exactAmount: exact,
      service: Month(year: 2026, month: 5).days, chargeCategory: .tax)
    return Array([.sample(), full, .sample(number: 9)].prefix(count))
  }
}
