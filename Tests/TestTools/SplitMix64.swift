/// Random numbers that are the same in every run. Source: Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014.
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  /// Equal seeds give equal numbers.
  package init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SplitMix64 {
  /// A number of any length in bits, so that small ones come as often as large ones.
  package mutating func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer {
    Integer.random(in: .min ... .max, using: &self)
      >> Int.random(
        in: 0..<Integer.bitWidth, using: &self)
  }
}

extension SplitMix64 {
  /// A whole number from 0 up to and without `bound`, which is positive.
  package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// One of the elements of a list that is not empty.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}
