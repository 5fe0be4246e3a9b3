import Engine

/// Two models on the same image: what each makes of it under attack, and for which ε it holds.
struct CompareScreen: Screen {
  let state: AppState

  private var explore: ExploreState { state.explore }
  private var comparison: Comparison? { state.compare.comparison }

  /// The models that differ: both, or the first alone.
  private var sides: [Comparison.Side] {
    state.isComparedWithItself ? [.first] : Comparison.Side.allCases
  }

  /// Where its parts lie.
  static func layout(_ state: AppState) -> CompareLayout {
    CompareLayout(
      FilterStrip.split(state).rest, state.compare.comparison?.first.shape ?? ImageShape.mnist)
  }

  func target(at point: Point) -> HitTarget? {
    FilterStrip.target(at: point, in: state) ?? Self.layout(state).curve.target(at: point)
  }

  func draw(on buffer: inout Buffer, _ look: Look) {
    FilterStrip(state: state).draw(on: &buffer, look)
    let layout = Self.layout(state)
    for side in Comparison.Side.allCases {
      ComparePanel(state: state, side: side).draw(layout[side], on: &buffer, look)
    }
    drawSlider(layout.curve, on: &buffer, look)
    drawCurves(layout.curve, on: &buffer, look)
  }

  private func drawSlider(_ layout: CurveLayout, on buffer: inout Buffer, _ look: Look) {
    let track = layout.track
    guard !track.isEmpty else { return }
    buffer.write(
      look.text("\(look.epsilon) \(Numbers.epsilon(explore.epsilon))", .epsilon, bold: true),
      endingAt: track.x - 1, y: track.y, limit: track.x - 1)
    let letters = sides.compactMap { side -> (fraction: Double, glyph: Unicode.Scalar)? in
      guard let minimal = comparison?[side].minimalEpsilon, minimal <= explore.scale else {
        return nil
      }
      return (Double(minimal / explore.scale), side.letter)
    }
    Slider(fraction: Double(explore.epsilon / explore.scale), letters: letters)
      .draw(in: track, on: &buffer, look)
    let isLate = comparison.map { $0.first.index != explore.index } ?? true
    let number = Numbers.count(explore.index + 1) + (isLate ? " " + look.unknown : "")
    buffer.write(
      look.text("image \(number)", .strong, bold: true), x: track.right + 1, y: track.y,
      limit: layout.slider.right - track.right - 1)
  }

  private func drawCurves(_ layout: CurveLayout, on buffer: inout Buffer, _ look: Look) {
    if layout.isChartFramed {
      var frame = Frame(
        title: look.text("confidence against \(look.epsilon)", .strong, bold: true))
      if sides.count == 2, let attack = comparison?.attack {
        frame.note = look.text(attack.words, .text)
      }
      if explore.isClipped { frame.remark = look.text("clipped to 0…1", .dim) }
      frame.draw(in: layout.chart, on: &buffer, look)
    }
    guard let comparison else {
      buffer.writeUnknown(in: layout.chartInner, look)
      return
    }
    ComparisonChart(comparison: comparison, sides: sides)
      .chart(
        epsilon: explore.epsilon, scale: explore.scale, rows: layout.plot.height, look
      )
      .draw(in: layout.chartInner, on: &buffer, look)
  }
}

extension Comparison.Side {
  /// What the model is called on screen.
  var letter: Unicode.Scalar { self == .first ? "A" : "B" }
}

extension Comparison.Attack {
  /// Whose attack both models suffer.
  var words: String {
    switch self {
    case .own: "each by its own gradient"
    case .transferred(let side): "both by \(side.letter)'s gradient"
    }
  }

  /// Whose gradient one model's image follows.
  func source(for side: Comparison.Side) -> Comparison.Side {
    switch self {
    case .own: side
    case .transferred(let source): source
    }
  }
}
