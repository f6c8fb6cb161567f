internal import Procurement
internal import Synchronization

/// The known names near those of a file that the store does not know: a file that has such a name has
/// it in row after row, and looking at every known name takes longer than the row. As many names are
/// looked for as refusals are told of; those of later rows would not be seen.
final class NearNames: Sendable {
  private struct Key: Hashable {
    let text: String
    let isContract: Bool
    let provider: OrganizationID?
  }

  private let limit: Int
  private let found = Mutex<[Key: [String]]>([:])

  /// Looks for at most `limit` names.
  init(limit: Int) { self.limit = limit }

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
    let (known, isFull) = found.withLock { ($0[key], $0.count >= limit) }
    guard known == nil, !isFull else { return known ?? [] }
    let names = find()
    found.withLock { $0[key] = names }
    return names
  }
}
