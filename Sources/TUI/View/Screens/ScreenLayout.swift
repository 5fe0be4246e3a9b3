/// Where the parts that every screen has lie.
struct ScreenLayout {
  let header: Rect
  let body: Rect
  let footer: Rect

  /// The smallest screen on which everything has its place.
  static let smallest = Size(width: 60, height: 18)

  init(_ size: Size) {
    let (header, rest) = Rect(size).split(top: 1)
    let (body, footer) = rest.split(top: rest.height - 1)
    self.header = header
    self.body = body
    self.footer = footer
  }

  static func isLargeEnough(_ size: Size) -> Bool {
    size.width >= smallest.width && size.height >= smallest.height
  }
}
