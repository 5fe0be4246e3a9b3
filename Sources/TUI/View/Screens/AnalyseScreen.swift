import Engine

/// How far the images are from being misread: distribution, figures, and the images one by one.
struct AnalyseScreen: Screen {
  let state: AppState

  var analyse: AnalyseState { state.analyse }

  /// Where its parts lie.
  static func layout(_ state: AppState) -> AnalyseLayout {
    AnalyseLayout(
      ScreenLayout(state.size).body, state.analyse.progress?.dataset.shape ?? ImageShape.mnist)
  }

  func draw(on buffer: inout Buffer, _ look: Look) {
    let layout = Self.layout(state)
    switch analyse.view {
    case .charts:
      AnalysisFigures(state: state).draw(in: layout.figures, on: &buffer, look)
      drawCharts(layout, on: &buffer, look)
    case .gallery:
      AnalysisFigures(state: state).draw(in: layout.figures, on: &buffer, look)
      Gallery(analyse, layout).draw(on: &buffer, look)
    case .linearGrowth: LinearGrowthView(state: state).draw(layout, on: &buffer, look)
    }
  }

  func target(at point: Point) -> HitTarget? {
    let layout = Self.layout(state)
    if analyse.view == .linearGrowth { return nil }
    if analyse.view == .gallery {
      let tiles = Gallery(analyse, layout).tiles
      return tiles.first { $0.area.contains(point) }.map { .galleryImage($0.image) }
    }
    let list = layout.listRows
    guard list.contains(point) else { return nil }
    let top = ImageList.top(analyse, rows: list.height)
    let place = top + point.y - list.y
    return analyse.list.indices.contains(place) ? .listRow(place, top: top) : nil
  }

  private func drawCharts(_ layout: AnalyseLayout, on buffer: inout Buffer, _ look: Look) {
    let charts = EpsilonCharts(analyse: analyse, epsilon: state.explore.epsilon)
    charts.drawHistogram(in: layout.histogram, on: &buffer, look)
    if let area = layout.cumulative { charts.drawCumulative(in: area, on: &buffer, look) }
    if let area = layout.table { drawTable(in: area, on: &buffer, look) }
    ImageList(analyse: analyse).draw(layout, on: &buffer, look)
    if let area = layout.preview { drawPreview(in: area, on: &buffer, look) }
  }

  /// How many images fall at the ε of the study and, where there is room, at the one that is set.
  private func drawTable(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    Frame(title: look.text("misread at \(look.epsilon)", .strong, bold: true))
      .draw(in: area, on: &buffer, look)
    let inner = area.inset(2, 1)
    let distribution = analyse.summary?.distribution
    let hasRoom = inner.height >= AnalyseState.tabulated.count + 2
    let epsilons = AnalyseState.tabulated + (hasRoom ? [state.explore.epsilon] : [])
    let columns = [
      Table.Column(heading: look.epsilon, width: 6, role: .epsilon),
      Table.Column(heading: "images", width: 6),
      Table.Column(heading: "%", width: 5),
    ]
    let rows = epsilons.map { epsilon in
      [
        Numbers.epsilon(epsilon),
        distribution.map { Numbers.count($0.count(atMost: epsilon)) } ?? look.unknown,
        distribution.map { Numbers.fixed($0.share(atMost: epsilon) * 100, 1) } ?? look.unknown,
      ]
    }
    Table(columns: columns, rows: rows, emphasizesLast: hasRoom)
      .draw(in: inner, on: &buffer, look)
  }

  private func drawPreview(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    guard let progress = analyse.progress, let index = analyse.selected else {
      Frame(title: look.text("image \(look.unknown)", .strong, bold: true))
        .draw(in: area, on: &buffer, look)
      return
    }
    Frame(
      title: look.text("image \(Numbers.count(index + 1))", .strong, bold: true),
      note: look.text("label \(progress.dataset.label(index))", .label, bold: true),
      footnote: ImageList.value(progress.results[index], isNamed: true, look)
    )
    .draw(in: area, on: &buffer, look)
    let inner = Frame.inner(area)
    let shape = progress.dataset.shape
    let size = shape.fitted(into: Size(width: inner.width, height: inner.height))
    ImageWidget(pixels: progress.dataset.image(index).values, shape: shape)
      .draw(in: inner.centred(size), on: &buffer, look)
  }
}
