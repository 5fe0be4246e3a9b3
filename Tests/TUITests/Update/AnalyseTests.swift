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

  @Test("one key goes through charts, gallery and linear growth")
  func views() {
    var state = state()
    var seen: [AnalyseState.View] = []
    for _ in 0..<4 {
      seen.append(state.analyse.view)
      press(.character("v"), on: &state)
    }
    #expect(seen == [.charts, .gallery, .linearGrowth, .charts])
  }

  private func gallery(_ state: AppState) -> Gallery {
    Gallery(state.analyse, AnalyseScreen.layout(state))
  }

  @Test("arrows move among the pictures of both halves, and stop at the ends")
  func galleryCursor() throws {
    var state = state()
    press(.character("v"), on: &state)
    let tiles = gallery(state).tiles
    #expect(gallery(state).selected?.image == tiles.first?.image)
    press(.up, .left, on: &state)
    #expect(state.analyse.gallery.cursor == 0)
    // Along the first row, over to the hardest, to the end.
    let row = tiles.filter { $0.area.y == tiles[0].area.y }.sorted { $0.area.x < $1.area.x }
    for tile in row.dropFirst() {
      press(.right, on: &state)
      #expect(gallery(state).selected?.area == tile.area)
    }
    press(.right, on: &state)
    #expect(gallery(state).selected?.area == row.last?.area)
    let column = tiles.filter { $0.area.x == row.last?.area.x }.sorted { $0.area.y < $1.area.y }
    #expect(column.count > 1)
    for tile in column.dropFirst() {
      press(.down, on: &state)
      #expect(gallery(state).selected?.area == tile.area)
    }
    press(.character("j"), on: &state)
    #expect(gallery(state).selected?.area == column.last?.area)
    press(.character("k"), on: &state)
    #expect(gallery(state).selected?.area == column[column.count - 2].area)
    #expect(state.explore.epsilon == 0.0625 && state.analyse.cursor == 0)
  }

  @Test("Enter opens the picture under the cursor, just misread")
  func openingPicture() throws {
    var state = state()
    press(.character("v"), .right, .down, on: &state)
    let image = try #require(gallery(state).selected?.image)
    #expect(image != state.analyse.selected)
    #expect(press(.enter, on: &state) == [.explore(index: image, clipped: false)])
    #expect(state.screen == .explore && state.explore.epsilon >= value(image))
    // The gallery is still there.
    press(.character("3"), on: &state)
    #expect(gallery(state).selected?.image == image)
  }

  @Test("pages show each picture once, from either end, and stop at the last")
  func galleryPages() {
    var state = state()
    press(.character("v"), .character("d"), on: &state)
    let pages = gallery(state).pages
    #expect(pages > 2)
    var easiest: [Int] = []
    for page in 0..<pages {
      #expect(gallery(state).page == page)
      let tiles = gallery(state).tiles
      #expect(tiles.count.isMultiple(of: 2))
      easiest += tiles.prefix(tiles.count / 2).map(\.image)
      press(.pageDown, on: &state)
    }
    #expect(gallery(state).page == pages - 1)
    #expect(Set(easiest).count == easiest.count)
    #expect(easiest == state.analyse.list.filter { value($0) > 0 })
    press(.pageUp, on: &state)
    #expect(gallery(state).page == pages - 2)
    press(.character("d"), on: &state)
    #expect(gallery(state).page == 0)
  }

  @Test("where no picture is, the gallery's keys do nothing")
  func emptyGallery() {
    var state = state()
    state.analyse.progress = Fixtures.analysis(done: 0)
    state.analyse.updateList(keepsCursor: false)
    press(.character("v"), on: &state)
    #expect(press(.right, .down, .pageDown, .pageUp, .enter, on: &state).isEmpty)
    #expect(state.screen == .analyse && gallery(state).selected == nil)
    state.analyse.progress = nil
    #expect(press(.left, .up, .pageDown, .enter, on: &state).isEmpty)
  }

  // MARK: Linear growth

  @Test("linear growth is measured when it is first shown, with the ε that is set, or 0.01")
  func growth() {
    for (set, expected) in [(Float(0), Float(0.01)), (0.05, 0.05)] {
      var state = state()
      state.explore.epsilon = set
      #expect(press(.character("v"), on: &state).isEmpty)
      #expect(press(.character("v"), on: &state) == [.measureLinearGrowth(epsilon: expected)])
      #expect(press(.character("v"), .character("v"), .character("v"), on: &state).isEmpty)
    }
  }

  @Test("before the images are there it waits for them")
  func earlyGrowth() {
    var state = state()
    state.data = nil
    #expect(press(.character("v"), .character("v"), .character("a"), on: &state).isEmpty)
    var news = News()
    news.dataset = .ready(name: "MNIST test", count: 1200)
    #expect(state.apply(.news(news)).contains(.measureLinearGrowth(epsilon: 0.0625)))
    #expect(!state.apply(.news(news)).contains(.measureLinearGrowth(epsilon: 0.0625)))
  }

  @Test("its key stops it while it runs, and measures anew with the ε that is set afterwards")
  func growthAnew() {
    var state = Fixtures.growing(120, 36, measured: 2)
    #expect(press(.character("a"), on: &state) == [.cancelLinearGrowth])
    var news = News()
    news.linearGrowth = Fixtures.growth()
    _ = state.apply(.news(news))
    #expect(!render(state).text.contains("a measures with it"))
    press(.right, .character("]"), on: &state)
    #expect(render(state).text.contains("ε 0.0210 is set · a measures with it"))
    guard case .measureLinearGrowth(let epsilon)? = press(.character("a"), on: &state).first else {
      Issue.record("nothing is measured")
      return
    }
    #expect(epsilon == state.explore.epsilon)
  }

  @Test("figures of linear growth that are not known yet are not invented")
  func unknownGrowth() {
    let text = render(Fixtures.growing(120, 36, measured: 2)).text
    #expect(text.contains("to the power …"))
    #expect(text.contains(/14×14 +196 +0.1337 +0.2621 +0.2622/))
    #expect(text.contains(/56×56 +3 136 +… +… +… +… +…/))
    let whole = render(Fixtures.growing(120, 36)).text
    #expect(whole.contains("to the power 0.19"))
  }

  @Test("an experiment that failed says why")
  func failedGrowth() {
    var state = Fixtures.growing(80, 24, measured: 1)
    state.analyse.growth?.phase = .failed("expected training images, found none")
    #expect(render(state).text.contains("expected training images, found none"))
  }

  @Test("the gallery opens and closes, and Esc leaves it before the screen")
  func leavingGallery() {
    var state = state()
    press(.character("v"), on: &state)
    #expect(render(state).text.contains("─ hardest ─"))
    press(.escape, on: &state)
    #expect(state.screen == .analyse && state.analyse.view == .charts)
    press(.escape, on: &state)
    #expect(state.screen == .explore)
  }
}
