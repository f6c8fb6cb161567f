package import Store

/// A store that many tests begin with: made once in a process, and copied for each of them, because
/// running the migrations and imports again takes most of a test's time.
package struct StoreTemplate: Sendable {
  private let image: Result<[UInt8], any Error>

  /// A store in memory with what `fill` puts into it.
  package init(_ fill: (Store) throws -> Void = { _ in }) {
    image = Result {
      let store = try Store.create(at: ":memory:")
      try fill(store)
      return try store.image()
    }
  }

  /// A store in memory without a record.
  package static let empty = StoreTemplate()

  /// A copy.
  /// - Throws: what making the template threw.
  package func store() throws -> Store { try Store(image: image.get()) }
}
