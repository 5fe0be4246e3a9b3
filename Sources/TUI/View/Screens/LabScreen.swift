import Engine

/// Attacks on the image at hand, question by question, and what they leave of many images.
struct LabScreen: Screen {
  let state: AppState

  var lab: LabState { state.lab }
  var isEditing: Bool { lab.edit != nil }
  var error: String? { lab.error }

  /// Where its parts lie.
  static func layout(_ state: AppState) -> LabLayout {
    let rows = AttackSlot.allCases.map { slot in
      state.lab.choices[slot].map { $0.settings.count + 6 } ?? 2
    }
    return LabLayout(
      FilterStrip.split(state).rest, state.explore.exploration?.shape ?? ImageShape.mnist,
      formRows: max(8, rows.max() ?? 0), view: state.lab.view)
  }

  func target(at point: Point) -> HitTarget? {
    if let target = FilterStrip.target(at: point, in: state) { return target }
    let fields = LabForm.layout(lab, in: Self.layout(state).fields)
    return fields.first { $0.area.contains(point) }.map { .attackField($0.field) }
  }

  func draw(on buffer: inout Buffer, _ look: Look) {
    FilterStrip(state: state).draw(on: &buffer, look)
    let layout = Self.layout(state)
    LabForm(lab: lab).draw(in: layout.form, fields: layout.fields, on: &buffer, look)
    LabRuns(state: state).draw(in: layout.runs, on: &buffer, look)
    let pictures = LabPictures(state: state)
    if let area = layout.image { pictures.drawImage(in: area, on: &buffer, look) }
    if let area = layout.perturbation { pictures.drawPerturbation(in: area, on: &buffer, look) }
    if let area = layout.confidence { pictures.drawConfidences(in: area, on: &buffer, look) }
    let charts = LabCharts(state: state)
    for (view, area) in layout.parts(lab.view) {
      switch view {
      case .confidence: charts.drawConfidence(in: area, on: &buffer, look)
      case .distance: charts.drawDistance(in: area, on: &buffer, look)
      case .loss: charts.drawLoss(in: area, on: &buffer, look)
      case .sweep: SweepChart(state: state).draw(in: area, on: &buffer, look)
      case .photo: PhotoPanel(state: state).draw(in: area, on: &buffer, look)
      case .pictures:
        let (left, right) = area.split(left: area.width / 2)
        pictures.drawImage(in: left, on: &buffer, look)
        pictures.drawPerturbation(in: right, on: &buffer, look)
      }
    }
  }
}
