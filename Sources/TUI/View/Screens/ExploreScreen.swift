import Engine

/// An image, its perturbation and what the network makes of both.
struct ExploreScreen: Screen {
  static let prefersHints = false

  let state: AppState

  /// Where its parts lie.
  static func layout(_ state: AppState) -> ExploreLayout {
    ExploreLayout(
      FilterStrip.split(state).rest, state.explore.exploration?.shape ?? ImageShape.mnist)
  }

  func target(at point: Point) -> HitTarget? {
    if case .failed = state.data { return nil }
    let layout = Self.layout(state)
    if let target = FilterStrip.target(at: point, in: state) { return target }
    if let target = layout.curve.target(at: point) { return target }
    let pictures = layout.pictures
    let images = [pictures.original, pictures.perturbation, pictures.adversarial].compactMap(\.self)
    return images.contains { $0.contains(point) } ? .image : nil
  }

  func draw(on buffer: inout Buffer, _ look: Look) {
    let layout = Self.layout(state)
    if case .failed(let reason) = state.data {
      drawFailure(reason, in: ScreenLayout(state.size).body, on: &buffer, look)
      return
    }
    FilterStrip(state: state).draw(on: &buffer, look)
    let panels = ExplorePanels(state: state)
    panels.drawOriginal(in: layout.pictures.original, on: &buffer, look)
    if let area = layout.pictures.perturbation {
      panels.drawPerturbation(in: area, on: &buffer, look)
    }
    panels.drawAdversarial(in: layout.pictures.adversarial, on: &buffer, look)
    panels.drawConfidences(in: layout.pictures.confidence, on: &buffer, look)
    drawSlider(layout.curve, on: &buffer, look)
    drawCurve(layout.curve, on: &buffer, look)
  }

  private func drawFailure(
    _ reason: String, in area: Rect, on buffer: inout Buffer, _ look: Look
  ) {
    let lines = reason.wrapped(to: min(72, area.width - 8))
    let top = area.y + max(0, (area.height - lines.count - 2) / 2)
    buffer.write(look.text("no images", .wrong, bold: true), centredIn: area, y: top)
    for (index, line) in lines.enumerated() {
      buffer.write(look.text(line), centredIn: area, y: top + 2 + index)
    }
  }

  private var explore: ExploreState { state.explore }
  private var exploration: Exploration? { explore.exploration }

  private func drawSlider(_ layout: CurveLayout, on buffer: inout Buffer, _ look: Look) {
    let track = layout.track
    guard !track.isEmpty else { return }
    buffer.write(
      look.text("\(look.epsilon) \(Numbers.epsilon(explore.epsilon))", .epsilon, bold: true),
      endingAt: track.x - 1, y: track.y, limit: track.x - 1)
    let minimal = exploration.map(\.minimalEpsilon)
    let tick = minimal.flatMap { $0 }.flatMap { $0 <= explore.scale ? $0 : nil }
    Slider(
      fraction: Double(explore.epsilon / explore.scale),
      tick: tick.map { Double($0 / explore.scale) }
    )
    .draw(in: track, on: &buffer, look)
    buffer.write(
      look.minimalEpsilon(of: exploration), x: track.right + 1, y: track.y,
      limit: layout.slider.right - track.right - 1)
  }

  private func drawCurve(_ layout: CurveLayout, on buffer: inout Buffer, _ look: Look) {
    if layout.isChartFramed {
      Frame(title: look.text("confidence against \(look.epsilon)", .strong, bold: true))
        .draw(in: layout.chart, on: &buffer, look)
    }
    guard let exploration else {
      buffer.writeUnknown(in: layout.chartInner, look)
      return
    }
    ConfidenceChart(curve: exploration.curve, minimalEpsilon: exploration.minimalEpsilon)
      .chart(epsilon: explore.epsilon, scale: explore.scale, look)
      .draw(in: layout.chartInner, on: &buffer, look)
  }
}
