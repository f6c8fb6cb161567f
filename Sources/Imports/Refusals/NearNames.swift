internal import Procurement
internal import Store
internal import Synchronization

/// The known names near those of a file that the store does not know.
///
/// Looking for one takes longer than reading its row, so it is put off until a refusal is shown: by then
/// the import has ended and its lock is released, and most refusals are only counted.
final class NearNames: Sendable {
  /// What is looked for.
  enum Wanted: Hashable, Sendable {
    case organization
    /// A contract, of a provider where it is known.
    case contract(of: OrganizationID?)
  }

  private struct Key: Hashable {
    let text: String
    let wanted: Wanted
  }

  private struct State {
    var organizations: [String]
    var indexes: [Wanted: NameIndex] = [:]
    var found: [Key: [String]] = [:]
  }

  private let contracts: ContractDirectory
  private let state: Mutex<State>

  /// Looks among what `references` knows.
  init(_ references: References) {
    contracts = references.contracts
    state = Mutex(State(organizations: references.organizations.names))
  }

  /// Looks among names of an organization too that was recorded since.
  func add(_ names: [String]) { state.withLock { $0.organizations += names } }

  /// Up to three names near `text`, the closest first.
  func find(_ text: String, _ wanted: Wanted) -> [String] {
    let key = Key(text: text, wanted: wanted)
    return state.withLock { state in
      if let names = state.found[key] { return names }
      let index = state.indexes[wanted] ?? index(of: wanted, state.organizations)
      state.indexes[wanted] = index
      let names = index.nearest(to: text)
      state.found[key] = names
      return names
    }
  }

  private func index(of wanted: Wanted, _ organizations: [String]) -> NameIndex {
    switch wanted {
    case .organization: NameIndex(organizations)
    case .contract(let provider): NameIndex(contracts.references(of: provider))
    }
  }
}
