import Engine
import Testing

@testable import TUI

@Suite("The Compare screen")
struct CompareScreenTests {
  private static let sizes = [(60, 18), (80, 24), (120, 36), (200, 60), (100, 50)]

  private func state(
    _ width: Int, _ height: Int, _ capabilities: Capabilities = .full
  ) -> AppState {
    Fixtures.state(width, height, .compare, capabilities)
  }

  /// How many cells show something in a colour.
  private func cells(_ buffer: Buffer, in area: Rect, _ color: Color) -> Int {
    (area.y..<area.bottom).reduce(0) { sum, y in
      sum
        + (area.x..<area.right).count { x in
          buffer[x, y].map { $0.glyph != " " && $0.style.foreground == color } ?? false
        }
    }
  }

  @Test("the fixture is one model that is fooled and one that is not")
  func fixture() {
    let comparison = Fixtures.comparison()
    let readings = Comparison.Side.allCases.map { side in
      let confidences = comparison[side].ray.confidences(at: 0.0625)
      return confidences.indices.max { confidences[$0] < confidences[$1] } ?? 0
    }
    #expect(readings[0] != comparison.first.label && readings[1] == comparison.second.label)
  }

  @Test(
    "each model is named, with its accuracy, ε_min and reading, in its own half", arguments: sizes)
  func panels(_ width: Int, _ height: Int) throws {
    let state = state(width, height)
    let buffer = render(state)
    let (first, second) = (Fixtures.comparison().first, Fixtures.comparison().second)
    for (letter, exploration, percent) in [("A", first, "97.4 %"), ("B", second, "96.8 %")] {
      let title = try #require(buffer.position(of: "─ \(letter) "))
      #expect((title.x < width / 2) == (letter == "A"))
      let half = Array(buffer.row(title.y).unicodeScalars)[
        title.x..<(letter == "A" ? width / 2 : width)]
      #expect(String(String.UnicodeScalarView(half)).contains(percent))
      let minimal = try #require(exploration.minimalEpsilon)
      let place = try #require(buffer.position(of: "ε_min " + Numbers.epsilon(minimal)))
      #expect((place.x < width / 2) == (letter == "A"))
    }
    let wrong = try #require(buffer.position(of: "✗ ─"))
    let right = try #require(buffer.position(of: "✓ ─"))
    #expect(wrong.x < width / 2 && right.x >= width / 2 && wrong.y == right.y)
  }

  @Test("the reading and ε_min have room where words are long, too", arguments: sizes)
  func longWords(_ width: Int, _ height: Int) {
    let plain = render(state(width, height, Fixtures.ascii)).text
    #expect(plain.contains(/eps_min 0\.0285 ─+ (reads )?3 x ─/))
    var state = state(width, height)
    state.compare.comparison = Comparison(
      Fixtures.still, with: Fixtures.network, Fixtures.data, attack: .own)
    #expect(render(state).text.contains(/ε_min none ≤ 1 ─+ (reads )?3 ✓ ─/))
  }

  @Test("nothing of a panel leaves its frame or covers another part", arguments: sizes)
  func inside(_ width: Int, _ height: Int) throws {
    let layout = CompareScreen.layout(state(width, height))
    for side in Comparison.Side.allCases {
      let panel = layout[side]
      let inner = Frame.inner(panel.area)
      let parts =
        [panel.picture, panel.confidence] + [panel.perturbation, panel.caption].compactMap(\.self)
      for (place, part) in parts.enumerated() {
        #expect(!part.isEmpty)
        #expect(part.x >= inner.x && part.right <= inner.right)
        #expect(part.y >= inner.y && part.bottom <= inner.bottom)
        for other in parts[(place + 1)...] {
          #expect(
            part.right <= other.x || other.right <= part.x || part.bottom <= other.y
              || other.bottom <= part.y)
        }
      }
      #expect(panel.area.bottom <= layout.curve.slider.y)
    }
    #expect(layout[.first].area.right <= layout[.second].area.x)
    #expect(layout.curve.plot.height >= 3)
  }

  @Test("which attack is shown is said, at every size", arguments: sizes)
  func attacks(_ width: Int, _ height: Int) throws {
    var state = state(width, height)
    func says(_ words: String) -> Bool { render(state).text.contains(words) }
    let isSmall = height < 20
    #expect(says(isSmall ? "B's gradient" : "each by its own gradient"))
    state.compare.comparison = Fixtures.comparison(.transferred(from: .first))
    #expect(says(isSmall ? "A's gradient" : "both by A's gradient"))
    #expect(!says(isSmall ? "B's gradient" : "its own gradient"))
    // What is wanted is not yet what is shown.
    state.compare.attack = .transferred(from: .second)
    #expect(!says(isSmall ? "B's gradient" : "both by B's gradient"))
    state.explore.isClipped = true
    #expect(says("clipped to 0…1"))
  }

  @Test("both labels' curves are drawn, through and dotted, with their letters", arguments: sizes)
  func curves(_ width: Int, _ height: Int) throws {
    let both = state(width, height)
    var one = both
    one.compare.reference = one.model
    let label = Theme(.dark)[.label]
    let plot = CompareScreen.layout(both).curve.plot
    #expect(
      cells(render(both), in: plot, label) > cells(render(one), in: plot, label) + plot.width / 3)
    let text = render(both).text
    #expect(text.contains("A label \(Fixtures.exploration.label)"))
    #expect(text.contains("B label \(Fixtures.exploration.label)"))
    let chart = ComparisonChart(comparison: Fixtures.comparison(), sides: Comparison.Side.allCases)
    let series = chart.chart(
      epsilon: 0.1, scale: 0.25, rows: 20, Look(.dark, .full)
    ).series
    #expect(series.map(\.isDotted) == [true, false, true, false])
  }

  @Test("without Unicode letters draw the curves; without colours only the labels' are drawn")
  func plain() {
    func series(_ capabilities: Capabilities, rows: Int = 20) -> [LineChart.Series] {
      ComparisonChart(comparison: Fixtures.comparison(), sides: Comparison.Side.allCases)
        .chart(epsilon: 0.1, scale: 0.25, rows: rows, Look(.dark, capabilities)).series
    }
    #expect(
      series(Capabilities(unicode: false, colors: .ansi8)).map(\.symbol) == ["b", "a", "B", "A"])
    #expect(series(Fixtures.ascii).map(\.symbol) == ["B", "A"])
    #expect(series(.full, rows: 4).count == 2)
    let text = render(state(80, 24, Fixtures.ascii)).text
    let plot = CompareScreen.layout(state(80, 24)).curve.plot
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    let drawn = (plot.y..<plot.bottom).map { rows[$0].prefix(plot.right) }.joined()
    #expect(drawn.count { $0 == "A" } > 20 && drawn.count { $0 == "B" } > 20)
  }

  @Test("letters stand on the slider at each ε_min, above the lines of the chart", arguments: sizes)
  func letters(_ width: Int, _ height: Int) throws {
    let state = state(width, height)
    let buffer = render(state)
    let curve = CompareScreen.layout(state).curve
    for side in Comparison.Side.allCases {
      let minimal = try #require(Fixtures.comparison()[side].minimalEpsilon)
      let column = Slider.column(of: Double(minimal / 0.25), width: curve.track.width)
      #expect(buffer[curve.track.x + column, curve.track.y]?.glyph == side.letter)
      let below = (curve.plot.y..<curve.plot.bottom).contains {
        buffer[curve.plot.x + column, $0]?.glyph == "┊"
      }
      #expect(below)
    }
  }

  @Test("where two letters would meet on the slider, the plain tick stands for both")
  func meeting() {
    let look = Look(.dark, .full)
    let track = Rect(x: 0, y: 0, width: 11, height: 1)
    var buffer = Buffer(Size(width: 11, height: 1), filledWith: look.style(.text))
    Slider(fraction: 0, letters: [(0.5, "A"), (0.51, "B"), (0.9, "B")])
      .draw(in: track, on: &buffer, look)
    #expect(buffer.row(0) == "●────┃───B─")
  }

  @Test("compared with itself, a model is shown once, with what can be done", arguments: sizes)
  func same(_ width: Int, _ height: Int) {
    var state = state(width, height)
    state.compare.reference = state.model
    let text = render(state).text
    #expect(text.contains("B is the same model as A."))
    #expect(text.contains("opens a file as B"))
    #expect(!text.contains("B label"))
    #expect(!render(state).row(CompareScreen.layout(state).curve.track.y).contains("B"))
  }

  @Test("what is not known yet is not invented", arguments: sizes)
  func unknown(_ width: Int, _ height: Int) {
    var state = AppState(size: Size(width: width, height: height), capabilities: .full)
    state.screen = .compare
    let text = render(state).text
    #expect(text.contains("A …") && text.contains("B …") && text.contains("image 1 …"))
    #expect(!text.contains(/\d %/))
    state = self.state(width, height)
    state.model?.accuracy = nil
    state.compare.reference?.accuracy = nil
    state.train.progress = nil
    #expect(!render(state).text.contains(/9\d\.\d %/))
    state.explore.index = 77
    #expect(render(state).text.contains("image 78 …"))
  }

  @Test("the most is said of a model that there is room for")
  func names() {
    var state = state(200, 60)
    #expect(
      render(state).text.contains("B mlp 64-64 · robust.safetensors · adversarial ε 0.1"))
    state.size = Size(width: 120, height: 36)
    #expect(render(state).text.contains("B mlp 64-64 · robust.safetensors ─"))
    state.size = Size(width: 80, height: 24)
    #expect(render(state).text.contains("B robust.safetensors ─"))
    state.compare.reference?.origin = String(repeating: "long-", count: 20)
    #expect(render(state).text.contains("B long-long-long-long-lo… ─"))
    #expect(render(state).text.contains("96.8 %"))
  }

  @Test("the knob lies where a click puts it, and the curves below it", arguments: sizes)
  func slider(_ width: Int, _ height: Int) throws {
    var state = state(width, height)
    let (track, plot) = (
      CompareScreen.layout(state).curve.track, CompareScreen.layout(state).curve.plot
    )
    #expect(track.x == plot.x && track.width == plot.width && track.width > 20)
    for column in track.x..<track.right {
      let above = hitTarget(at: Point(x: column, y: track.y), in: state)
      let below = hitTarget(at: Point(x: column, y: plot.y), in: state)
      guard case .slider(let fraction) = above, case .curve(let same) = below else {
        Issue.record("no slider or curve at \(column)")
        continue
      }
      #expect(fraction == same)
      state.explore.epsilon = Float(fraction) * state.explore.scale
      let knob = try #require(render(state).position(of: "●", from: Point(x: 0, y: track.y)))
      #expect(knob == Point(x: column, y: track.y))
    }
    #expect(hitTarget(at: Point(x: 5, y: 5), in: state) == nil)
  }

  @Test("a click on a hint opens a file, keeps the model or changes the attack")
  func hints() throws {
    let state = state(120, 36)
    let buffer = render(state)
    let bottom = Point(x: 0, y: 35)
    let cases: [(String, KeyHelp.Command)] = [
      ("o open B", .loadReference), ("b keep A as B", .keepReference),
    ]
    for (words, command) in cases {
      let place = try #require(buffer.position(of: words, from: bottom))
      #expect(hitTarget(at: place, in: state) == .button(command))
    }
  }
}
