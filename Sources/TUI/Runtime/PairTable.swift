import CCurses

/// The pairs of colours that curses has been told about.
///
/// Curses draws in numbered pairs, of which there are between 64 and some ten thousand. Pairs are
/// numbered as they come up; when the numbers are used up the table starts over.
struct PairTable {
  private var pairs: [Key: Int32] = [:]
  private let capacity: Int
  private var last: (key: Key, pair: Int32)

  private struct Key: Hashable {
    var foreground: Int32
    var background: Int32
  }

  /// Pair 0, which is there from the start and stays.
  private static let whiteOnBlack = Key(foreground: 7, background: 0)

  /// An empty table.
  /// - Parameter capacity: How many pairs the terminal has; 0 without colours.
  init(capacity: Int) {
    self.capacity = capacity
    last = (Self.whiteOnBlack, 0)
    pairs[Self.whiteOnBlack] = 0
  }

  /// The number for an ink's colours, defined when new; `nil` when there are no numbers left.
  mutating func pair(for ink: Ink) -> Int32? {
    guard capacity > 0 else { return 0 }
    let key = Key(foreground: ink.foreground, background: ink.background)
    if key == last.key { return last.pair }
    if let pair = pairs[key] {
      last = (key, pair)
      return pair
    }
    guard pairs.count < capacity else { return nil }
    let pair = Int32(pairs.count)
    curses_set_pair(pair, key.foreground, key.background)
    pairs[key] = pair
    last = (key, pair)
    return pair
  }

  /// Forgets all pairs; everything on screen has to be painted anew.
  mutating func startOver() {
    curses_reset_pairs()
    self = PairTable(capacity: capacity)
  }
}
