import Foundation
import Synchronization
import Testing

/// Random books, imported once for all tests, and what the reports say of them.
struct Library: Sendable {
  let views: [View]

  /// Databases of 30 books each; `OFFTAKE_AGREEMENT_DATABASES` asks for more.
  private static var databases: Int {
    let asked = ProcessInfo.processInfo.environment["OFFTAKE_AGREEMENT_DATABASES"]
    return asked.flatMap { Int($0) } ?? 10
  }

  static let shared = Result { try Library() }

  private init() throws {
    let results = Mutex<[Int: Result<[View], any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: Self.databases) { number in
      let views = Result { try Self.views(ofDatabase: number) }
      results.withLock { $0[number] = views }
    }
    let all = results.withLock(\.self)
    views = try all.keys.sorted().compactMap { all[$0] }.flatMap { try $0.get() }
  }

  private static func views(ofDatabase number: Int) throws -> [View] {
    var draw = Draw(seed: UInt64(number) + 1)
    let deals = draw.deals(providers: 30)
    let days = draw.days(of: deals, count: number % 2 == 0 ? 3 : 2)
    let book = try DealBook(deals)
    defer { book.remove() }
    let shown = number == 0 ? book.deals.map(\.reference).prefix(20) : []
    // Explanations are long, and those of one day cite every row.
    let now = try days.enumerated().map { index, day in
      try View(
        of: book, book.deals, asOf: day, explaining: index == 0 && number % 2 == 0,
        showing: index == 0 ? Array(shown) : [])
    }
    guard number == 0, let last = days.last else { return now }
    let before = try View(
      of: book, book.deals.map(\.withoutEvents), asOf: last,
      knownAt: try book.importBeforeEvents())
    return now + [before]
  }
}
