/// The shape of an image: channels, height and width, in pixels.
public struct ImageShape: Hashable, Sendable, Codable {
  public var channels: Int
  public var height: Int
  public var width: Int

  public init(channels: Int = 1, height: Int, width: Int) {
    precondition(channels > 0 && height > 0 && width > 0, "an image has at least one pixel")
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// The number of values in one image.
  public var pixels: Int { channels * height * width }

  /// MNIST's shape: one channel, 28×28.
  public static let mnist = ImageShape(height: 28, width: 28)
}
