import Engine

/// The images with their labels and smallest ε, one a row, one of them under the cursor.
struct ImageList {
  let analyse: AnalyseState

  /// The place in the list of the first row on screen: where the mouse holds it, or else with the
  /// cursor in the middle.
  static func top(_ analyse: AnalyseState, rows: Int) -> Int {
    let last = max(0, analyse.list.count - rows)
    let held = analyse.top.flatMap { top in
      (top..<top + max(1, rows)).contains(analyse.cursor) ? top : nil
    }
    return min(max(0, held ?? analyse.cursor - rows / 2), last)
  }

  /// A smallest ε in words; with its name before it where it stands alone.
  static func value(_ result: MinimalEpsilon?, isNamed: Bool = false, _ look: Look) -> StyledText {
    let name = isNamed ? look.minimalEpsilon + " " : ""
    return switch result {
    case nil: look.text(name + look.unknown, .dim)
    case .some(.misreadAsItIs): look.text(isNamed ? "misread as is" : "misread", .wrong)
    case .some(.at(let epsilon)): look.text(name + Numbers.epsilon(epsilon), .epsilon)
    case .some(.none): look.text(isNamed ? name + "none ≤ 1" : "none", .dim)
    }
  }

  func draw(_ layout: AnalyseLayout, on buffer: inout Buffer, _ look: Look) {
    frame(layout, look).draw(in: layout.list, on: &buffer, look)
    let rows = layout.listRows
    guard let progress = analyse.progress, progress.done > 0 else {
      buffer.writeUnknown(in: rows, look)
      return
    }
    guard !analyse.list.isEmpty else {
      buffer.write(look.text("no such image", .dim), centredIn: rows, y: rows.y + rows.height / 2)
      return
    }
    let columns = Columns(rows)
    buffer.write(look.text("image", .dim), endingAt: columns.number, y: rows.y - 1)
    buffer.write(look.text("label", .dim), endingAt: columns.label + 2, y: rows.y - 1)
    buffer.write(look.text(look.minimalEpsilon, .dim), endingAt: columns.value, y: rows.y - 1)
    let top = Self.top(analyse, rows: rows.height)
    for (row, place) in (top..<min(top + rows.height, analyse.list.count)).enumerated() {
      draw(
        analyse.list[place], hasCursor: place == analyse.cursor, progress, columns,
        in: Rect(x: rows.x, y: rows.y + row, width: rows.width, height: 1), on: &buffer, look)
    }
  }

  /// The columns after which each part of a row ends.
  private struct Columns {
    let number: Int
    let label: Int
    let value: Int

    init(_ area: Rect) {
      number = area.x + 8
      label = number + 4
      value = label + 10
    }
  }

  private func draw(
    _ index: Int, hasCursor: Bool, _ progress: AnalysisProgress, _ columns: Columns, in row: Rect,
    on buffer: inout Buffer, _ look: Look
  ) {
    if hasCursor {
      buffer.write(look.text(look.pointer, .pressable, bold: true), x: row.x + 1, y: row.y)
    }
    buffer.write(
      look.text(Numbers.count(index + 1), hasCursor ? .strong : .text, bold: hasCursor),
      endingAt: columns.number, y: row.y)
    buffer.write(
      look.text(String(progress.dataset.label(index)), .label, bold: hasCursor),
      endingAt: columns.label, y: row.y)
    let result = progress.results[index]
    buffer.write(Self.value(result, look), endingAt: columns.value, y: row.y)
    let bar = Rect(
      x: columns.value + 2, y: row.y, width: row.right - columns.value - 3, height: 1)
    guard bar.width >= 6, case .at(let epsilon) = result else { return }
    let longest = analyse.summary?.distribution.values.last ?? 1
    Bar(share: epsilon / longest).draw(in: bar, look.quietStyle(.epsilon), on: &buffer, look)
  }

  private func frame(_ layout: AnalyseLayout, _ look: Look) -> Frame {
    var frame = Frame(title: look.text(analyse.order.words, .strong, bold: true))
    if analyse.progress != nil {
      frame.note = look.text(Numbers.count(analyse.list.count), .dim)
    }
    frame.remark = analyse.filter.words(room: layout.list.width - 6, look)
    return frame
  }
}
