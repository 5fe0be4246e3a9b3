/// Rows of figures under headings, the last rows where not all have room.
struct Table {
  /// One column.
  struct Column {
    var heading: String
    var width: Int
    var role: Theme.Role = .text
  }

  var columns: [Column]
  /// The texts of each row, one a column.
  var rows: [[String]]
  /// Whether the last row is the one that matters most.
  var emphasizesLast = true

  func draw(in area: Rect, on buffer: inout Buffer, _ look: Look) {
    guard area.height >= 2 else { return }
    // What room there is lies between the columns, but not so much that the eye loses the row.
    let needed = columns.reduce(0) { $0 + $1.width }
    let spare = max(0, area.width - needed)
    let gap = max(1, min(4, spare / max(1, columns.count - 1)))
    let shown = rows.suffix(area.height - 1)
    var right = area.x
    for (index, column) in columns.enumerated() {
      right += column.width + (index == 0 ? 0 : gap)
      guard right <= area.right else { break }
      buffer.write(look.text(column.heading, .dim), endingAt: right, y: area.y)
      for (line, row) in shown.enumerated() where index < row.count {
        let isLast = emphasizesLast && line == shown.count - 1
        let role = isLast && column.role == .text ? .strong : column.role
        buffer.write(
          look.text(row[index], role), endingAt: right, y: area.y + 1 + line,
          limit: column.width)
      }
    }
  }
}
