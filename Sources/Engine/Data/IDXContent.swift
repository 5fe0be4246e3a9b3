/// What an IDX file of bytes holds, as its number of dimensions tells.
public enum IDXContent: Hashable, Sendable {
  /// `[count, height, width]` or `[count, channels, height, width]`.
  case images
  /// `[count]`.
  case labels

  /// The content with a number of dimensions, where there is one.
  init?(rank: Int) {
    switch rank {
    case 1: self = .labels
    case 3, 4: self = .images
    default: return nil
    }
  }

  /// The first four bytes of a file with this content, in its usual rank.
  public var magic: UInt32 {
    switch self {
    case .images: 0x0000_0803
    case .labels: 0x0000_0801
    }
  }
}
