/// The screens, side by side with the digits that open them.
struct Tabs {
  var current: ScreenName

  /// How far the program's name and the tabs stand apart, the wider the screen: so that what stands on
  /// the right keeps its room.
  enum Spacing {
    /// Blanks all around, behind the name.
    case wide
    /// Neighbours share the blank between them.
    case tight
    /// So they do, and the name is left out.
    case nameless

    init(_ header: Rect) {
      self = header.width >= 112 ? .wide : header.width >= 96 ? .tight : .nameless
    }
  }

  /// Where each tab lies in the first row of a screen.
  static func layout(in header: Rect) -> [(screen: ScreenName, area: Rect)] {
    let spacing = Spacing(header)
    let isTight = spacing != .wide
    var column =
      switch spacing {
      case .wide: header.x + 10
      case .tight: header.x + 9
      case .nameless: header.x
      }
    return ScreenName.allCases.map { screen in
      let width = screen.title.count + (isTight ? 3 : 4)
      let area = Rect(x: column, y: header.y, width: width, height: 1)
      column = area.right
      return (screen, area)
    }
  }

  func draw(in header: Rect, on buffer: inout Buffer, _ look: Look) {
    let tabs = Self.layout(in: header)
    for (screen, area) in tabs {
      buffer.write(
        look.text(" \(screen.rawValue + 1)", .pressable) + look.text(" \(screen.title)", .dim),
        x: area.x, y: area.y)
    }
    guard let (screen, area) = tabs.first(where: { $0.screen == current }) else { return }
    // Without colours there is no background to tell the open one by.
    let (open, close) = look.hasColors ? (" ", " ") : ("[", "]")
    buffer.write(
      "\(open)\(screen.rawValue + 1) \(screen.title)\(close)", x: area.x, y: area.y,
      look.theme.inverse(.pressable))
  }
}
