import Engine
import Testing

@testable import TUI

@Suite("The Fool screen")
struct FoolScreenTests {
  private static let sizes = [(60, 18), (80, 24), (120, 36), (200, 60)]

  @Test("every class has its picture, in two rows of five, none over another", arguments: sizes)
  func tiles(_ width: Int, _ height: Int) {
    let state = Fixtures.state(width, height, .fool)
    let layout = FoolScreen.layout(state)
    #expect(layout.tiles.map(\.target) == Array(0..<10) && layout.columns == 5)
    let body = ScreenLayout(state.size).body
    var covered: Set<Point> = []
    let parts =
      [layout.status] + [layout.chart].compactMap(\.self)
      + layout.tiles.flatMap { [$0.picture, $0.caption, $0.bar] }
    for part in parts {
      for y in part.y..<part.bottom {
        for x in part.x..<part.right {
          #expect(covered.insert(Point(x: x, y: y)).inserted, "two parts at \(x), \(y)")
        }
      }
    }
    #expect(covered.allSatisfy(body.contains))
  }

  @Test("a larger screen has larger pictures, and a chart below them")
  func growing() {
    let heights = Self.sizes.map { width, height in
      FoolScreen.layout(Fixtures.state(width, height, .fool)).tiles[0].picture.height
    }
    #expect(heights == [4, 7, 9, 14])
    let charts = Self.sizes.map { FoolScreen.layout(Fixtures.state($0, $1, .fool)).chart != nil }
    #expect(charts == [false, false, true, true])
  }

  @Test(
    "any number of classes is laid out; where not all have room, the one with the cursor has",
    arguments: [1, 2, 3, 4, 7, 11, 26, 47, 100])
  func classes(_ count: Int) {
    for (width, height) in Self.sizes + [(0, 0), (1, 1), (300, 20), (61, 90)] {
      for cursor in [0, count / 2, count - 1] {
        let body = ScreenLayout(Size(width: width, height: height)).body
        let layout = FoolLayout(
          body, .mnist, classes: count, cursor: cursor, isEnlarged: false)
        guard ScreenLayout.isLargeEnough(Size(width: width, height: height)) else { continue }
        #expect(layout.tiles.contains { $0.target == cursor })
        #expect(layout.tiles.allSatisfy { $0.picture.height >= 2 && $0.target < count })
        for tile in layout.tiles {
          #expect(tile.caption.y >= tile.area.y && tile.bar.y < tile.area.bottom)
          #expect(tile.area.bottom <= body.bottom && tile.area.right <= body.right)
        }
      }
    }
  }

  @Test("each class says how sure the model is, with a mark from 99 % on", arguments: sizes)
  func captions(_ width: Int, _ height: Int) throws {
    let state = Fixtures.state(width, height, .fool)
    let progress = try #require(state.fool.progress)
    #expect((1..<10).contains(progress.successes), "some are done, some are not")
    let buffer = render(state)
    for tile in FoolScreen.layout(state).tiles {
      let target = progress.targets[tile.target]
      let words = (tile.caption.x..<tile.caption.right)
        .map { String(buffer[$0, tile.caption.y]?.glyph ?? " ") }.joined()
      #expect(words.hasPrefix("\(tile.target)") && words.contains(" %"))
      #expect(words.hasSuffix("✗") == target.hasSucceeded)
      if !target.hasSucceeded { #expect(!words.contains("99") && !words.contains("100")) }
      let bar = (tile.bar.x..<tile.bar.right).count { buffer[$0, tile.bar.y]?.glyph == "▀" }
      let share = Float(bar) / Float(tile.bar.width)
      #expect(abs(share - (target.best?.confidence ?? 0)) <= 0.51 / Float(tile.bar.width) + 0.01)
    }
    #expect(buffer.text.contains("\(progress.successes) of 10 at ≥ 99 %"))
  }

  @Test("a click on a picture chooses its class, a second one enlarges it", arguments: sizes)
  func clicks(_ width: Int, _ height: Int) throws {
    var state = Fixtures.state(width, height, .fool)
    let tile = FoolScreen.layout(state).tiles[7]
    let place = Point(x: tile.picture.x, y: tile.picture.y)
    for _ in 0..<2 {
      #expect(hitTarget(at: place, in: state) == .foolingImage(7))
      let action = try #require(state.action(for: .mouse(MouseEvent(.press, at: place))))
      _ = state.apply(action)
      #expect(state.fool.cursor == 7)
    }
    #expect(state.fool.isEnlarged && render(state).text.contains("class 7"))
    let large = try #require(FoolScreen.layout(state).large)
    let action = state.action(
      for: .mouse(MouseEvent(.press, at: Point(x: large.x + 3, y: large.y + 3))))
    _ = state.apply(try #require(action))
    #expect(!state.fool.isEnlarged)
  }

  @Test("a click on a method chooses it", arguments: sizes)
  func methods(_ width: Int, _ height: Int) throws {
    let state = Fixtures.state(width, height, .fool)
    let buffer = render(state)
    for method in FoolingMethod.allCases {
      let place = try #require(
        buffer.position(of: " \(method.rawValue) ", from: Point(x: 0, y: 3)))
      #expect(hitTarget(at: place, in: state) == .foolingMethod(method))
    }
  }

  @Test("the picture alone is every pixel, where there is room for that")
  func large() throws {
    var state = Fixtures.state(80, 24, .fool)
    state.fool.isEnlarged = true
    let layout = FoolScreen.layout(state)
    #expect(layout.tiles.isEmpty && layout.chart != nil)
    let large = try #require(layout.large)
    let inner = Frame.inner(large).centred(Size(width: 28, height: 14))
    #expect(inner.width == 28 && inner.height == 14)
    let buffer = render(state)
    let pixels = try #require(Fixtures.fooling.targets[0].best).pixels
    let theme = Theme(.dark)
    for y in 0..<14 {
      for x in 0..<28 {
        let cell = buffer[inner.x + x, inner.y + y]
        let top = theme.pictureBlack.mixed(with: theme.pictureWhite, pixels[2 * y * 28 + x])
        let low = theme.pictureBlack.mixed(with: theme.pictureWhite, pixels[(2 * y + 1) * 28 + x])
        #expect(cell == Cell("▀", Style(top, on: low)))
      }
    }
  }

  @Test("each phase is told in words")
  func phases() {
    let phases: [(FoolingProgress.Phase, String)] = [
      (.running, "● running"), (.paused, "○ paused"), (.finished, "done ·"),
      (.cancelled, "■ stopped"), (.failed("no gradients"), "no gradients"),
    ]
    for (phase, words) in phases {
      var state = Fixtures.state(80, 24, .fool)
      state.fool.progress?.phase = phase
      #expect(render(state).text.contains(words))
    }
    var state = Fixtures.state(80, 24, .fool)
    state.fool.progress = nil
    #expect(render(state).text.contains("Space makes an image of nothing for each class"))
    state.model = nil
    #expect(render(state).text.contains("│ model …"))
  }

  @Test("what belongs to something else says so", arguments: sizes)
  func stale(_ width: Int, _ height: Int) {
    var state = Fixtures.state(width, height, .fool)
    #expect(!render(state).text.contains("anew"))
    state.fool.method = .evolution
    #expect(render(state).text.contains("of what was chosen before · Space anew"))
    state.fool.method = .ascent
    state.fool.seed = 4
    #expect(render(state).text.contains("ascent · seed 1, next 4"))
    state.fool.seed = 1
    state.model?.version = 7
    #expect(render(state).text.contains("of the model from before ─"))
    state.fool.progress?.phase = .cancelled
    #expect(render(state).text.contains("of the model from before · Space anew"))
  }

  @Test("without colours the cursor and the chosen method are seen all the same")
  func colourless() {
    var state = Fixtures.state(80, 24, .fool, Fixtures.ascii)
    state.fool.cursor = 3
    let text = render(state).text
    #expect(text.contains(">3") && text.contains("[ascent]"))
  }
}
