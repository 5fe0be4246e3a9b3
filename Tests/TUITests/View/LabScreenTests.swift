import Engine
import Testing

@testable import TUI

@Suite("The Lab screen")
struct LabScreenTests {
  private static let sizes = [(60, 18), (80, 24), (120, 36), (200, 60)]

  @Test("a click on a field finds it, a second one edits it", arguments: sizes)
  func fields(_ width: Int, _ height: Int) throws {
    var state = Fixtures.state(width, height, .lab)
    let buffer = render(state)
    let rows = LabForm.layout(state.lab, in: LabScreen.layout(state).fields)
    #expect(rows.map(\.field) == state.lab.fields)
    for (field, area) in rows {
      #expect(hitTarget(at: Point(x: area.x + 3, y: area.y), in: state) == .attackField(field))
      #expect(buffer.row(area.y).contains(" \(state.lab.label(field)) "))
    }
    let place = try #require(buffer.position(of: "ε", from: Point(x: 0, y: 2)))
    for _ in 0..<2 {
      let action = try #require(state.action(for: .mouse(MouseEvent(.press, at: place))))
      _ = state.apply(action)
    }
    #expect(state.lab.focus == .epsilon && state.lab.edit == "0.05")
  }

  @Test("a form with more fields than rows follows the focus")
  func longForm() {
    var state = Fixtures.state(60, 18, .lab)
    let settings = state.lab.choices[.first]?.settings ?? []
    state.lab.choices[.first]?.settings = Array(repeating: settings, count: 8).flatMap { $0 }
    #expect(state.lab.fields.count > 30)
    let area = LabScreen.layout(state).fields
    for field in state.lab.fields {
      state.lab.focus = field
      let shown = LabForm.layout(state.lab, in: area)
      #expect(shown.count == area.height && shown.contains { $0.field == field })
      #expect(shown.allSatisfy { area.contains(Point(x: $0.area.x, y: $0.area.y)) })
    }
  }

  @Test(
    "the parts lie side by side, and fill the screen", arguments: sizes, LabState.View.allCases)
  func layout(_ size: (width: Int, height: Int), _ view: LabState.View) {
    var state = Fixtures.comparing(size.width, size.height)
    state.lab.view = view
    let layout = LabScreen.layout(state)
    let parts =
      [layout.form, layout.runs]
      + [layout.image, layout.perturbation, layout.confidence].compactMap(\.self)
      + layout.parts(state.lab.view).map(\.area)
    let body = ScreenLayout(state.size).body
    var covered: Set<Point> = []
    for part in parts {
      for y in part.y..<part.bottom {
        for x in part.x..<part.right {
          #expect(covered.insert(Point(x: x, y: y)).inserted, "two parts at \(x), \(y)")
        }
      }
    }
    #expect(covered.count == body.width * body.height)
    #expect(covered.allSatisfy(body.contains))
  }

  @Test("what has no place of its own takes turns", arguments: sizes)
  func turns(_ width: Int, _ height: Int) {
    var state = Fixtures.comparing(width, height)
    let layout = LabScreen.layout(state)
    let own = layout.charts.map(\.view)
    #expect(own.allSatisfy { !layout.views.contains($0) })
    let charts: Set<LabState.View> = [.confidence, .distance, .loss, .sweep, .photo]
    #expect(Set(own + layout.views).isSuperset(of: charts))
    for view in layout.views {
      state.lab.view = view
      #expect(layout.parts(view).contains { $0.view == view })
    }
  }

  @Test("each outcome is told in words")
  func outcomes() {
    let phases: [(AttackTrace.Phase, String)] = [
      (.paused, "paused"), (.finished(.withstood), "✓ withstood"),
      (.finished(.misreadAsItIs), "✗ misread as it is"),
      (.finished(.leftOut), "its label is the target"), (.cancelled, "■ stopped"),
      (.failed("no such class"), "no such class"),
    ]
    for (phase, words) in phases {
      var state = Fixtures.state(120, 36, .lab)
      state.lab.traces[.first]?.phase = phase
      #expect(render(state).text.contains(words))
    }
  }

  @Test("what was made before goes by its own name, and says so however small the screen")
  func before() {
    for (width, height) in [(60, 18), (80, 24), (120, 36)] {
      var state = Fixtures.state(width, height, .lab)
      state.lab.choices[.first] = AttackChoice(DeepFool.self)
      let text = render(state).text
      #expect(text.contains("of what was chosen before"))
      #expect(text.contains(" pgd  ") && !text.contains(" deepfool  ●"))
    }
  }

  @Test("what belongs to something else says so")
  func stale() {
    var state = Fixtures.comparing(120, 36)
    #expect(!render(state).text.contains("anew"))
    state.lab.choices[.first]?.epsilon = 0.1
    var text = render(state).text
    #expect(text.contains("of what was chosen before · Space anew"))
    #expect(text.contains("─ from before · e anew"))
    state = Fixtures.photographed(120, 36)
    #expect(!render(state).text.contains("anew"))
    state.lab.choices[.first]?.epsilon = 0.1
    text = render(state).text
    #expect(text.contains("─ from before · p anew"))
  }

  @Test("what belongs to the model from before says so, at work and when it has ended")
  func modelBefore() {
    var state = Fixtures.comparing(120, 36)
    state.model?.version = 7
    var text = render(state).text
    #expect(text.contains("of the model from before · Space anew"))
    #expect(text.contains("45 % · model from before ─"))
    state.lab.traces[.first]?.phase = .running
    state.lab.sweep = state.model.map {
      AttackSweep(state.lab.choices, isClipped: false, $0, Fixtures.data, phase: .finished)
    }
    state.model?.version = 8
    text = render(state).text
    #expect(text.contains("of the model from before ─"))
    #expect(text.contains("model from before · e anew"))
    state = Fixtures.photographed(120, 36)
    state.model?.version = 7
    #expect(render(state).text.contains("model from before · p anew"))
  }

  @Test(
    "where not all transformations have room, every kind keeps its strongest", arguments: 0...25)
  func thinning(_ rows: Int) {
    let shown = PhotoPanel.shown(rows: rows)
    let all = PhotoTransformation.all
    #expect(shown.count == min(rows, all.count))
    #expect(shown == all.filter(shown.contains), "the order stays")
    guard rows >= Set(all.map(\.kind)).count else { return }
    for kind in Set(all.map(\.kind)) {
      #expect(shown.last { $0.kind == kind } == all.last { $0.kind == kind })
    }
  }

  @Test("each transformation stands beside the share that it destroys", arguments: sizes)
  func shares(_ width: Int, _ height: Int) throws {
    let state = Fixtures.photographed(width, height)
    let rates = try #require(state.lab.physical?.findings[.first]?.rates)
    let rows = render(state).text.split(separator: "\n").filter { $0.contains(" blur 1.0 ") }
    let row = try #require(rows.first)
    let rate = try #require(rates.first { $0.transformation == .blur(1) }?.rate)
    #expect(row.contains("\(Numbers.percent(rate)) │"))
    #expect(render(state).text.contains("of 61 fallen"))
    #expect(render(state).text.contains("conatural 30"))
  }

  @Test("where no image fell there is no share, and without training images no kind of error")
  func nothing() {
    var state = Fixtures.photographed(120, 36)
    let none = PhotoTransformation.all.map { DestructionRate(transformation: $0) }
    state.lab.physical = state.model.map {
      PhysicalProgress(
        state.lab.choices, $0, Fixtures.data, phase: .finished,
        findings: [.first: PhysicalProgress.Findings(rates: none)])
    }
    let text = render(state).text
    #expect(text.contains("blur 0.5         ·········  none │"))
    #expect(text.contains("─ no image fell ─") && text.contains("errors: no training images"))
  }

  @Test("an attack that can't be made says why in place of the shares")
  func failed() {
    var state = Fixtures.photographed(120, 36)
    state.lab.physical = state.model.map {
      PhysicalProgress(
        state.lab.choices, $0, Fixtures.data, phase: .failed("expected a class that there is"))
    }
    #expect(render(state).text.contains("│ expected a class that there is"))
  }

  @Test("the panel shows the attack whose form is on show")
  func slots() {
    var state = Fixtures.photographed(120, 36, attacks: 2)
    #expect(state.lab.slot == .second && render(state).text.contains("of 170 fallen"))
    state.lab.slot = .first
    #expect(render(state).text.contains("of 61 fallen"))
  }

  @Test("a bar is bright as far as is sure, dull to the share, a line to what may be")
  func intervalBar() {
    func draw(_ capabilities: Capabilities) -> (text: String, cells: [Cell?]) {
      let look = Look(.dark, capabilities)
      var buffer = Buffer(Size(width: 10, height: 1), filledWith: look.style(.text))
      IntervalBar(share: 0.55, interval: 0.3...0.8)
        .draw(in: Rect(x: 0, y: 0, width: 10, height: 1), .label, on: &buffer, look)
      return (buffer.row(0), (0..<10).map { buffer[$0, 0] })
    }
    #expect(draw(.full).text == "━━━━━╾──··")
    #expect(draw(Capabilities(unicode: true, colors: .ansi16)).text == "━━━╍╍╾──··")
    #expect(draw(Fixtures.ascii).text == "###===──..")
    let look = Look(.dark, .full)
    let cells = draw(.full).cells
    #expect(cells[2]?.style == look.style(.label) && cells[3]?.style == look.quietStyle(.label))
  }

  @Test("a distance in another norm has no place on the axis, and is named")
  func norms() {
    var state = Fixtures.comparing(120, 36)
    var choice = AttackChoice(ProjectedGradientDescent.self)
    choice.norm = .l2
    choice.epsilon = 1
    state.lab.choices[.second] = choice
    state.lab.traces[.second] = Fixtures.trace(choice)
    let text = render(state).text
    #expect(text.contains("distance L∞") && text.contains("B is in L2"))
  }

  @Test("error bars reach from the lower bound to the upper")
  func spans() throws {
    let style = Style(.init(1, 2, 3, fallback: .white), on: .init(0, 0, 0, fallback: .black))
    let look = Look(.dark, .full)
    var buffer = Buffer(Size(width: 30, height: 11), filledWith: style)
    let chart = LineChart(
      x: ChartAxis(start: 0, end: 1), y: ChartAxis(start: 0, end: 1), series: [],
      spans: [LineChart.Span(x: 0.5, y: 0.25...0.75, style: style)], leftMargin: 0, rightMargin: 0)
    chart.draw(in: Rect(x: 0, y: 0, width: 30, height: 11), on: &buffer, look)
    let rows = (0..<11).filter { buffer.row($0).contains("│") }
    let top = try #require(rows.first), bottom = try #require(rows.last)
    #expect(rows.count == bottom - top + 1)
    // Ten rows for the curves: the quarters lie in the third and the eighth.
    #expect((top, bottom) == (2, 7))
  }

  @Test("an axis ends at a round number that is large enough")
  func rounding() {
    for value in [0.0004, 0.05, 0.051, 1, 7.5, 10, 999, 100_000] {
      let end = LabCharts.round(value)
      #expect(end >= value * 0.99999 && end <= 2 * value)
    }
  }
}
