/// The screens, side by side with the digits that open them.
struct Tabs {
  var current: ScreenName

  /// Where each tab lies in a row.
  static func layout(x: Int, y: Int) -> [(screen: ScreenName, area: Rect)] {
    var column = x
    return ScreenName.allCases.map { screen in
      let area = Rect(x: column, y: y, width: screen.title.count + 4, height: 1)
      column = area.right
      return (screen, area)
    }
  }

  func draw(x: Int, y: Int, on buffer: inout Buffer, _ look: Look) {
    for (screen, area) in Self.layout(x: x, y: y) {
      let number = String(screen.rawValue + 1)
      if screen == current {
        let style = look.theme.inverse(.pressable)
        // Without colours there is no background to tell the open one by.
        let (open, close) = look.hasColors ? (" ", " ") : ("[", "]")
        buffer.write("\(open)\(number) \(screen.title)\(close)", x: area.x, y: y, style)
      } else {
        buffer.write(
          look.text(" \(number)", .pressable) + look.text(" \(screen.title) ", .dim), x: area.x,
          y: y)
      }
    }
  }
}
