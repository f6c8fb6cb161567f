internal import Procurement

/// Sums of lines by what they have in common, found by open addressing: each line asks once, and a
/// `Dictionary` takes twice as long to hash and to compare.
struct ChargeSums {
  /// What lines that are added up have in common.
  struct Key: Equatable {
    /// The number of their account.
    let account: Int32
    /// When their invoice was issued, as a number in the order of the dates' texts.
    let issued: Int32
    /// First and last day of their service; `noService` for none.
    let from, to: Int32
    /// What kind of charge they are.
    let category: ChargeCategory

    /// Stands for a day of lines that say no service period, in the tables too.
    static let noService: Int32 = -1_000_000

    /// The key of lines of an account.
    init(account: Int32, issued: Int32, service: DayRange?, category: ChargeCategory) {
      self.account = account
      self.issued = issued
      from = service.map { Int32($0.from.number) } ?? Key.noService
      to = service.map { Int32($0.last.number) } ?? Key.noService
      self.category = category
    }
  }

  /// Lines added up.
  struct Sum {
    var units: Int128 = 0
    var lines = 0

    mutating func add(_ other: Sum) {
      // Amounts are Int64, and fewer than 2^63 of them.
      units = units &+ other.units
      lines &+= other.lines
    }
  }

  private var keys: [Key] = []
  private var sums: [Sum] = []
  /// Places of keys, -1 where there is none. The count is a power of two.
  private var slots = [Int32](repeating: -1, count: 4096)

  /// How many sums there are.
  var count: Int { keys.count }

  subscript(place: Int) -> (key: Key, sum: Sum) { (keys[place], sums[place]) }

  /// Adds a line of an amount in stored units to the sum of its key. Most lines are of the key that came last.
  mutating func add(_ units: Int64, to key: Key) {
    if keys.last != key { return sums[place(of: key)].add(units) }
    sums[sums.count - 1].add(units)
  }

  /// All places in the order of their accounts' ranks, then of the rest of the table's key.
  func places(rankedBy ranks: [Int]) -> [Int] {
    keys.indices.sorted { left, right in
      let (left, right) = (keys[left], keys[right])
      let order = (ranks[Int(left.account)], left.issued, left.from, left.to)
      let other = (ranks[Int(right.account)], right.issued, right.from, right.to)
      return order == other
        ? left.category.rawValue < right.category.rawValue : order < other
    }
  }

  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
  }
}

extension ChargeSums.Sum {
  fileprivate mutating func add(_ other: Int64) {
    units.add(units: other)
    lines += 1
  }
}

extension ChargeSums {
  /// The place of a key, which is new at the end if there was none.
  private mutating func place(of key: Key) -> Int {
    let slot = slot(of: key)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    let place = keys.count
    slots[slot] = Int32(place)
    keys.append(key)
    sums.append(Sum())
    if keys.count * 2 > slots.count { grow() }
    return place
  }

  /// The slot of a key, or the free one where it belongs.
  private func slot(of key: Key) -> Int {
    var slot = key.hash & (slots.count - 1)
    while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (place, key) in keys.enumerated() { slots[slot(of: key)] = Int32(place) }
  }
}

extension ChargeSums.Key {
  /// Spreads small numbers over 63 bits; few keys differ in their category alone. Source: the multipliers are
  /// of MurmurHash3 and splitmix64.
  fileprivate var hash: Int {
    let first = UInt64(UInt32(bitPattern: account)) << 32 | UInt64(UInt32(bitPattern: issued))
    let second = UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: to))
    var hash = first &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 32 ^ second) &* 0xFF51_AFD7_ED55_8CCD
    return Int(truncatingIfNeeded: (hash ^ hash >> 29) >> 1)
  }
}
