/// A table in Markdown, without a line break at its end.
func markdownTable(_ header: [String], _ rows: [[String]]) -> String {
  func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
  return ([line(header), line(header.map { _ in "---" })] + rows.map(line))
    .joined(separator: "\n")
}
