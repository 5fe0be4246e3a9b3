import Engine
import Testing

@testable import TUI

@Suite("The Compare screen's keys")
struct CompareTests {
  /// A program on the Compare screen, with both models and all of an image known.
  private func state() -> AppState { Fixtures.state(120, 36, .compare) }

  @discardableResult
  private func press(_ keys: Key..., on state: inout AppState) -> [Effect] {
    keys.flatMap { key in state.action(for: .key(key)).map { state.apply($0) } ?? [] }
  }

  private func type(_ text: String, on state: inout AppState) {
    for character in text { press(.character(character), on: &state) }
  }

  private let index = Fixtures.exploration.index

  // MARK: Comparing

  @Test("two models are explored while the screen is open, and one after it is left")
  func opening() {
    var state = Fixtures.state(120, 36)
    let own = Effect.explore(index: index, clipped: false, comparing: .own)
    let alone = Effect.explore(index: index, clipped: false)
    #expect(press(.character("4"), on: &state) == [own])
    #expect(state.screen == .compare)
    #expect(press(.character("4"), on: &state).isEmpty)
    #expect(press(.character("1"), on: &state) == [alone])
    #expect(press(.backTab, .backTab, .backTab, on: &state) == [own])
    #expect(press(.escape, on: &state) == [alone])
    #expect(state.screen == .explore)
    #expect(press(.character("2"), .character("1"), on: &state).isEmpty)
  }

  @Test("images, clipping and ε are those of Explore, by the same keys")
  func shared() {
    var state = state()
    #expect(
      press(.down, on: &state) == [.explore(index: index + 1, clipped: false, comparing: .own)])
    #expect(
      press(.pageUp, on: &state) == [.explore(index: 0, clipped: false, comparing: .own)])
    #expect(
      press(.character("c"), on: &state) == [.explore(index: 0, clipped: true, comparing: .own)])
    press(.character("g"), on: &state)
    type("12", on: &state)
    #expect(
      press(.enter, on: &state) == [.explore(index: 11, clipped: true, comparing: .own)])
    #expect(press(.character("r"), on: &state).count == 1)
    #expect(press(.home, .right, .character("]"), .shiftLeft, on: &state).isEmpty)
    #expect(abs(state.explore.epsilon - 0.001) < 1e-6)
    press(.end, .character("-"), on: &state)
    #expect(state.explore.epsilon == 0.25 && state.explore.scale == 0.5)
  }

  @Test("the attack goes from each by its own to both by A's, to both by B's, and back")
  func attack() {
    var state = state()
    let attacks: [Comparison.Attack] = [
      .transferred(from: .first), .transferred(from: .second), .own,
    ]
    for attack in attacks {
      #expect(
        press(.character("a"), on: &state)
          == [.explore(index: index, clipped: false, comparing: attack)])
    }
  }

  @Test("images that become known are asked for as the screen needs them")
  func early() {
    var state = AppState(size: Size(width: 80, height: 24), capabilities: .full)
    press(.character("4"), on: &state)
    var news = News()
    news.dataset = .ready(name: "MNIST test", count: 10)
    #expect(
      state.apply(.news(news)) == [.explore(index: 0, clipped: false, comparing: .own)])
  }

  // MARK: The other model

  @Test("a file is asked for by name, which stays to be mended; nothing is no name")
  func file() {
    var state = state()
    press(.character("o"), on: &state)
    #expect(state.overlay == .prompt(Prompt(.loadReference)))
    #expect(press(.enter, on: &state).isEmpty)
    guard case .prompt(let prompt) = state.overlay else {
      Issue.record("an empty name was taken")
      return
    }
    #expect(prompt.error == "expected the name of a file, found nothing")
    type("q.st", on: &state)
    #expect(press(.enter, on: &state) == [.loadReference(path: "q.st")])
    #expect(state.overlay == nil)
    press(.character("o"), on: &state)
    #expect(state.overlay == .prompt(Prompt(.loadReference, text: "q.st")))
    press(.escape, on: &state)
    #expect(state.overlay == nil && state.screen == .compare)
  }

  @Test("the model on show is kept once there is one")
  func keeping() {
    var state = state()
    #expect(press(.character("b"), on: &state) == [.keepReference])
    state.model = nil
    #expect(press(.character("b"), on: &state).isEmpty)
  }

  @Test("on other screens its keys keep their meaning, or have none")
  func elsewhere() {
    var state = state()
    press(.character("1"), on: &state)
    #expect(press(.character("o"), .character("b"), on: &state).isEmpty)
    #expect(state.overlay == nil)
    press(.character("a"), on: &state)
    #expect(state.compare.attack == .own)
  }

  @Test("what was found out about a model is not shown under the name of another")
  func another() {
    var state = state()
    var news = News()
    news.reference = state.compare.reference
    news.reference?.accuracy = 0.5
    _ = state.apply(.news(news))
    #expect(state.compare.comparison != nil && state.compare.reference?.accuracy == 0.5)
    news.reference?.version = 7
    _ = state.apply(.news(news))
    #expect(state.compare.comparison == nil)
    news.comparison = Fixtures.comparison()
    _ = state.apply(.news(news))
    #expect(state.compare.comparison != nil)
  }
}
