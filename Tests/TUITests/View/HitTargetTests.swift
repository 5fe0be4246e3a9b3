import Testing

@testable import TUI

@Suite("What lies under the mouse")
struct HitTargetTests {
  private static let sizes = [(60, 18), (80, 24), (120, 36), (200, 60)]

  @Test("a click on a tab finds its screen", arguments: sizes)
  func tabs(_ width: Int, _ height: Int) throws {
    let state = Fixtures.state(width, height)
    let buffer = render(state)
    for screen in ScreenName.allCases {
      let place = try #require(buffer.position(of: "\(screen.rawValue + 1) \(screen.title)"))
      #expect(hitTarget(at: place, in: state) == .tab(screen))
    }
    if let name = buffer.position(of: "POTEMKIN") {
      #expect(hitTarget(at: name, in: state) == nil)
    }
  }

  @Test("the knob lies where a click puts it", arguments: sizes)
  func slider(_ width: Int, _ height: Int) throws {
    var state = Fixtures.state(width, height)
    let track = ExploreScreen.layout(state).track
    for column in track.x..<track.right {
      let target = hitTarget(at: Point(x: column, y: track.y), in: state)
      guard case .slider(let fraction) = target else {
        Issue.record("no slider at \(column)")
        continue
      }
      state.explore.epsilon = Float(fraction) * state.explore.scale
      let knob = try #require(render(state).position(of: "●", from: Point(x: 0, y: track.y)))
      #expect(knob == Point(x: column, y: track.y))
    }
  }

  @Test("the curve lies below the slider, column for column", arguments: sizes)
  func curve(_ width: Int, _ height: Int) {
    let state = Fixtures.state(width, height)
    let layout = ExploreScreen.layout(state)
    let (track, plot) = (layout.track, layout.plot)
    #expect(plot.x == track.x && plot.width == track.width)
    for column in plot.x..<plot.right {
      let above = hitTarget(at: Point(x: column, y: track.y), in: state)
      let below = hitTarget(at: Point(x: column, y: plot.y), in: state)
      guard case .slider(let a) = above, case .curve(let b) = below else {
        Issue.record("no slider or curve at \(column)")
        continue
      }
      #expect(a == b)
    }
  }

  @Test("a click on a picture finds it")
  func pictures() {
    let state = Fixtures.state(120, 36)
    #expect(hitTarget(at: Point(x: 10, y: 8), in: state) == .image)
    #expect(hitTarget(at: Point(x: 100, y: 8), in: state) == nil)
  }

  @Test("a click on a field finds it", arguments: sizes)
  func fields(_ width: Int, _ height: Int) throws {
    let state = Fixtures.state(width, height, .train)
    let buffer = render(state)
    for field in TrainingForm.Field.allCases {
      let place = try #require(buffer.position(of: field.label, from: Point(x: 0, y: 3)))
      #expect(hitTarget(at: place, in: state) == .formField(field))
    }
  }

  @Test("a click on a row of the list finds its image", arguments: sizes)
  func list(_ width: Int, _ height: Int) throws {
    var state = Fixtures.state(width, height, .analyse)
    for cursor in [0, 40, 1199] {
      state.analyse.moveCursor(to: cursor)
      let rows = AnalyseScreen.layout(state).listRows
      let buffer = render(state)
      var found: [Int] = []
      for y in rows.y..<rows.bottom {
        guard case .listRow(let place, _) = hitTarget(at: Point(x: rows.x + 3, y: y), in: state)
        else { continue }
        found.append(place)
        let number = Numbers.count(state.analyse.list[place] + 1)
        #expect(buffer.row(y).contains(" \(number) "))
        let hasPointer = buffer[rows.x + 1, y]?.glyph == "▸"
        #expect(hasPointer == (place == cursor))
      }
      #expect(found.count == rows.height && found.contains(cursor))
    }
    #expect(hitTarget(at: Point(x: 3, y: 10), in: state) == nil)
  }

  @Test("a click on a picture of the gallery finds its image", arguments: sizes)
  func gallery(_ width: Int, _ height: Int) throws {
    var state = Fixtures.state(width, height, .analyse)
    state.analyse.view = .gallery
    let tiles = Gallery(state.analyse, AnalyseScreen.layout(state)).tiles
    #expect(tiles.count >= 4)
    let first = try #require(tiles.first)
    #expect(Fixtures.finishedAnalysis.results[first.image] != .misreadAsItIs)
    #expect(tiles.last.map { Fixtures.finishedAnalysis.results[$0.image] } != .misreadAsItIs)
    for tile in tiles {
      let corner = Point(x: tile.area.x, y: tile.area.y)
      #expect(hitTarget(at: corner, in: state) == .galleryImage(tile.image))
    }
  }

  @Test("a click on a hint presses it, where pressing says enough", arguments: sizes)
  func hints(_ width: Int, _ height: Int) throws {
    for screen in ScreenName.allCases {
      let state = Fixtures.state(width, height, screen)
      let buffer = render(state)
      let help = try #require(buffer.position(of: "? help"))
      #expect(hitTarget(at: help, in: state) == .button(.help))
      let pause = buffer.position(of: "Space pause")
      let command: KeyHelp.Command = screen == .fool ? .startFooling : .startOrPause
      if let pause { #expect(hitTarget(at: pause, in: state) == .button(command)) }
      if let arrows = buffer.position(of: "←→ ε") {
        #expect(hitTarget(at: arrows, in: state) == nil)
      }
    }
  }

  @Test("every hint names its key", arguments: ScreenName.allCases)
  func namedHints(screen: ScreenName) {
    for progress in [nil, Fixtures.state(80, 24, .train).train.progress] {
      var state = Fixtures.state(80, 24, screen)
      state.train.progress = progress
      #expect(state.hints.allSatisfy { !$0.keys.isEmpty && !$0.meaning.isEmpty })
    }
  }

  @Test(
    "the filter's row can be pressed to change it and to leave it",
    arguments: sizes, [ScreenName.explore, .compare])
  func filter(_ size: (Int, Int), _ screen: ScreenName) throws {
    var state = Fixtures.state(size.0, size.1, screen)
    state.analyse = Fixtures.filtered(size.0, size.1).analyse
    let buffer = render(state)
    let change = try #require(buffer.position(of: "/ change"))
    #expect(change.y == 1)
    #expect(hitTarget(at: change, in: state) == .button(.filter))
    let leave = try #require(buffer.position(of: "Esc all"))
    #expect(hitTarget(at: leave, in: state) == .button(.leave))
    #expect(hitTarget(at: Point(x: 2, y: 1), in: state) == nil)
    // What lies below has moved with what is drawn.
    let track =
      screen == .explore
      ? ExploreScreen.layout(state).curve.track : CompareScreen.layout(state).curve.track
    #expect(buffer.row(track.y).contains("●"))
    guard case .slider? = hitTarget(at: Point(x: track.x + 3, y: track.y), in: state) else {
      Issue.record("no slider below the filter")
      return
    }
  }

  @Test("while something lies over the screen, a click beside it leaves it")
  func overlays() throws {
    var state = Fixtures.state(80, 24)
    for overlay in [Overlay.help, .prompt(Prompt(.saveModel))] {
      state.overlay = overlay
      #expect(hitTarget(at: Point(x: 1, y: 5), in: state) == .outsideOverlay)
      #expect(hitTarget(at: Point(x: 40, y: 12), in: state) == nil)
      let leave = try #require(render(state).position(of: "Esc ", from: Point(x: 0, y: 23)))
      #expect(hitTarget(at: leave, in: state) == .button(.leave))
    }
  }

  @Test("a screen that is too small has nothing to press, nor has the world outside")
  func nothing() {
    #expect(hitTarget(at: Point(x: 5, y: 0), in: Fixtures.state(20, 5)) == nil)
    #expect(hitTarget(at: Point(x: 500, y: 0), in: Fixtures.state(80, 24)) == nil)
    #expect(hitTarget(at: Point(x: -1, y: -1), in: Fixtures.state(80, 24)) == nil)
  }
}
