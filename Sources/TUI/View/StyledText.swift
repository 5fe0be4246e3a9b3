/// Words of one line, each in a style.
struct StyledText: Equatable, Sendable {
  /// Some words in one style.
  struct Span: Equatable, Sendable {
    var text: String
    var style: Style
  }

  var spans: [Span] = []

  init() {}

  init(_ text: String, _ style: Style) { spans = [Span(text: text, style: style)] }

  /// How many columns it takes.
  var width: Int { spans.reduce(0) { $0 + $1.text.unicodeScalars.count } }

  /// The words that have room in so many columns, with "…" after them where not all have.
  func truncated(to limit: Int) -> StyledText {
    guard width > limit, let style = spans.last?.style else { return self }
    var result = StyledText()
    for span in spans where result.width < limit - 1 {
      let room = limit - 1 - result.width
      let words = String(String.UnicodeScalarView(span.text.unicodeScalars.prefix(room)))
      result += StyledText(words, span.style)
    }
    return limit > 0 ? result + StyledText("…", style) : StyledText()
  }

  static func + (a: StyledText, b: StyledText) -> StyledText {
    var sum = a
    sum.spans += b.spans
    return sum
  }

  static func += (a: inout StyledText, b: StyledText) { a.spans += b.spans }

  /// The texts one after the other with something between.
  static func joined(_ texts: [StyledText], by separator: StyledText) -> StyledText {
    var sum = StyledText()
    for (index, text) in texts.enumerated() { sum += index == 0 ? text : separator + text }
    return sum
  }
}

extension Buffer {
  /// Writes words from a position to the right, cut at `limit` columns with "…" where it must be.
  ///
  /// - Returns: The column after them.
  @discardableResult
  mutating func write(_ text: StyledText, x: Int, y: Int, limit: Int = .max) -> Int {
    guard limit > 0 else { return x }
    var column = x
    for span in text.spans {
      column = write(span.text, x: column, y: y, span.style, limit: limit - (column - x))
    }
    if text.width > limit, let last = self[x + limit - 1, y] {
      self[x + limit - 1, y] = Cell("…", last.style)
    }
    return column
  }

  /// Writes words so that they end before `right`, cut at `limit` columns.
  mutating func write(_ text: StyledText, endingAt right: Int, y: Int, limit: Int = .max) {
    write(text, x: right - min(text.width, limit), y: y, limit: limit)
  }

  /// Writes words in the middle of a row of an area.
  mutating func write(_ text: StyledText, centredIn area: Rect, y: Int) {
    guard y >= area.y, y < area.bottom else { return }
    let start = area.x + max(0, (area.width - text.width) / 2)
    write(text, x: start, y: y, limit: area.width)
  }
}

extension String {
  /// The text with blanks before it, so that it is at least so wide.
  func padded(left width: Int) -> String {
    String(repeating: " ", count: max(0, width - unicodeScalars.count)) + self
  }

  /// The text with blanks after it, so that it is at least so wide.
  func padded(right width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
  }

  /// The text cut at blanks into lines of at most `width` columns.
  func wrapped(to width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      var word = String(word)
      if line.isEmpty {
        line = word
      } else if line.unicodeScalars.count + 1 + word.unicodeScalars.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = word
      }
      while line.unicodeScalars.count > width {
        let cut = line.unicodeScalars.prefix(width)
        word = String(line.unicodeScalars.dropFirst(width))
        lines.append(String(cut))
        line = word
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
