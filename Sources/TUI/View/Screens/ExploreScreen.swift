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
  private var slider: EpsilonSlider { explore[state.slidNorm] }

  private func drawSlider(_ layout: CurveLayout, on buffer: inout Buffer, _ look: Look) {
    let track = layout.track
    guard !track.isEmpty else { return }
    buffer.write(
      look.text("\(look.epsilon) \(slider.norm.text(slider.epsilon))", .epsilon, bold: true),
      endingAt: track.x - 1, y: track.y, limit: track.x - 1)
    let isRay = state.shownChoice == nil
    let minimal = isRay ? exploration?.minimalEpsilon : state.shownCurve?.minimalEpsilon
    let tick = minimal.flatMap { $0 <= slider.scale ? $0 : nil }
    Slider(fraction: slider.fraction, tick: tick.map { Double($0 / slider.scale) })
      .draw(in: track, on: &buffer, look)
    let words =
      isRay
      ? look.minimalEpsilon(of: exploration)
      : look.minimalEpsilon(of: state.shownCurve, upTo: slider.scale)
    buffer.write(
      words, x: track.right + 1, y: track.y, limit: layout.slider.right - track.right - 1)
  }

  private func drawCurve(_ layout: CurveLayout, on buffer: inout Buffer, _ look: Look) {
    if layout.isChartFramed {
      var frame = Frame(title: look.text("confidence against \(look.epsilon)", .strong, bold: true))
      let norm = state.shownChoice.map { " " + look.spelled(norms: $0.norm.symbol) } ?? ""
      frame.title +=
        look.text(" · ", .frame) + look.text(explore.attackName, .strong, bold: true)
        + look.text(norm, .dim)
      frame.note = progress(look)
      frame.draw(in: layout.chart, on: &buffer, look)
    }
    guard let chart = chart(look) else {
      buffer.writeUnknown(in: layout.chartInner, look)
      return
    }
    if let failure = state.shownCurve?.failure {
      let area = layout.chartInner.inset(2, 0)
      for (row, line) in failure.wrapped(to: area.width).prefix(area.height).enumerated() {
        buffer.write(look.text(line, .wrong), x: area.x, y: area.y + row)
      }
      return
    }
    chart.chart(epsilon: slider.epsilon, scale: slider.scale, look)
      .draw(in: layout.chartInner, on: &buffer, look)
  }

  /// The curves of the ray or of the attack; `nil` while nothing is known of them.
  private func chart(_ look: Look) -> ConfidenceChart? {
    guard state.shownChoice != nil else {
      return exploration.map {
        ConfidenceChart(curve: $0.curve, minimalEpsilon: $0.minimalEpsilon)
      }
    }
    return state.shownCurve.map { ConfidenceChart(curve: $0, scale: slider.scale) }
  }

  /// How many ε of the range are known while not all are; where the curve is of a model from before,
  /// that it is.
  private func progress(_ look: Look) -> StyledText {
    guard let curve = state.shownCurve, curve.failure == nil else { return StyledText() }
    if state.followsTraining { return look.text("follows the training", .training) }
    if state.isCurveLate { return look.text("of the model before \(look.unknown)", .dim) }
    let (done, count) = curve.progress(upTo: slider.scale)
    return done == count
      ? StyledText() : look.text("\(done) of \(count) \(look.epsilon)", .dim)
  }
}
