internal import Procurement
internal import Synchronization

/// The known names near those of a file that the store does not know: a file that has such a name has
/// it in row after row, and looking at every known name takes longer than the row.
final class NearNames: Sendable {
  private struct Key: Hashable {
    let text: String
    let isContract: Bool
    let provider: OrganizationID?
  }

  /// How many are kept; a file of nothing but faults must not fill the memory.
  private static let limit = 1024

  private let found = Mutex<[Key: [String]]>([:])

  /// The organizations that `find` finds near a text.
  func organizations(_ text: String, _ find: () -> [String]) -> [String] {
    names(Key(text: text, isContract: false, provider: nil), find)
  }

  /// The contracts, those of a provider where it is known, that `find` finds near a text.
  func contracts(
    _ text: String, of provider: OrganizationID?, _ find: () -> [String]
  ) -> [String] {
    names(Key(text: text, isContract: true, provider: provider), find)
  }

  private func names(_ key: Key, _ find: () -> [String]) -> [String] {
    if let names = found.withLock({ $0[key] }) { return names }
    let names = find()
    found.withLock { found in
      if found.count >= NearNames.limit { found.removeAll() }
      found[key] = names
    }
    return names
  }
}
