/// The screens, side by side with the digits that open them.
struct Tabs {
  var current: ScreenName

  /// Where each tab lies in the first row of a screen, behind the program's name.
  ///
  /// On a narrow screen neighbours share the blank between them, so that what stands on the right
  /// keeps its room.
  static func layout(in header: Rect) -> [(screen: ScreenName, area: Rect)] {
    let isTight = header.width < 106
    var column = header.x + (isTight ? 9 : 10)
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
