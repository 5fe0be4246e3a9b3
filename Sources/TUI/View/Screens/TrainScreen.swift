import Engine

/// A training run, live, with the settings of the next one and what it does to the image at hand.
struct TrainScreen: Screen {
  let state: AppState

  static let prefersHints = false

  var isEditing: Bool { state.train.form.edit != nil }
  var error: String? { state.train.form.error }

  private var progress: TrainingProgress? { state.train.progress }

  /// Where its parts lie.
  static func layout(_ state: AppState) -> TrainLayout {
    TrainLayout(
      ScreenLayout(state.size).body, state.explore.exploration?.shape ?? ImageShape.mnist)
  }

  func target(at point: Point) -> HitTarget? {
    let fields = Form.layout(in: Self.layout(state).fields)
    return fields.first { $0.area.contains(point) }.map { .formField($0.field) }
  }

  func draw(on buffer: inout Buffer, _ look: Look) {
    let layout = Self.layout(state)
    RunPanel(progress: progress).draw(in: layout.run, on: &buffer, look)
    drawForm(in: layout.form, fields: layout.fields, on: &buffer, look)
    if let area = layout.epochs { drawEpochs(in: area, on: &buffer, look) }
    let charts = LearningCharts(progress: progress)
    charts.drawLoss(in: layout.loss, on: &buffer, look)
    charts.drawAccuracy(in: layout.accuracy, on: &buffer, look)
    let exploring = ExplorePanels(state: state)
    if let area = layout.image { exploring.drawAdversarial(in: area, on: &buffer, look) }
    exploring.drawConfidences(
      in: layout.confidence, namesImage: layout.image == nil, on: &buffer, look)
  }

  private func drawForm(
    in area: Rect, fields: Rect, on buffer: inout Buffer, _ look: Look
  ) {
    let form = state.train.form
    let isActive = progress?.phase.isActive ?? false
    var frame = Frame(title: look.text(isActive ? "next run" : "settings", .strong, bold: true))
    if let error = form.error {
      frame.remark = look.text("\(look.wrongMark) \(error)", .wrong, bold: true)
        .truncated(to: area.width - 6)
    }
    frame.draw(in: area, on: &buffer, look)
    Form(form: form, isTextSelected: state.isTextSelected).draw(in: fields, on: &buffer, look)
  }

  private func drawEpochs(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    guard area.height >= 4 else { return }
    Frame(title: look.text("epochs", .strong, bold: true)).draw(in: area, on: &buffer, look)
    let isNarrow = area.width < 34
    let columns = [
      Table.Column(heading: "#", width: 3, role: .dim),
      Table.Column(heading: "loss", width: 5),
      Table.Column(heading: isNarrow ? "train" : "train %", width: isNarrow ? 5 : 7),
      Table.Column(heading: isNarrow ? "test" : "test %", width: isNarrow ? 5 : 6),
      Table.Column(heading: isNarrow ? "s" : "seconds", width: isNarrow ? 5 : 7, role: .dim),
    ]
    let rows = (progress?.epochs ?? []).map { epoch in
      [
        String(epoch.epoch), Numbers.loss(epoch.loss), Numbers.fixed(epoch.trainAccuracy * 100, 1),
        Numbers.fixed(epoch.testAccuracy * 100, 1), Numbers.fixed(epoch.seconds, 1),
      ]
    }
    Table(columns: columns, rows: rows).draw(in: area.inset(2, 1), on: &buffer, look)
  }
}
