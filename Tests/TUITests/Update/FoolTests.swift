import Engine
import Testing

@testable import TUI

@Suite("The Fool screen's keys")
struct FoolTests {
  private func state() -> AppState { Fixtures.state(120, 36, .fool) }

  /// A program on the Fool screen that has not made anything.
  private func fresh() -> AppState {
    var state = state()
    state.fool.progress = nil
    return state
  }

  @discardableResult
  private func press(_ keys: Key..., on state: inout AppState) -> [Effect] {
    keys.flatMap { key in state.action(for: .key(key)).map { state.apply($0) } ?? [] }
  }

  private func fool(_ state: AppState, isPaused: Bool = false) -> Effect {
    .fool(state.fool.method, seed: state.fool.seed, pace: state.fool.pace, isPaused: isPaused)
  }

  @Test("Space starts, pauses, goes on, and starts anew when all has ended")
  func space() {
    var state = fresh()
    #expect(press(.character(" "), on: &state) == [fool(state)])
    state = self.state()
    state.fool.progress?.phase = .running
    #expect(press(.character(" "), on: &state) == [.pauseFooling])
    state.fool.progress?.phase = .paused
    #expect(press(.character(" "), on: &state) == [.resumeFooling])
    for phase in [FoolingProgress.Phase.cancelled, .finished] {
      state = self.state()
      state.fool.progress?.phase = phase
      #expect(press(.character(" "), on: &state) == [fool(state)])
      #expect(state.fool.progress == nil)
    }
  }

  @Test("nothing is made before the model is there")
  func noModel() {
    var state = fresh()
    state.model = nil
    #expect(press(.character(" "), .character("n"), on: &state).isEmpty)
  }

  @Test("n takes a round, and makes the first images where there are none; s stops")
  func stepping() {
    var state = fresh()
    #expect(press(.character("s"), on: &state).isEmpty)
    #expect(press(.character("n"), on: &state) == [fool(state, isPaused: true)])
    state = self.state()
    state.fool.progress?.phase = .paused
    #expect(press(.character("n"), on: &state) == [.stepFooling])
    #expect(press(.character("s"), on: &state) == [.cancelFooling])
  }

  @Test("keys that come before the first picture are meant for what was asked for")
  func burst() {
    var state = fresh()
    let keys: [Key] = [" ", " ", " ", "n", "s"].map { .character($0) }
    let effects = keys.flatMap { press($0, on: &state) }
    #expect(
      effects == [fool(state), .pauseFooling, .resumeFooling, .stepFooling, .cancelFooling])
  }

  @Test("m goes through the methods; another one ends what is being made, and marks it")
  func methods() {
    var state = state()
    state.fool.progress?.phase = .running
    #expect(!state.isFoolingStale)
    #expect(press(.character("m"), on: &state) == [.cancelFooling])
    #expect(state.isFoolingStale)
    var seen = [state.fool.method]
    while seen.count < FoolingMethod.allCases.count {
      press(.character("m"), on: &state)
      seen.append(state.fool.method)
    }
    #expect(Set(seen) == Set(FoolingMethod.allCases) && seen.last == .ascent)
    #expect(!state.isFoolingStale, "it is the method of what is there again")
    press(.character("m"), on: &state)
    #expect(press(.character(" "), on: &state) == [fool(state)])
  }

  @Test("r takes another seed, and ends what is being made by the one before")
  func seeds() {
    var state = state()
    state.fool.progress?.phase = .running
    let explored = state.explore.index
    #expect(press(.character("r"), on: &state) == [.cancelFooling])
    #expect(state.fool.seed == 2 && state.isFoolingStale && state.explore.index == explored)
  }

  @Test("images of another model are watched to their end, and then Space makes new ones")
  func staleModel() {
    var state = state()
    state.fool.progress?.phase = .running
    state.model?.version = 4
    #expect(press(.character(" "), on: &state) == [.pauseFooling])
    state.fool.progress?.phase = .finished
    #expect(press(.character(" "), on: &state) == [fool(state)])
  }

  @Test("plus and minus change the pace, to its ends")
  func pace() {
    var state = fresh()
    #expect(press(.character("+"), on: &state) == [.paceFooling(.quick)])
    #expect(press(.character("+"), on: &state) == [.paceFooling(.full)])
    #expect(press(.character("+"), on: &state).isEmpty)
    for _ in Pace.allCases { press(.character("-"), on: &state) }
    #expect(state.fool.pace == .slow)
  }

  @Test(
    "arrows move among the classes as they lie, and stop at the ends", arguments: [80, 120, 200])
  func cursor(width: Int) {
    var state = Fixtures.state(width, width / 3, .fool)
    press(.left, .up, on: &state)
    #expect(state.fool.cursor == 0)
    press(.right, on: &state)
    #expect(state.fool.cursor == 1)
    press(.down, on: &state)
    #expect(state.fool.cursor == 6)
    press(.down, on: &state)
    #expect(state.fool.cursor == 6)
    press(.right, .right, .right, .right, on: &state)
    #expect(state.fool.cursor == 9)
    press(.character("k"), on: &state)
    #expect(state.fool.cursor == 4)
  }

  @Test("Enter shows one image alone, where arrows go to the next; Enter or Esc shows all again")
  func enlarging() {
    for leaving in [Key.enter, .escape] {
      var state = state()
      press(.enter, .down, .right, on: &state)
      #expect(state.fool.isEnlarged && state.fool.cursor == 2)
      press(leaving, on: &state)
      #expect(!state.fool.isEnlarged && state.screen == .fool)
    }
    var state = state()
    press(.escape, on: &state)
    #expect(state.screen == .explore)
  }

  @Test("keys that move through images do nothing where no image of the dataset is seen")
  func images() {
    var state = state()
    let before = state.explore
    for key in "gcr[]/jk" { press(.character(key), on: &state) }
    press(.pageDown, .pageUp, on: &state)
    for kind in [MouseEvent.Kind.wheelUp, .wheelDown] {
      #expect(state.action(for: .mouse(MouseEvent(kind, at: Point(x: 9, y: 9)))) == nil)
    }
    #expect(state.overlay == nil && state.explore.index == before.index)
    #expect(state.explore.epsilon == before.epsilon && !state.explore.isClipped)
  }

  @Test("p asks where to save the image of the class, and nothing where there is none")
  func saving() throws {
    var state = fresh()
    press(.character("p"), on: &state)
    #expect(state.overlay == nil)
    state = self.state()
    press(.right, .character("p"), on: &state)
    #expect(state.overlay == .prompt(Prompt(.savePicture, text: "class-1.pgm")))
    let image = try #require(Fixtures.fooling.targets[1].best)
    #expect(
      press(.enter, on: &state) == [.savePicture(image, shape: .mnist, path: "class-1.pgm")])
    press(.character("p"), .backspace, .enter, on: &state)
    let refused = Prompt(.savePicture, error: "expected the name of a file, found nothing")
    #expect(state.overlay == .prompt(refused))
  }

  @Test("t still trains")
  func training() {
    var state = fresh()
    #expect(press(.character("t"), on: &state) == [.pauseTraining])
  }

  @Test("news of images are taken in")
  func news() {
    var state = fresh()
    var news = News()
    news.fooling = Fixtures.fooling
    #expect(!news.isEmpty)
    _ = state.apply(.news(news))
    #expect(state.fool.progress == Fixtures.fooling)
  }
}
