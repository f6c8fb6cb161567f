/// Names that many rows repeat, found by their bytes, so that no `String` is made of one twice.
struct ByteNames: Sendable {
  /// The names, in the order in which they came.
  private(set) var names: [String] = []
  /// Open addressing: places of names, -1 where there is none. The count is a power of two.
  private var slots = [Int32](repeating: -1, count: 1024)
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var last = 0

  /// The place of a name, which is the next one where the name is new.
  mutating func place(of name: Span<UInt8>) -> Int {
    if last < names.count, isName(last, name) { return last }
    var slot = Int(truncatingIfNeeded: name.fnv1a) & (slots.count - 1)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if isName(place, name) {
        last = place
        return place
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return add(name, in: slot)
  }

  /// Lends the bytes of a name.
  func withBytes<Result>(_ place: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting((place == 0 ? 0 : ends[place - 1])..<ends[place]))
  }

  private func isName(_ place: Int, _ name: Span<UInt8>) -> Bool {
    withBytes(place) { $0.isSame(as: name) }
  }

  private mutating func add(_ name: Span<UInt8>, in slot: Int) -> Int {
    let place = names.count
    let start = bytes.count
    for index in name.indices { bytes.append(name[index]) }
    ends.append(bytes.count)
    names.append(String(decoding: bytes[start...], as: UTF8.self))
    slots[slot] = Int32(place)
    if names.count * 2 > slots.count { grow() }
    return place
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for place in names.indices {
      var slot = withBytes(place) { Int(truncatingIfNeeded: $0.fnv1a) } & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(place)
    }
  }
}

extension Span<UInt8> {
  /// FNV-1a of 64 bits: short texts, no enemy. Source: draft-eastlake-fnv.
  var fnv1a: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in indices { hash = (hash ^ UInt64(self[index])) &* 0x100_0000_01b3 }
    return hash ^ (hash >> 29)
  }

  /// Whether both hold the same bytes.
  func isSame(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    // To the end in any case, so that the compiler can take many bytes at once.
    var difference: UInt8 = 0
    for index in indices { difference |= self[index] ^ other[index] }
    return difference == 0
  }
}
