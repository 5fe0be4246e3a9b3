import Engine

/// The attack of a slot and its settings, a field a row.
struct LabForm {
  let lab: LabState

  /// Where each field that has room lies; the list moves so that the one with the focus is there.
  static func layout(_ lab: LabState, in area: Rect) -> [(field: AttackField, area: Rect)] {
    let fields = lab.fields
    let focus = fields.firstIndex(of: lab.focus) ?? 0
    let top = max(0, min(focus - area.height + 1, fields.count - area.height))
    return fields.dropFirst(top).prefix(area.height).enumerated().map { row, field in
      (field, Rect(x: area.x, y: area.y + row, width: area.width, height: 1))
    }
  }

  func draw(in area: Rect, fields: Rect, on buffer: inout Buffer, _ look: Look) {
    let isSecond = lab.slots.count > 1 || lab.slot == .second
    var frame = Frame(
      title: look.text(isSecond ? "attack \(lab.slot.letter)" : "attack", .strong, bold: true))
    if isSecond {
      frame.note =
        look.text("b", .pressable, bold: true)
        + look.text(" \(lab.slot == .first ? "B" : "A")", .dim)
    }
    if lab.error != nil {
      frame.remark = look.text("\(look.wrongMark) see below", .wrong, bold: true)
    } else if let meaning {
      frame.remark = look.text(look.spelled(meaning), .dim).truncated(to: area.width - 6)
    }
    frame.draw(in: area, on: &buffer, look)
    let labelWidth = max(9, lab.fields.map { lab.label($0).unicodeScalars.count }.max() ?? 0)
    for (field, row) in Self.layout(lab, in: fields) {
      let hasFocus = field == lab.focus
      if hasFocus {
        buffer.write(look.text(look.pointer, .pressable, bold: true), x: row.x, y: row.y)
      }
      buffer.write(
        look.text(look.spelled(lab.label(field)), hasFocus ? .text : .dim), x: row.x + 2, y: row.y,
        limit: row.width - 2)
      let start = labelWidth + 3
      let value = Rect(x: row.x + start, y: row.y, width: row.width - start, height: 1)
      if hasFocus, let edit = lab.edit {
        TextField(text: edit).draw(in: value, on: &buffer, look)
      } else {
        let role: Theme.Role = field == .epsilon ? .epsilon : hasFocus ? .strong : .text
        buffer.write(
          look.text(look.spelled(norms: lab.text(field)), role, bold: hasFocus), x: value.x,
          y: value.y, limit: value.width)
      }
    }
  }

  /// What the field with the focus means.
  private var meaning: String? {
    switch lab.focus {
    case .setting(let place): lab.setting(place)?.meaning
    case .attack: lab.choices[lab.slot]?.kind?.source
    case .images: "for e and p"
    case .epsilon: "the largest distance"
    case .goal: "the reading wanted"
    case .defence: lab.choices[lab.slot]?.defence?.meaning ?? "pixels rounded to few shades"
    default: nil
    }
  }
}

extension Look {
  /// A text in which a norm may stand, without the sign for infinity where there is none.
  func spelled(norms text: String) -> String {
    unicode
      ? text
      : text.split(separator: "∞", omittingEmptySubsequences: false).joined(separator: "inf")
  }
}
