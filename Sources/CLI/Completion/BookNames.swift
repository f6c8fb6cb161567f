import ArgumentParser
import Ledger
import Mappings
import SQLite
import Store

/// Names of the book that a shell completes. A book that cannot be read has none.
enum BookNames {
  /// The slugs of organizations.
  static let organizations = CompletionKind.custom { arguments, _, _ in
    names(arguments) { try Book($0).names.organizations.slugs }
  }

  /// The references of contracts.
  static let contracts = CompletionKind.custom { arguments, _, _ in
    names(arguments) { try Book($0).names.contracts.references(of: nil).sorted() }
  }

  /// The numbers of imports, and `last`.
  static let imports = CompletionKind.custom { arguments, _, _ in
    names(arguments) { try ImportEntry.all(in: $0).map { "\($0.number)" } + ["last"] }
  }

  /// Slugs of organizations and references of contracts.
  static let things = CompletionKind.custom { arguments, _, _ in
    names(arguments) { store in
      let names = try Book(store).names
      return names.organizations.slugs + names.contracts.references(of: nil).sorted()
    }
  }

  /// The mappings that come with the program.
  static let mappings = CompletionKind.list(ShippedMap.all.map(\.name))

  /// Asks the database of a command line, `--db` or the default.
  private static func names(
    _ arguments: [String], _ ask: (Store) throws -> [String]
  ) -> [String] {
    let next = arguments.firstIndex(of: "--db").map { arguments.index(after: $0) }
    let given = next.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
    let path = given ?? DatabaseOption.defaultPath
    // Whoever presses a key does not wait for another program.
    let store = try? Store.openReadOnly(path, waitMilliseconds: 100)
    return (try? store?.snapshot(knownAt: nil) { try store.map(ask) ?? [] }) ?? []
  }
}
