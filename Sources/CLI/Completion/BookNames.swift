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
    let path = database(of: arguments) ?? DatabaseOption.defaultPath
    // Whoever presses a key does not wait for another program.
    let store = try? Store.openReadOnly(path, waitMilliseconds: 100)
    let names = (try? store?.snapshot(knownAt: nil) { try store.map(ask) ?? [] }) ?? []
    return names.compactMap { written($0, for: CompletionShell.requesting) }
  }

  /// The value of `--db FILE` or `--db=FILE`, which bash takes apart at the equals sign.
  private static func database(of arguments: [String]) -> String? {
    if let joined = arguments.first(where: { $0.hasPrefix("--db=") }) {
      return String(joined.dropFirst("--db=".count))
    }
    guard let option = arguments.firstIndex(of: "--db") else { return nil }
    let values = arguments[option...].dropFirst()
    return values.first == "=" ? values.dropFirst().first : values.first
  }

  /// A name as the script of a shell takes it; `nil` if the shell could run a part of the name or take it for two.
  ///
  /// bash expands the words of `compgen -W`, including `$(…)`, and leaves `$` and a backtick as they are in the
  /// completed line; zsh takes what follows a colon for a description.
  private static func written(_ name: String, for shell: CompletionShell?) -> String? {
    guard name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
      return nil
    }
    if shell == CompletionShell.bash {
      guard !name.contains(where: { "$`!".contains($0) }) else { return nil }
      return name.map { isPlain($0) ? "\($0)" : "\\\($0)" }.joined()
    }
    if shell == CompletionShell.zsh {
      return name.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
    }
    return name
  }

  private static func isPlain(_ character: Character) -> Bool {
    !character.isASCII || character.isLetter || character.isNumber
  }
}
