import Engine

/// How many of the first images attacks leave standing, by ε, with what chance leaves open.
struct SweepChart {
  let state: AppState

  private var sweep: AttackSweep? { state.lab.sweep }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    var frame = Frame(title: look.text("robust by \(look.epsilon)", .strong, bold: true))
    frame.note = status(look)
    frame.remark = origin(look)
    frame.draw(in: area, on: &buffer, look)
    let inner = area.inset(1, 1)
    guard let sweep, let end = sweep.ends[.first], end > 0 else {
      let words =
        look.text("e", .pressable, bold: true)
        + look.text(look.spelled(" sweeps ε over \(state.lab.images) images"), .dim)
      buffer.write(words, centredIn: inner, y: area.y + area.height / 2)
      return
    }
    if case .failed(let reason) = sweep.phase {
      for (row, line) in reason.wrapped(to: inner.width - 2).prefix(inner.height).enumerated() {
        buffer.write(look.text(line, .wrong), x: inner.x + 1, y: inner.y + row)
      }
      return
    }
    let norms = Set(sweep.choices.values.map(\.norm))
    // Two norms have no common axis.
    let slots = AttackSlot.allCases.filter {
      sweep.choices[$0] != nil && (norms.count == 1 || $0 == .first)
    }
    let last = slots.compactMap { sweep.ends[$0] }.max() ?? end
    LineChart(
      x: .linear(to: Double(last), names: max(1, area.width / 12)),
      y: .percent(from: 0, ticks: [0, 1, 0.5]),
      series: slots.flatMap { series(sweep, $0, look) },
      spans: slots.flatMap { spans(sweep, $0, look) }, rightMargin: 2
    )
    .draw(in: inner, on: &buffer, look)
  }

  private func series(
    _ sweep: AttackSweep, _ slot: AttackSlot, _ look: Look
  ) -> [LineChart.Series] {
    let points = (sweep.points[slot] ?? []).map {
      (x: Double($0.epsilon), y: $0.robust.fraction)
    }
    let glyph: Unicode.Scalar =
      slot == .first ? look.unicode ? "◆" : "o" : look.unicode ? "◇" : "x"
    return [
      LineChart.Series(
        points: points, style: look.style(.label), symbol: ".", isDotted: slot == .second),
      LineChart.Series(points: points, style: look.style(.label, bold: true), marker: glyph),
    ]
  }

  private func spans(
    _ sweep: AttackSweep, _ slot: AttackSlot, _ look: Look
  ) -> [LineChart.Span] {
    (sweep.points[slot] ?? []).map {
      LineChart.Span(
        x: Double($0.epsilon), y: $0.robust.wilsonInterval, style: look.style(.dim))
    }
  }

  private func status(_ look: Look) -> StyledText {
    guard let sweep else { return StyledText() }
    let names = AttackSlot.allCases.compactMap { slot in
      sweep.choices[slot].map { choice in
        (slot == .first ? look.unicode ? "◆ " : "o " : look.unicode ? "◇ " : "x ") + choice.name
      }
    }
    let text = look.text(names.joined(separator: "  "), .label)
    return sweep.phase == .cancelled ? text + look.text(" stopped", .dim) : text
  }

  /// Of how many images, and how sure; or that it belongs to something else by now.
  private func origin(_ look: Look) -> StyledText {
    guard let sweep else { return StyledText() }
    let progress = look.progress(
      sweep.phase == .running ? sweep.fraction : nil, of: sweep.images,
      isStale: state.isSweepStale, isFromBefore: state.isFromBefore(sweep.model), key: "e")
    if let progress { return progress }
    let norm = sweep.choices[.first]?.norm.symbol ?? ""
    return look.text(
      "\(look.spelled(norms: norm)) · \(sweep.images) images · Wilson 95 %", .dim)
  }
}
