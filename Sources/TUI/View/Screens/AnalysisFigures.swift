import Engine

/// What the smallest ε come to in a few numbers, of which model, and how far the search is.
struct AnalysisFigures {
  let state: AppState

  private var progress: AnalysisProgress? { state.analyse.progress }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let digit = state.analyse.filter.digit
    let title =
      look.text("smallest \(look.epsilon)", .strong, bold: true)
      + (digit.map { look.text(" of label \($0)", .label, bold: true) } ?? StyledText())
    var frame = Frame(title: title, footnote: status(look), remark: staleness(look))
    frame.note = origin(room: area.width - title.width - 8, look)
    if frame.remark.width + frame.footnote.width + 10 > area.width { frame.footnote = StyledText() }
    frame.draw(in: area, on: &buffer, look)
    let inner = area.inset(2, 1)
    for (row, parts) in [moments(look), counts(look)].enumerated() where row < inner.height {
      buffer.write(
        fitting(parts, inner.width, look), x: inner.x, y: inner.y + row, limit: inner.width)
    }
  }

  /// As many of the parts as there is room for, with dots between them.
  private func fitting(_ parts: [StyledText], _ room: Int, _ look: Look) -> StyledText {
    let dot = look.text(" · ", .frame)
    for count in stride(from: parts.count, to: 1, by: -1) {
      let text = StyledText.joined(Array(parts.prefix(count)), by: dot)
      if text.width <= room { return text }
    }
    return parts.first ?? StyledText()
  }

  /// Which images, which model and which rules the figures belong to.
  private func origin(room: Int, _ look: Look) -> StyledText {
    guard let progress else { return look.text(look.unknown, .dim) }
    let parts = [
      look.text(progress.dataset.name, .dim), look.text(progress.model.architecture, .text),
      look.text(progress.model.origin, .dim),
      look.text(progress.isClipped ? "clipped to 0…1" : "not clipped", .dim),
    ]
    let text = fitting(parts, room, look)
    return text.width <= room ? text : StyledText()
  }

  private func status(_ look: Look) -> StyledText {
    guard let progress else { return StyledText() }
    let percent = Numbers.percent(progress.fraction)
    return switch progress.phase {
    case .running: look.text("\(look.unknown)\(percent)", .strong, bold: true)
    case .finished, .failed: StyledText()
    case .cancelled:
      look.text("stopped at\(percent)", .strong, bold: true)
    }
  }

  /// Why the figures are not those of what is on show, and what to do about it.
  private func staleness(_ look: Look) -> StyledText {
    guard state.isAnalysisStale, let progress else { return StyledText() }
    let isRetrained = progress.model.version != state.model?.version
    let reason =
      isRetrained
      ? look.text("of the model from before", .training, bold: true)
      : look.text(
        state.explore.isClipped ? "pixels are now clipped" : "pixels are no longer clipped",
        .strong,
        bold: true)
    let key = progress.phase == .running ? "stop" : "anew"
    return reason + look.text(" · ", .frame) + look.text("a", .pressable, bold: true)
      + look.text(" \(key)", .dim)
  }

  private func moments(_ look: Look) -> [StyledText] {
    let summary = state.analyse.summary
    let distribution = summary?.distribution
    func epsilon(_ value: Double?) -> String { value.map { Numbers.fixed($0, 4) } ?? look.unknown }
    var parts = [
      figure("mean", epsilon(distribution?.mean), look),
      figure("sd", epsilon(distribution?.standardDeviation), look),
      figure("median", epsilon(distribution?.quantile(0.5)), look),
      figure(
        look.unicode ? "≤ 0.01" : "up to 0.01",
        distribution.flatMap {
          $0.images == 0 ? nil : Numbers.fixed($0.share(atMost: 0.01) * 100, 1) + " %"
        }
          ?? look.unknown, look),
      figure("KS", epsilon(summary?.kolmogorovSmirnov), look),
    ]
    if let fit = summary?.fit {
      parts.append(
        figure(
          "fit",
          "\(look.unicode ? "μ" : "mu") \(Numbers.fixed(fit.mu, 4)) "
            + "\(look.unicode ? "σ" : "sigma") \(Numbers.fixed(fit.sigma, 4))", look))
      parts.append(
        figure("on", "\(Numbers.fixed(fit.a, 4))…\(Numbers.fixed(fit.b, 4))", look))
    }
    return parts
  }

  private func counts(_ look: Look) -> [StyledText] {
    guard let distribution = state.analyse.summary?.distribution else {
      return [look.text("images \(look.unknown)", .dim)]
    }
    func count(_ value: Int, _ name: String, _ role: Theme.Role) -> StyledText {
      look.text(Numbers.count(value), role) + look.text(" \(name)", .dim)
    }
    return [
      count(distribution.images, distribution.images == 1 ? "image" : "images", .text),
      count(distribution.count(atMost: 0), "misread as is", .wrong),
      count(distribution.without, look.unicode ? "none ≤ 1" : "none up to 1", .text),
    ]
  }

  private func figure(_ name: String, _ value: String, _ look: Look) -> StyledText {
    look.text(name + " ", .dim) + look.text(value, .text)
  }
}
