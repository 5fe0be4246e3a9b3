/// A random number generator that replays from its seed: xoshiro256**, seeded by SplitMix64.
///
/// Source: Blackman and Vigna, *Scrambled Linear Pseudorandom Number Generators*, ACM TOMS 47(4),
/// 2021; the seeding is the one its authors recommend.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64) {
    var mixer = SplitMix64(state: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// A generator in a known state, which may not be all zeros.
  init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  public mutating func next() -> UInt64 {
    let result = Self.rotate(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotate(state.3, by: 45)
    return result
  }

  /// A generator whose stream is independent of this one and of the other indices.
  ///
  /// Work that is cut into shards gives each its own stream, so that the result does not depend on
  /// the order in which they run.
  public func stream(_ index: UInt64) -> SeededGenerator {
    var mixer = SplitMix64(state: state.0 ^ (index &* 0xD129_0A9B_5C5F_6D27))
    return SeededGenerator(seed: mixer.next() ^ state.3)
  }

  private static func rotate(_ value: UInt64, by count: UInt64) -> UInt64 {
    (value << count) | (value >> (64 - count))
  }

  public static func == (a: Self, b: Self) -> Bool { a.state == b.state }
}

/// Steele, Lea and Flood's SplitMix64, which spreads a small seed over a large state.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
