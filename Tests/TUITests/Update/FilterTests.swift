import Engine
import Testing

@testable import TUI

@Suite("Filters")
struct FilterTests {
  /// A program on a screen, with every image analysed.
  private func state(_ screen: ScreenName = .explore) -> AppState {
    var state = Fixtures.state(120, 36, .analyse)
    state.screen = screen
    state.data = .ready(name: "MNIST test", count: 1200)
    return state
  }

  @discardableResult
  private func press(_ keys: Key..., on state: inout AppState) -> [Effect] {
    keys.flatMap { key in state.action(for: .key(key)).map { state.apply($0) } ?? [] }
  }

  /// Asks for a filter, and types it.
  @discardableResult
  private func filter(_ text: String, on state: inout AppState) -> [Effect] {
    press(.character("/"), .control("u"), on: &state)
    for character in text { press(.character(character), on: &state) }
    return press(.enter, on: &state)
  }

  private func value(_ index: Int) -> Float {
    Fixtures.finishedAnalysis.results[index]?.value ?? .infinity
  }

  // MARK: What can be typed

  @Test(
    "a digit, a kind or a range is understood, or a digit with one of these",
    arguments: [
      ("", nil, ImageFilter.Kind.all), ("all", nil, .all), (" 3 ", 3, .all),
      ("misread", nil, .misread), ("m 0", 0, .misread), ("9, misread", 9, .misread),
      ("0.01-0.05", nil, .between(above: 0.01, upTo: 0.05)),
      ("4 0.01–0.05", 4, .between(above: 0.01, upTo: 0.05)),
      ("<0.01", nil, .between(above: 0, upTo: 0.01)),
      ("<=.5", nil, .between(above: 0, upTo: 0.5)),
      ("-1", nil, .between(above: 0, upTo: 1)), ("0-1", nil, .between(above: 0, upTo: 1)),
      (">0.05", nil, .between(above: 0.05, upTo: nil)),
      ("0.05-", nil, .between(above: 0.05, upTo: nil)),
    ])
  func understood(text: String, digit: Int?, kind: ImageFilter.Kind) {
    #expect(
      ImageFilter(typed: text, classes: 10) == ImageFilter(digit: digit, kind: kind), "\(text)")
  }

  @Test(
    "anything else is not",
    arguments: [
      "10", "x", "-", "<", "0.05-0.01", "0.1-2", ">1", "1 2", "misread 0.1-0.2", "0.1-0.2-0.3",
      "nan-1", "0-nan", "inf-", "3.5", "-0",
    ])
  func refused(text: String) {
    #expect(ImageFilter(typed: text, classes: 10) == nil, "\(text)")
  }

  @Test(
    "what a filter says can be typed for it",
    arguments: ImageFilter.kinds + [.between(above: 0.0001, upTo: 0.25)], [nil, 7])
  func roundTrip(kind: ImageFilter.Kind, digit: Int?) {
    let filter = ImageFilter(digit: digit, kind: kind)
    #expect(ImageFilter(typed: filter.text, classes: 10) == filter)
  }

  @Test("an image without an ε up to 1 lies in ranges that are open above, and in no others")
  func without() {
    func takes(_ kind: ImageFilter.Kind, _ result: MinimalEpsilon?) -> Bool {
      ImageFilter(kind: kind).takes(label: 3, result)
    }
    let none = MinimalEpsilon.none
    #expect(takes(.between(above: 0.5, upTo: nil), none))
    #expect(!takes(.between(above: 0, upTo: 1), none) && !takes(.misread, none))
    for kind in ImageFilter.kinds { #expect(takes(kind, nil) == (kind == .all)) }
    // A range begins above its lower end.
    #expect(!takes(.between(above: 0, upTo: 1), .misreadAsItIs))
    #expect(!takes(.between(above: 0.1, upTo: 0.2), .at(0.1)))
    #expect(takes(.between(above: 0.1, upTo: 0.2), .at(0.2)))
  }

  // MARK: Stepping

  @Test("after a filter in Analyse, Explore steps through its images in the list's order")
  func stepping() throws {
    var state = state(.analyse)
    press(.character("d"), .character("d"), .character("m"), .character("m"), on: &state)
    let list = state.analyse.list
    #expect(list.count > 5 && list.allSatisfy { $0 % 10 == 1 && value($0) > 0 })
    #expect(zip(list, list.dropFirst()).allSatisfy { value($0) <= value($1) })
    press(.enter, on: &state)
    #expect(state.explore.index == list[0])
    #expect(press(.down, on: &state) == [.explore(index: list[1], clipped: false)])
    press(.down, .character("j"), .up, on: &state)
    #expect(state.explore.index == list[2])
    press(.pageDown, .pageDown, .pageDown, on: &state)
    #expect(state.explore.index == list[min(32, list.count - 1)])
    press(.character("k"), .pageUp, .pageUp, .pageUp, .pageUp, on: &state)
    #expect(state.explore.index == list[0])
    #expect(press(.up, on: &state).isEmpty)
    for _ in 0..<20 {
      press(.character("r"), on: &state)
      #expect(list.contains(state.explore.index))
    }
  }

  @Test("without a filter, Explore steps by number, however the list is sorted")
  func unfiltered() {
    var state = state()
    state.explore.index = 40
    press(.down, on: &state)
    #expect(state.explore.index == 41)
  }

  @Test("an image outside of the filter can be gone to; from there one steps to its neighbours")
  func outside() throws {
    var state = state()
    filter("3", on: &state)
    press(.character("/"), .escape, on: &state)
    state.analyse.order = .number
    state.analyse.updateList(keepsCursor: false)
    press(.character("g"), .character("5"), .character("0"), .enter, on: &state)
    #expect(state.explore.index == 49 && state.analyse.filter.digit == 3)
    #expect(render(state).text.contains("120 images, not this one"))
    press(.down, on: &state)
    #expect(state.explore.index == 53)
    press(.character("g"), .character("5"), .character("0"), .enter, .up, on: &state)
    #expect(state.explore.index == 43)
    press(.character("g"), .character("1"), .enter, .up, on: &state)
    // Beyond an end there is that end.
    #expect(state.explore.index == 3)
    #expect(press(.up, on: &state).isEmpty)
  }

  @Test("from an image outside, in order of ε, the next one takes a larger ε")
  func outsideByEpsilon() throws {
    var state = state()
    filter("3 >0.02", on: &state)
    let image = try #require(
      Fixtures.finishedAnalysis.easiestFirst.first { value($0) > 0.05 && $0 % 10 != 3 })
    _ = state.go(to: image)
    press(.down, on: &state)
    let next = state.explore.index
    #expect(next % 10 == 3 && value(next) >= value(image))
    press(.up, on: &state)
    #expect(value(state.explore.index) <= value(image))
    #expect(
      state.analyse.list.firstIndex(of: state.explore.index)
        .map { state.analyse.list[$0 + 1] } == next)
  }

  // MARK: Choosing and leaving

  @Test("a filter chosen in Explore shows its first image, unless the one on show is among them")
  func choosing() throws {
    var state = state()
    let effects = filter("2 0.03-0.05", on: &state)
    let list = state.analyse.list
    #expect(
      !list.isEmpty && list.allSatisfy { $0 % 10 == 2 && value($0) > 0.03 && value($0) <= 0.05 })
    #expect(effects == [.explore(index: list[0], clipped: false)])
    #expect(state.overlay == nil)
    press(.down, on: &state)
    #expect(filter("2", on: &state).isEmpty)
    #expect(state.explore.index == list[1])
  }

  @Test("Esc leaves the filter, and the image on show stays; without one it does nothing")
  func leaving() {
    var state = state()
    filter("7", on: &state)
    press(.down, on: &state)
    let image = state.explore.index
    #expect(render(state).text.contains("filter label 7"))
    #expect(press(.escape, on: &state).isEmpty)
    #expect(!state.analyse.filter.isOn && state.explore.index == image)
    #expect(!render(state).text.contains("filter label"))
    press(.escape, on: &state)
    #expect(state.screen == .explore && state.explore.index == image)
    press(.down, on: &state)
    #expect(state.explore.index == image + 1)
  }

  @Test("on the Compare screen the filter is the same, and Esc leaves it before the screen")
  func comparing() {
    var state = state()
    filter("7", on: &state)
    let list = state.analyse.list
    press(.character("4"), .down, on: &state)
    #expect(state.screen == .compare && list.contains(state.explore.index))
    #expect(render(state).text.contains("filter label 7"))
    filter("8", on: &state)
    #expect(state.explore.index % 10 == 8)
    let image = state.explore.index
    press(.escape, on: &state)
    #expect(state.screen == .compare && !state.analyse.filter.isOn)
    press(.escape, on: &state)
    #expect(state.screen == .explore && state.explore.index == image)
  }

  @Test("nothing typed takes the filter away")
  func emptying() {
    var state = state()
    filter("7 misread", on: &state)
    filter("", on: &state)
    #expect(!state.analyse.filter.isOn && state.overlay == nil)
    #expect(state.analyse.list.count == 1200)
  }

  @Test("the question begins with the filter in force, which the first character replaces")
  func proposal() {
    var state = state()
    filter("7 misread", on: &state)
    press(.character("/"), on: &state)
    #expect(state.overlay == .prompt(Prompt(.filter, text: "7 misread")))
    press(.character("4"), on: &state)
    #expect(state.overlay == .prompt(Prompt(.filter, text: "4")))
    press(.escape, .character("/"), .end, .backspace, on: &state)
    #expect(state.overlay == .prompt(Prompt(.filter, text: "7 misrea")))
    #expect(state.analyse.filter == ImageFilter(digit: 7, kind: .misread))
  }

  @Test("what can't be understood, or matches no image, is answered, and nothing is lost")
  func refusing() {
    var state = state()
    filter("7", on: &state)
    let image = state.explore.index
    for (text, reason) in [
      ("seven", "expected a digit, misread or an ε such as 0.01-0.05, found \"seven\""),
      ("0.9-0.95", "no image matches \"0.9-0.95\""),
    ] {
      #expect(filter(text, on: &state).isEmpty)
      #expect(state.overlay == .prompt(Prompt(.filter, text: text, error: reason)))
      #expect(state.analyse.filter == ImageFilter(digit: 7) && state.explore.index == image)
      #expect(state.analyse.list.count == 120)
      press(.escape, on: &state)
    }
  }

  @Test("on the Analyse screen the same question filters the list")
  func analysing() {
    var state = state(.analyse)
    #expect(filter("0.02-0.03", on: &state).isEmpty)
    #expect(!state.analyse.list.isEmpty)
    #expect(state.analyse.list.allSatisfy { value($0) > 0.02 && value($0) <= 0.03 })
    #expect(state.screen == .analyse && state.explore.index == Fixtures.exploration.index)
    #expect(render(state).text.contains("─ ε 0.02–0.03 ─"))
    press(.character("m"), on: &state)
    #expect(state.analyse.filter.kind == .all)
  }

  @Test("once the model has changed, a filter by ε says that it is from before, one by label not")
  func stale() {
    for (text, isStale) in [("3 <0.05", true), ("misread", true), ("3", false)] {
      var state = state()
      filter(text, on: &state)
      #expect(!render(state).text.contains("from before"))
      state.model?.version = 5
      #expect(render(state).text.contains("from before") == isStale)
      state.size = Size(width: 60, height: 18)
      #expect(render(state).text.contains("from before") == isStale)
    }
  }

  // MARK: While the analysis runs

  @Test("a filter begins the analysis, and its first image is shown as soon as it is found")
  func beginning() {
    var state = AppState(size: Size(width: 120, height: 36), capabilities: .full)
    state.data = .ready(name: "MNIST test", count: 1200)
    state.model = ModelNews(architecture: "mlp 64-64", origin: "shipped")
    #expect(filter("3 0.02-0.05", on: &state) == [.analyse(clipped: false)])
    #expect(render(state).text.contains("filter label 3 · ε 0.02–0.05 · images …"))
    #expect(press(.down, .character("r"), on: &state).isEmpty)
    #expect(state.notice?.text == "no image found yet that matches the filter")

    #expect(news(Fixtures.analysis(done: 0), to: &state).isEmpty)
    #expect(render(state).text.contains("none found yet"))
    let effects = news(Fixtures.runningAnalysis, to: &state)
    let first = state.analyse.list[0]
    #expect(effects == [.explore(index: first, clipped: false)])
    #expect(render(state).text.contains("so far"))
    // From then on the image stays where the user has it.
    press(.character("g"), .character("1"), .enter, on: &state)
    #expect(news(Fixtures.finishedAnalysis, to: &state).isEmpty)
    #expect(state.explore.index == 0)
    #expect(!render(state).text.contains("so far"))
  }

  @Test("where the analysis ends without a match, that is said, and all images are one key away")
  func nothing() {
    var state = state()
    state.analyse.progress = Fixtures.analysis(done: 0)
    filter("0.9-1", on: &state)
    news(Fixtures.finishedAnalysis, to: &state)
    let image = state.explore.index
    #expect(render(state).text.contains("no image matches"))
    press(.down, on: &state)
    #expect(state.notice?.text == "no image matches the filter: / changes it, Esc leaves it")
    press(.escape, .down, on: &state)
    #expect(state.explore.index == image + 1)
  }

  @discardableResult
  private func news(_ progress: AnalysisProgress, to state: inout AppState) -> [Effect] {
    var news = News()
    news.analysis = progress
    return state.apply(.news(news))
  }
}
