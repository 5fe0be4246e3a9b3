import Engine
import Testing

@testable import TUI

@Suite("The Analyse screen's keys")
struct AnalyseTests {
  /// A program on the Analyse screen, with everything found.
  private func state() -> AppState {
    var state = Fixtures.state(120, 36, .analyse)
    state.data = .ready(name: "MNIST test", count: 1200)
    return state
  }

  @discardableResult
  private func press(_ keys: Key..., on state: inout AppState) -> [Effect] {
    keys.flatMap { key in state.action(for: .key(key)).map { state.apply($0) } ?? [] }
  }

  private func apply(_ progress: AnalysisProgress, to state: inout AppState) {
    var news = News()
    news.analysis = progress
    _ = state.apply(.news(news))
  }

  private func value(_ index: Int) -> Float {
    Fixtures.finishedAnalysis.results[index]?.value ?? .infinity
  }

  // MARK: Beginning

  @Test("the analysis begins when the screen is first opened, and only then")
  func beginning() {
    var state = AppState(size: Size(width: 80, height: 24), capabilities: .full)
    var news = News()
    news.model = ModelNews(architecture: "mlp 64-64", origin: "shipped")
    #expect(state.apply(.news(news)).isEmpty)
    #expect(press(.character("3"), on: &state) == [.analyse(clipped: false)])
    #expect(press(.character("1"), .character("3"), on: &state).isEmpty)
  }

  @Test("a screen that is opened before the model is there waits for it")
  func early() {
    var state = AppState(size: Size(width: 80, height: 24), capabilities: .full)
    #expect(press(.character("3"), .character("a"), on: &state).isEmpty)
    var news = News()
    news.model = ModelNews(architecture: "mlp 64-64", origin: "shipped")
    #expect(state.apply(.news(news)) == [.analyse(clipped: false)])
    #expect(state.apply(.news(news)).isEmpty)
  }

  @Test("a key stops the analysis while it runs, and begins it anew afterwards")
  func anew() {
    var state = state()
    #expect(press(.character("a"), on: &state) == [.analyse(clipped: false)])
    apply(Fixtures.runningAnalysis, to: &state)
    #expect(press(.character("a"), on: &state) == [.cancelAnalysis])
  }

  @Test("it is stale once training has gone on, or clipping has changed")
  func stale() {
    var state = state()
    #expect(!state.isAnalysisStale)
    state.model?.accuracy = 0.5
    #expect(!state.isAnalysisStale)
    state.model?.version = 3
    #expect(state.isAnalysisStale)
    #expect(render(state).text.contains("of the model from before · a anew"))
    state.model?.version = 0
    press(.character("c"), on: &state)
    #expect(state.isAnalysisStale)
    #expect(render(state).text.contains("pixels are now clipped · a anew"))
    #expect(press(.character("a"), on: &state) == [.analyse(clipped: true)])
  }

  // MARK: The list

  @Test("the order changes from easiest to hardest to number, and back")
  func order() {
    var state = state()
    let easiest = state.analyse.list
    #expect(easiest.count == 1200)
    #expect(zip(easiest, easiest.dropFirst()).allSatisfy { value($0) <= value($1) })
    press(.character("o"), on: &state)
    #expect(state.analyse.list == easiest.reversed())
    press(.character("o"), on: &state)
    #expect(state.analyse.list == Array(0..<1200))
    press(.character("o"), on: &state)
    #expect(state.analyse.list == easiest)
  }

  @Test("digits go from 0 to 9 to all, and the figures go with them")
  func digits() {
    var state = state()
    for digit in 0...9 {
      press(.character("d"), on: &state)
      #expect(state.analyse.list.count == 120)
      #expect(state.analyse.list.allSatisfy { $0 % 10 == digit })
      #expect(state.analyse.summary?.distribution.images == 120)
      #expect(render(state).text.contains("of label \(digit)"))
    }
    press(.character("d"), on: &state)
    #expect(state.analyse.filter.digit == nil && state.analyse.list.count == 1200)
  }

  @Test("filters part the images into misread, up to 0.01 and above")
  func selection() {
    var state = state()
    var parts: [[Int]] = []
    for _ in 0..<3 {
      press(.character("m"), on: &state)
      parts.append(state.analyse.list)
    }
    #expect(parts[0].allSatisfy { value($0) == 0 } && parts[0].count == 70)
    #expect(parts[1].allSatisfy { value($0) > 0 && value($0) <= 0.01 } && !parts[1].isEmpty)
    #expect(parts[2].allSatisfy { value($0) > 0.01 })
    #expect(parts.reduce(0) { $0 + $1.count } == 1200)
    press(.character("m"), on: &state)
    #expect(state.analyse.list.count == 1200)
  }

  @Test("the cursor moves by rows and pages, and stops at the ends")
  func cursor() {
    var state = state()
    press(.up, on: &state)
    #expect(state.analyse.cursor == 0)
    press(.down, .character("j"), .character("k"), on: &state)
    #expect(state.analyse.cursor == 1)
    press(.end, .down, .pageDown, on: &state)
    #expect(state.analyse.cursor == 1199)
    press(.pageUp, on: &state)
    let rows = AnalyseScreen.layout(state).listRows.height
    #expect(state.analyse.cursor == 1199 - (rows - 1))
    press(.home, on: &state)
    #expect(state.analyse.cursor == 0)
    #expect(state.explore.index == Fixtures.exploration.index)
  }

  @Test("while images come in, the cursor stays on its image, or at the top")
  func live() throws {
    var state = state()
    apply(Fixtures.runningAnalysis, to: &state)
    #expect(state.analyse.list.count == 500 && state.analyse.cursor == 0)
    for _ in 0..<200 { press(.down, on: &state) }
    let image = try #require(state.analyse.selected)
    apply(Fixtures.finishedAnalysis, to: &state)
    #expect(state.analyse.selected == image)
    #expect(state.analyse.cursor > 200)
  }

  @Test("Enter opens the image in Explore, at the first shown ε that is large enough")
  func opening() throws {
    var state = state()
    for _ in 0..<300 { press(.down, on: &state) }
    let image = try #require(state.analyse.selected)
    state.explore.scale = 0.05
    #expect(press(.enter, on: &state) == [.explore(index: image, clipped: false)])
    #expect(state.screen == .explore && state.explore.index == image)
    let difference = state.explore.epsilon - value(image)
    #expect(difference >= 0 && difference < 1.001e-4)
    #expect(state.explore.epsilon <= state.explore.scale)
  }

  @Test("an image that nothing has misread is opened, too, and ε stays")
  func openingRobust() {
    var state = state()
    press(.end, on: &state)
    state.explore.epsilon = 0.125
    #expect(press(.enter, on: &state).count == 1)
    #expect(state.explore.epsilon == 0.125)
  }

  @Test("where the filters leave nothing, keys do nothing")
  func nothing() {
    var state = state()
    state.analyse.progress = nil
    state.analyse.updateList(keepsCursor: true)
    #expect(press(.enter, .down, .end, .pageUp, .home, .up, on: &state).isEmpty)
    #expect(state.analyse.cursor == 0 && state.screen == .analyse)
  }

  // MARK: Mouse and gallery

  @Test("a click on a row puts the cursor there without moving the list; a second one opens it")
  func clicking() throws {
    var state = state()
    for _ in 0..<100 { press(.down, on: &state) }
    let rows = AnalyseScreen.layout(state).listRows
    let top = ImageList.top(state.analyse, rows: rows.height)
    let place = Point(x: rows.x + 4, y: rows.y + 2)
    let click = InputEvent.mouse(MouseEvent(.press, at: place))
    _ = state.apply(try #require(state.action(for: click)))
    #expect(state.analyse.cursor == top + 2)
    #expect(ImageList.top(state.analyse, rows: rows.height) == top)
    let image = state.analyse.selected
    _ = state.apply(try #require(state.action(for: click)))
    #expect(state.screen == .explore && state.explore.index == image)
  }

  @Test("the wheel moves through the list, not through the explored images")
  func wheel() throws {
    var state = state()
    let turn = InputEvent.mouse(MouseEvent(.wheelDown, at: Point(x: 5, y: 5)))
    _ = state.apply(try #require(state.action(for: turn)))
    #expect(state.analyse.cursor == 1)
    #expect(state.explore.index == Fixtures.exploration.index)
  }

  @Test("the gallery opens and closes, and Esc leaves it before the screen")
  func gallery() {
    var state = state()
    press(.character("v"), on: &state)
    #expect(render(state).text.contains("─ hardest ─"))
    press(.escape, on: &state)
    #expect(state.screen == .analyse && !state.analyse.showsGallery)
    press(.escape, on: &state)
    #expect(state.screen == .explore)
  }
}
