internal import Ledger
internal import Procurement
internal import Queries

/// Which contracts and providers have a part of the page, and its address.
struct PartAddresses {
  /// How many contracts have a part; of more, those with the largest obligations.
  static let limit = 100

  /// The contracts, by provider and reference.
  let contracts: [ContractFile]
  /// The providers of these contracts, by name.
  let providers: [String]
  private let addresses: [ContractID: String]
  /// By reference, and by the reference with its provider where several have one.
  private let byName: [String: [(provider: String, address: String)]]

  init(_ reports: BriefReports) {
    let shown = PartAddresses.largest(reports)
    contracts = shown
    providers = Set(shown.map(\.provider)).sorted()
    let shared = Dictionary(grouping: reports.contracts, by: \.reference).filter { $1.count > 1 }
    var addresses: [ContractID: String] = [:]
    var byName: [String: [(provider: String, address: String)]] = [:]
    for contract in shown {
      let (provider, reference) = (contract.provider, contract.reference)
      let isShared = shared[reference] != nil
      let address =
        "contract/" + (isShared ? "\(PartAddresses.encoded(provider))/" : "")
        + PartAddresses.encoded(reference)
      addresses[contract.id] = address
      byName[reference, default: []].append((provider, address))
      if isShared { byName["\(reference) (\(provider))", default: []].append((provider, address)) }
    }
    (self.addresses, self.byName) = (addresses, byName)
  }

  private static func largest(_ reports: BriefReports) -> [ContractFile] {
    guard reports.contracts.count > limit else { return reports.contracts }
    let totals = Dictionary(
      reports.obligations.map { ($0.contract.id, $0.ladder.value?.total.units ?? -1) },
      uniquingKeysWith: { first, _ in first })
    let order = reports.contracts.indices.sorted { left, right in
      let (a, b) = (total(left), total(right))
      return a == b ? left < right : a > b
    }
    func total(_ place: Int) -> Int64 { totals[reports.contracts[place].id] ?? -1 }
    return order.prefix(limit).sorted().map { reports.contracts[$0] }
  }

  /// The address of the part of a contract.
  func address(of contract: ContractFile) -> String { addresses[contract.id] ?? "" }

  /// The address of the part of a provider.
  func address(ofProvider provider: String) -> String {
    "provider/\(PartAddresses.encoded(provider))"
  }

  /// The address of what a cell names; `nil` if it names nothing, or several things.
  func address(_ column: String, _ name: String, _ provider: String?) -> String? {
    switch column {
    case "provider": return providers.contains(name) ? address(ofProvider: name) : nil
    case "contract":
      let named = byName[name] ?? []
      let matches = named.count > 1 ? named.filter { $0.provider == provider } : named
      return matches.count == 1 ? matches[0].address : nil
    default: return nil
    }
  }

  /// A name as part of an address: letters, digits, `.`, `_` and `-` as they are, other bytes as `~` and two
  /// hexadecimal digits.
  static func encoded(_ name: String) -> String {
    name.utf8.reduce(into: "") { text, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += "~" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
