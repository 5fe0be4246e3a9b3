import Engine
import Testing

@testable import TUI

@Suite("Rendering")
struct RenderTests {
  @Test(
    "a screen is as large as it is asked to be",
    arguments: [(0, 0), (1, 1), (1, 40), (20, 5), (80, 24), (120, 36), (200, 60), (300, 80)])
  func size(_ width: Int, _ height: Int) {
    for state in Fixtures.variety(width, height) {
      #expect(render(state).size == state.size)
    }
  }

  @Test("every screen can have every size", arguments: 1...40)
  func everySize(_ height: Int) {
    for width in 1...100 {
      // All of them where the layouts change most, one after the other elsewhere.
      let isSmall = width < 10 || height < 4
      let all = isSmall ? [Fixtures.state(width, height)] : Self.turn(width, height)
      for state in all { #expect(render(state).size == state.size) }
    }
  }

  /// A few of the variety, others at each size.
  private static func turn(_ width: Int, _ height: Int) -> [AppState] {
    let all = Fixtures.variety(width, height)
    let first = (width * 7 + height * 3) % all.count
    return [all[first], all[(first + 4) % all.count]]
  }

  @Test(
    "nothing is drawn but characters of one column", arguments: [(60, 18), (80, 24), (200, 60)])
  func oneColumn(_ width: Int, _ height: Int) {
    for state in Fixtures.variety(width, height) {
      let buffer = render(state)
      #expect(buffer.cells.allSatisfy { Buffer.isOneColumn($0.glyph) })
    }
  }

  @Test(
    "without Unicode there are no blocks, no braille and no Greek", arguments: ScreenName.allCases)
  func plain(_ screen: ScreenName) {
    let buffer = render(Fixtures.state(120, 36, screen, Fixtures.ascii))
    let strange = buffer.cells.map(\.glyph).filter { glyph in
      switch glyph.value {
      case 0x370..<0x400, 0x2580..<0x25A0, 0x2800..<0x2900: true
      default: false
      }
    }
    #expect(strange.isEmpty)
  }

  @Test("a figure that is not known yet is not invented")
  func unknown() {
    var state = AppState(size: Size(width: 120, height: 36), capabilities: .full)
    let text = render(state).text
    #expect(text.contains("image 1 …"))
    #expect(text.contains("ε_min …"))
    #expect(text.contains("images … · model …"))
    #expect(!text.contains(/\d %/))
    state.screen = .train
    #expect(!render(state).text.contains(/\d %/))
  }

  @Test("while the next image is explored, the one before stays, under the wanted number")
  func late() {
    var state = Fixtures.state(120, 36)
    let before = render(state)
    state.explore.index = 77
    let after = render(state)
    #expect(after.text.contains("image 78 …"))
    let panel = ExploreScreen.layout(state).pictures.original.inset(1, 1)
    for y in panel.y..<panel.bottom {
      for x in panel.x..<panel.right { #expect(before[x, y] == after[x, y]) }
    }
  }

  @Test("the numbers keep their places while ε moves")
  func steady() {
    var state = Fixtures.state(120, 36)
    func places() -> [Point?] {
      let buffer = render(state)
      return ["ε_min", "before", "of 10 000"].map { buffer.position(of: $0) }
    }
    let first = places()
    for step in 0...25 {
      state.explore.epsilon = Float(step) * 0.01
      #expect(places() == first)
    }
  }

  @Test("no ε up to 1 is said in words")
  func robust() {
    var state = Fixtures.state(120, 36)
    #expect(render(state).text.contains("ε_min 0."))
    // A ray that goes nowhere never leaves its reading.
    state.explore.exploration = Fixtures.still
    #expect(render(state).text.contains("ε_min none ≤ 1"))
  }

  @Test(
    "the header names the images as long as it can",
    arguments: [
      (124, "built-in digits test · mlp 64-64 · shipped · 97.4 %"),
      (120, "built-in digits · mlp 64-64 · shipped · 97.4 %"),
      (105, "built-in digits test · mlp 64-64 · 97.4 %"),
      (100, "built-in digits · mlp 64-64 · 97.4 %"), (84, "built-in digits test · 97.4 %"),
      (80, "built-in digits · 97.4 %"), (75, "mlp 64-64 · 97.4 %"), (62, "97.4 %"), (60, "97.4 %"),
    ])
  func header(width: Int, words: String) {
    var state = Fixtures.state(width, 24)
    state.data = .ready(name: "built-in digits test", count: 10_000)
    #expect(render(state).row(0).hasSuffix("  " + words + " "))
  }

  @Test("the header of 80 columns names MNIST, the model and its accuracy, whatever tab is open")
  func narrowHeader() {
    for screen in ScreenName.allCases where screen != .compare {
      let row = render(Fixtures.state(80, 24, screen)).row(0)
      #expect(row.hasSuffix("  MNIST · mlp 64-64 · 97.4 % "))
    }
  }

  @Test("a notice takes the place of the hints, an error with a cross")
  func notice() {
    var state = Fixtures.state(120, 36)
    #expect(render(state).text.contains("? help"))
    state.notice = Notice("saved model.safetensors")
    #expect(render(state).row(35).contains("saved model.safetensors"))
    #expect(!render(state).row(35).contains("? help"))
    state.notice = Notice("no room on the disk", isError: true)
    #expect(render(state).row(35).contains("✗ no room on the disk"))
  }

  @Test("a long notice is shown whole", arguments: [(60, 18), (80, 24), (200, 60)])
  func longNotice(_ width: Int, _ height: Int) {
    var state = Fixtures.state(width, height)
    let path = "/home/student/" + String(repeating: "adversarial/", count: 12)
    state.notice = Notice(
      "can't save to \(path)m: no room. Make room, and save again.", isError: true)
    let text = render(state).text.filter { !$0.isWhitespace && $0 != "│" }
    #expect(text.contains("can'tsaveto\(path)m:noroom.Makeroom,andsaveagain."))
  }

  @Test(
    "a screen that is too small says which size it has and needs",
    arguments: [(59, 18), (60, 17), (20, 5)])
  func tooSmall(_ width: Int, _ height: Int) {
    let text = render(Fixtures.state(width, height)).text
    #expect(text.contains("\(width)×\(height)"))
    #expect(text.contains("60×18"))
  }

  @Test(
    "the help shows every key of its screen", arguments: ScreenName.allCases,
    [(60, 18), (80, 24), (120, 36)])
  func help(_ screen: ScreenName, _ size: (Int, Int)) {
    var state = Fixtures.state(size.0, size.1, screen)
    state.overlay = .help
    let text = render(state).text
    for key in KeyHelp.keys(of: screen) where key.command != .help {
      #expect(text.contains(key.meaning), "\(key.meaning)")
    }
  }

  @Test("the form shows the field with the focus, what is typed and what is wrong with it")
  func form() {
    var state = Fixtures.state(120, 36, .train)
    state.train.form.focus = .hidden
    #expect(render(state).text.contains("▸ hidden sizes"))
    state.train.form.edit = "64,x"
    state.train.form.error = "expected sizes such as 64,64"
    let buffer = render(state)
    #expect(buffer.text.contains("hidden sizes  64,x"))
    #expect(buffer.row(35).contains("✗ expected sizes such as 64,64"))
  }

  @Test("each phase of a run is named")
  func phases() {
    let phases: [(TrainingProgress.Phase, String)] = [
      (.preparing, "preparing"), (.running, "● training"), (.paused, "○ paused"),
      (.finished, "✓ trained"), (.stopped, "■ stopped"), (.failed("no images"), "no images"),
    ]
    for (phase, words) in phases {
      var state = Fixtures.state(80, 24, .train)
      state.train.progress?.phase = phase
      #expect(render(state).text.contains(words))
    }
  }
}
