import Engine

/// Pictures of the images, each with its class and how sure the model is that it belongs there.
struct FoolImages {
  let fool: FoolState
  let shape: ImageShape

  /// As wide as "9 100 % ✗".
  static let captionWidth = 9

  func draw(_ tile: FoolLayout.Tile, on buffer: inout Buffer, _ look: Look) {
    let target = fool.target(tile.target)
    drawPicture(target, in: tile.picture, on: &buffer, look)
    drawCaption(tile, target, on: &buffer, look)
    if let best = target?.best {
      let role: Theme.Role = target?.hasSucceeded ?? false ? .wrong : .dim
      // Thin, so that it stands off the words of the row below.
      Bar(share: best.confidence, isThin: true)
        .draw(in: tile.bar, look.style(role), on: &buffer, look)
    }
  }

  /// The image under the cursor alone, in a frame.
  func drawLarge(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let target = fool.target
    var frame = Frame(title: look.text("class \(fool.cursor)", .strong, bold: true))
    frame.note = confidence(target, look)
    if let target, target.best != nil {
      frame.footnote = look.text("\(Numbers.count(target.queries)) queries", .dim)
      frame.remark = look.text("round \(Numbers.count(target.round))", .dim)
    }
    frame.draw(in: area, on: &buffer, look)
    let inner = Frame.inner(area)
    let size = shape.fitted(into: Size(width: inner.width, height: inner.height))
    drawPicture(target, in: inner.centred(size), on: &buffer, look)
  }

  private func drawPicture(
    _ target: FoolingProgress.Target?, in area: Rect, on buffer: inout Buffer, _ look: Look
  ) {
    guard let best = target?.best else {
      Frame(title: StyledText()).draw(in: area, on: &buffer, look)
      buffer.writeUnknown(in: area, look)
      return
    }
    ImageWidget(pixels: best.pixels, shape: shape).draw(in: area, on: &buffer, look)
  }

  private func drawCaption(
    _ tile: FoolLayout.Tile, _ target: FoolingProgress.Target?, on buffer: inout Buffer,
    _ look: Look
  ) {
    let row = tile.caption
    let name = look.text("\(tile.target)", .strong, bold: true)
    let confidence = confidence(target, isShort: row.width < Self.captionWidth + 2, look)
    guard tile.target == fool.cursor else {
      buffer.write(name, x: row.x, y: row.y, limit: row.width)
      buffer.write(
        confidence, endingAt: row.right, y: row.y, limit: row.width - name.width - 1)
      return
    }
    // Without colours there is no background to tell the cursor by.
    let chosen = look.theme.inverse(.pressable)
    buffer.fill(row, chosen)
    let words = (look.hasColors ? "" : look.pointer) + "\(tile.target)"
    let end = buffer.write(StyledText(words, chosen), x: row.x, y: row.y, limit: row.width)
    buffer.write(
      StyledText(confidence.spans.map(\.text).joined(), chosen), endingAt: row.right, y: row.y,
      limit: row.right - end)
  }

  /// "98.7 %", or "99.2 % ✗" once the model is as sure as it was to be: whatever it reads is wrong.
  private func confidence(
    _ target: FoolingProgress.Target?, isShort: Bool = false, _ look: Look
  ) -> StyledText {
    guard let target, let best = target.best else { return StyledText() }
    // Rounded down, so that no figure claims what is not reached.
    let decimals = isShort ? 0 : 1
    let unit: Double = isShort ? 100 : 1000
    let share = (Double(best.confidence) * unit).rounded(.down) / unit
    let figure = Numbers.fixed(share * 100, decimals) + " %"
    guard target.hasSucceeded else {
      return look.text(figure, target.isFinished ? .dim : .text)
    }
    return look.text("\(figure) \(look.wrongMark)", .wrong, bold: true)
  }
}
