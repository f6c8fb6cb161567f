internal import Procurement

/// Sums of lines by what they have in common, found by open addressing: each line asks once, and a
/// `Dictionary` takes twice as long to hash and to compare.
struct LineSums {
  /// What lines that are added up have in common.
  struct Key {
    /// The number of their account.
    let account: Int
    /// 0 where there is none.
    let sku, unit: Int64
  }

  /// Lines added up.
  struct Sum {
    var units: Int128 = 0
    var lines = 0

    fileprivate mutating func add(_ line: LineBatch.Line) {
      lines += 1
      units.add(units: line.units)
    }
  }

  private var keys: [Key] = []
  private var sums: [Sum] = []
  /// Places of keys, -1 where there is none. The count is a power of two.
  private var slots = [Int32](repeating: -1, count: 4096)

  /// How many sums there are.
  var count: Int { keys.count }

  subscript(place: Int) -> (key: Key, sum: Sum) { (keys[place], sums[place]) }

  /// Adds a line to the sum of its key.
  mutating func add(_ line: LineBatch.Line, to key: Key) {
    let slot = slot(of: key)
    if slots[slot] >= 0 { return sums[Int(slots[slot])].add(line) }
    slots[slot] = Int32(keys.count)
    keys.append(key)
    sums.append(Sum())
    sums[sums.count - 1].add(line)
    if keys.count * 2 > slots.count { grow() }
  }

  /// All places in the order of their accounts' ranks, then of SKU and unit.
  func places(rankedBy ranks: [Int]) -> [Int] {
    keys.indices.sorted { left, right in
      let (left, right) = (keys[left], keys[right])
      return (ranks[left.account], left.sku, left.unit)
        < (ranks[right.account], right.sku, right.unit)
    }
  }

  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
  }
}

extension LineSums {
  /// The slot of a key, or the free one where it belongs.
  private func slot(of key: Key) -> Int {
    var slot = LineSums.hash(key) & (slots.count - 1)
    while slots[slot] >= 0, !isKey(Int(slots[slot]), key) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func isKey(_ place: Int, _ key: Key) -> Bool {
    let other = keys[place]
    return other.account == key.account && other.sku == key.sku && other.unit == key.unit
  }

  /// Spreads small numbers over 63 bits. Source: the multipliers are of MurmurHash3 and splitmix64.
  private static func hash(_ key: Key) -> Int {
    var hash = UInt64(truncatingIfNeeded: key.account) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ UInt64(bitPattern: key.sku)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 32 ^ UInt64(bitPattern: key.unit)) &* 0xC4CE_B9FE_1A85_EC53
    return Int(truncatingIfNeeded: (hash ^ hash >> 29) >> 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (place, key) in keys.enumerated() { slots[slot(of: key)] = Int32(place) }
  }
}
