/// One contract with all that is recorded of it.
struct Deal: Sendable {
  var contract: Row
  private(set) var facts: [String: [Row]] = [:]

  /// What is recorded of one kind, such as `fees`.
  subscript(kind: String) -> [Row] {
    get { kind == "contracts" ? [contract] : facts[kind] ?? [] }
    set {
      if kind == "contracts" {
        contract = newValue.first ?? contract
      } else {
        facts[kind] = newValue
      }
    }
  }

  var reference: String { contract.cells["reference"] ?? "" }
  var provider: String { contract.cells["provider"] ?? "" }
  var status: String { contract["status"] ?? "active" }

  /// The contract of a row of cells that a test writes down.
  init(_ cells: [String: String]) {
    let always = ["provider": "nimbus", "buyer": "lumen", "currency": "USD", "status": "active"]
    contract = Row(kind: "contracts", cells: always.merging(cells) { $1 })
  }

  /// Adds a row that names this contract.
  mutating func add(_ kind: String, _ cells: [String: String]) {
    let own = kind == "payments" ? [:] : ["contract": reference]
    let sold = kind == "invoices" || kind == "payments" ? ["provider": provider] : [:]
    let all = cells.merging(own) { $1 }.merging(sold) { $1 }
    self[kind].append(Row(kind: kind, cells: all))
  }

  /// The deal as it is known before any event of it is.
  var withoutEvents: Deal {
    var deal = self
    deal["events"] = []
    return deal
  }

  /// How much is recorded of it: the smallest deal that shows a fault is shown first.
  var size: Int {
    facts.values.joined().reduce(contract.cells.count) { $0 + $1.cells.count }
  }
}

extension Deal: CustomStringConvertible {
  var description: String {
    let terms = ["fees", "events", "capacity", "deliveries"].flatMap { self[$0] }
    return ([contract] + terms).map(\.description).joined(separator: " ")
      + (self["invoices"].isEmpty ? "" : " and \(self["invoices"].count) invoices")
  }
}
