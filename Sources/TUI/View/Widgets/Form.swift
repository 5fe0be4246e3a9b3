/// The fields of a form, one a row: the one with the focus marked, the one being edited open.
struct Form {
  var form: TrainingForm
  /// Whether the keys go to the form at all.
  var isActive = true
  /// Whether the next character replaces what is being edited.
  var isTextSelected = false

  /// Where each field that has room lies.
  static func layout(in area: Rect) -> [(field: TrainingForm.Field, area: Rect)] {
    TrainingForm.Field.allCases.prefix(area.height).map { field in
      (field, Rect(x: area.x, y: area.y + field.rawValue, width: area.width, height: 1))
    }
  }

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    let labelWidth = TrainingForm.Field.allCases.map(\.label.count).max() ?? 0
    for (field, row) in Self.layout(in: area) {
      let hasFocus = isActive && field == form.focus
      if hasFocus {
        buffer.write(look.text(look.pointer, .pressable, bold: true), x: row.x, y: row.y)
      }
      buffer.write(
        look.text(look.spelled(field.label), hasFocus ? .text : .dim), x: row.x + 2, y: row.y)
      let value = Rect(
        x: row.x + labelWidth + 3, y: row.y, width: row.width - labelWidth - 3, height: 1)
      if hasFocus, let edit = form.edit {
        TextField(text: edit, isSelected: isTextSelected).draw(in: value, on: &buffer, look)
      } else {
        buffer.write(
          look.text(form[field], hasFocus ? .strong : .text, bold: hasFocus), x: value.x,
          y: value.y, limit: value.width)
      }
    }
  }
}
