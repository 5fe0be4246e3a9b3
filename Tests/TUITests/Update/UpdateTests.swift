import Engine
import Testing

@testable import TUI

@Suite("State, actions and effects")
struct UpdateTests {
  /// A program whose images are there.
  private func state(count: Int = 100) -> AppState {
    var state = AppState(size: Size(width: 120, height: 36), capabilities: .full, seed: 4)
    var news = News()
    news.dataset = .ready(name: "MNIST test", count: count)
    news.model = ModelNews(architecture: "mlp 64-64", origin: "shipped", accuracy: 0.97)
    _ = state.apply(.news(news))
    return state
  }

  /// Presses keys one after the other.
  @discardableResult
  private func press(_ keys: Key..., on state: inout AppState) -> [Effect] {
    var effects: [Effect] = []
    for key in keys {
      if let action = state.action(for: .key(key)) { effects += state.apply(action) }
    }
    return effects
  }

  private func type(_ text: String, on state: inout AppState) {
    for character in text { press(.character(character), on: &state) }
  }

  private func news(_ phase: TrainingProgress.Phase) -> Action {
    var news = News()
    news.training = TrainingProgress(phase: phase, settings: TrainingPreset.quick.settings)
    return .news(news)
  }

  // MARK: ε

  @Test("the arrows move ε by a 250th of its range, brackets by ten of them, and never outside")
  func epsilon() {
    var state = state()
    #expect(press(.right, on: &state).isEmpty)
    #expect(state.explore.epsilon == 0.001)
    press(.character("]"), on: &state)
    #expect(abs(state.explore.epsilon - 0.011) < 1e-6)
    press(.shiftRight, .shiftLeft, .left, on: &state)
    #expect(abs(state.explore.epsilon - 0.010) < 1e-6)
    press(.character("["), .left, .left, on: &state)
    #expect(state.explore.epsilon == 0)
    press(.end, .right, on: &state)
    #expect(state.explore.epsilon == 0.25)
    press(.home, on: &state)
    #expect(state.explore.epsilon == 0)
  }

  @Test("a thousand presses stay on the grid of steps")
  func noDrift() {
    var state = state()
    for _ in 0..<137 { press(.right, on: &state) }
    #expect(abs(state.explore.epsilon - 0.137) < 1e-6)
    for _ in 0..<37 { press(.left, on: &state) }
    #expect(abs(state.explore.epsilon - 0.1) < 1e-6)
  }

  @Test("the range of ε widens and narrows, and takes ε along only where it must")
  func range() {
    var state = state()
    press(.end, .character("-"), on: &state)
    #expect(state.explore.scale == 0.5 && state.explore.epsilon == 0.25)
    press(.character("-"), .character("-"), on: &state)
    #expect(state.explore.scale == 1)
    for _ in 0..<9 { press(.character("+"), on: &state) }
    #expect(state.explore.scale == 0.05 && state.explore.epsilon == 0.05)
  }

  // MARK: Images

  @Test("stepping asks the engine for the new image, and stops at the ends")
  func stepping() {
    var state = state()
    #expect(press(.down, on: &state) == [.explore(index: 1, clipped: false)])
    #expect(press(.character("j"), on: &state) == [.explore(index: 2, clipped: false)])
    #expect(press(.up, .character("k"), on: &state).last == .explore(index: 0, clipped: false))
    #expect(press(.up, on: &state).isEmpty)
    #expect(press(.pageDown, on: &state) == [.explore(index: 10, clipped: false)])
    for _ in 0..<20 { press(.pageDown, on: &state) }
    #expect(state.explore.index == 99)
    #expect(press(.pageDown, on: &state).isEmpty)
  }

  @Test("random images come from the state's generator, and replay from its seed")
  func random() {
    var (a, b) = (state(), state())
    for _ in 0..<5 {
      #expect(press(.character("r"), on: &a) == press(.character("r"), on: &b))
    }
    #expect(a.explore.index == b.explore.index && a.explore.index < 100)
  }

  @Test("clipping is switched, and the image asked for anew")
  func clipping() {
    var state = state()
    #expect(press(.character("c"), on: &state) == [.explore(index: 0, clipped: true)])
    #expect(press(.character("c"), on: &state) == [.explore(index: 0, clipped: false)])
  }

  @Test("before the images are there, keys for them do nothing")
  func loading() {
    var state = AppState(size: Size(width: 80, height: 24), capabilities: .full)
    #expect(press(.down, .character("r"), .pageDown, on: &state).isEmpty)
    #expect(state.explore.index == 0)
  }

  @Test("going to a number counts from 1, and a wrong number is answered with the right ones")
  func goTo() {
    var state = state()
    press(.character("g"), on: &state)
    type("7", on: &state)
    #expect(press(.enter, on: &state) == [.explore(index: 6, clipped: false)])
    #expect(state.overlay == nil)

    press(.character("g"), on: &state)
    type("101", on: &state)
    #expect(press(.enter, on: &state).isEmpty)
    guard case .prompt(let prompt) = state.overlay else {
      Issue.record("the prompt has gone")
      return
    }
    #expect(prompt.error == "expected a number from 1 to 100, found \"101\"")
    press(.escape, on: &state)
    #expect(state.overlay == nil && state.explore.index == 6)
  }

  @Test("while something is typed, letters are letters", arguments: ["q", "t", "?", "2"])
  func letters(key: Character) {
    var state = state()
    press(.character("g"), .character(key), on: &state)
    #expect(!state.isQuitting && state.screen == .explore)
    #expect(state.overlay == .prompt(Prompt(.goToImage, text: String(key))))
  }

  @Test("a paste is text where one is typed, and nothing elsewhere")
  func paste() {
    var state = state()
    #expect(state.action(for: .paste("qqq2t")) == nil)
    press(.character("g"), on: &state)
    if let action = state.action(for: .paste("1\n2\n")) { _ = state.apply(action) }
    #expect(state.overlay == .prompt(Prompt(.goToImage, text: "12")))
  }

  // MARK: Training

  @Test("Space starts, pauses, resumes and starts anew")
  func startAndPause() {
    var state = state()
    let settings = TrainingPreset.quick.settings
    #expect(press(.character(" "), on: &state) == [.train(settings)])
    _ = state.apply(news(.running))
    #expect(press(.character(" "), on: &state) == [.pauseTraining])
    _ = state.apply(news(.paused))
    #expect(press(.character("t"), on: &state) == [.resumeTraining])
    _ = state.apply(news(.finished))
    #expect(press(.character(" "), on: &state) == [.train(settings)])
  }

  @Test("stop and reset ask the engine only where there is something to stop or reset")
  func stopAndReset() {
    var state = state()
    press(.tab, on: &state)
    #expect(press(.character("s"), .character("x"), on: &state).isEmpty)
    _ = state.apply(news(.running))
    #expect(press(.character("s"), on: &state) == [.stopTraining])
    _ = state.apply(news(.stopped))
    #expect(press(.character("s"), on: &state).isEmpty)
    #expect(press(.character("x"), on: &state) == [.resetTraining])
    var reset = News()
    reset.training = .some(nil)
    _ = state.apply(.news(reset))
    #expect(state.train.progress == nil)
  }

  @Test("a run that failed says why at the bottom of the screen")
  func failure() {
    var state = state()
    _ = state.apply(news(.failed("it diverged")))
    #expect(state.notice == Notice("it diverged", isError: true))
    press(.right, on: &state)
    #expect(state.notice == nil)
  }

  @Test("a field is edited, taken and used for the next run")
  func editing() {
    var state = state()
    press(.character("2"), .down, .down, .enter, on: &state)
    #expect(state.train.form.edit == "64,64")
    press(.control("u"), on: &state)
    type("128, 32", on: &state)
    press(.enter, on: &state)
    #expect(state.train.form.edit == nil)
    #expect(state.train.form[.preset] == "custom")
    guard case .train(let settings)? = press(.character(" "), on: &state).first else {
      Issue.record("training did not start")
      return
    }
    #expect(settings.architecture == .perceptron(hidden: [128, 32], activation: .study))
  }

  @Test(
    "what a field can't take is answered, and the settings stay",
    arguments: [
      (TrainingForm.Field.hidden, "64,,64"), (.hidden, "0"), (.hidden, "99999"),
      (.activation, "tanh"), (.epochs, "0"), (.epochs, "two"), (.batch, "-4"),
      (.learningRate, "0"), (.learningRate, "nan"), (.learningRate, "1e9"), (.seed, "-1"),
      (.preset, "fast"), (.network, "cnn"), (.activation, "exponential"),
      (.adversarialEpsilon, "-0.1"), (.adversarialEpsilon, "1.5"), (.adversarialEpsilon, "nan"),
      (.adversarialWeight, "0.5"),
    ])
  func refusing(field: TrainingForm.Field, text: String) {
    var form = TrainingForm(TrainingPreset.quick.settings)
    #expect(throws: TrainingForm.Refusal.self) { try form.set(field, to: text) }
    #expect(form.settings == TrainingPreset.quick.settings)
  }

  @Test("an edit that is refused stays to be mended, with the reason; Esc gives it up")
  func mending() {
    var state = state()
    press(.tab, on: &state)
    for _ in 0..<4 { press(.down, on: &state) }
    press(.enter, .control("u"), .character("x"), .enter, on: &state)
    #expect(state.train.form.edit == "x")
    #expect(state.train.form.error == "expected a whole number from 1 to 100000, found \"x\"")
    press(.backspace, .character("5"), .enter, on: &state)
    #expect(state.train.form.settings.epochs == 5 && state.train.form.error == nil)
    press(.enter, .character("9"), .escape, on: &state)
    #expect(state.train.form.settings.epochs == 5 && state.train.form.edit == nil)
    #expect(state.screen == .train)
  }

  @Test("the arrows move a field to its neighbours, and stay in range")
  func nudging() throws {
    var form = TrainingForm(TrainingPreset.quick.settings)
    form.nudge(.preset, by: -1)
    #expect(form[.preset] == "study")
    form.nudge(.preset, by: -1)
    #expect(form[.preset] == "rbf" && form[.network] == "rbf")
    form.nudge(.preset, by: -1)
    #expect(form[.preset] == "quick" && form[.network] == "mlp")
    form.nudge(.learningRate, by: -1)
    #expect(form.settings.learningRate == 0.05)
    form.nudge(.learningRate, by: 1)
    #expect(form.settings.learningRate == 0.1)
    form.nudge(.batch, by: 1)
    #expect(form.settings.batch == 64)
    for _ in 0..<20 { form.nudge(.batch, by: -1) }
    #expect(form.settings.batch == 1)
    for _ in 0..<20 { form.nudge(.epochs, by: -1) }
    #expect(form.settings.epochs == 1)
    form.nudge(.activation, by: 1)
    #expect(form.settings.architecture == .perceptron(hidden: [64, 64], activation: .relu))
    try form.set(.hidden, to: "")
    #expect(form.settings.architecture == .softmaxRegression)
  }

  @Test("the kind of network is chosen, and the sizes of each kind are kept")
  func networks() throws {
    var form = TrainingForm(TrainingPreset.quick.settings)
    try form.set(.hidden, to: "128, 32")
    try form.set(.activation, to: "relu")
    form.nudge(.network, by: 1)
    #expect(form.settings.architecture == .softmaxRegression)
    #expect([form[.network], form[.hidden], form[.activation]] == ["softmax", "none", "none"])
    form.nudge(.activation, by: 1)
    #expect(form.settings.architecture == .softmaxRegression)
    #expect(throws: TrainingForm.Refusal.self) { try form.set(.activation, to: "relu") }
    form.nudge(.network, by: 1)
    #expect([form[.network], form[.hidden], form[.activation]] == ["rbf", "300", "none"])
    try form.set(.hidden, to: "50")
    #expect(form.settings.architecture == .radialBasis(units: 50))
    #expect(throws: TrainingForm.Refusal.self) { try form.set(.hidden, to: "50,50") }
    form.nudge(.network, by: 1)
    #expect(
      form.settings.architecture == .perceptron(hidden: [128, 32], activation: .relu))
    try form.set(.network, to: "rbf")
    #expect(form.settings.architecture == .radialBasis(units: 50))
  }

  @Test("hidden sizes typed for softmax regression make layers of it, and none takes them away")
  func layersOfSoftmax() throws {
    var form = TrainingForm(TrainingPreset.quick.settings)
    try form.set(.hidden, to: "none")
    #expect(form.settings.architecture == .softmaxRegression)
    try form.set(.hidden, to: "32")
    #expect(form.settings.architecture == .perceptron(hidden: [32], activation: .study))
  }

  @Test("adversarial training is switched on, set and switched off")
  func adversarial() throws {
    var form = TrainingForm(TrainingPreset.quick.settings)
    #expect(form[.adversarialEpsilon] == "none" && form[.adversarialWeight] == "none")
    form.nudge(.adversarialEpsilon, by: -1)
    form.nudge(.adversarialWeight, by: 1)
    #expect(form.settings.adversarial == nil)
    form.nudge(.adversarialEpsilon, by: 1)
    #expect(form.settings.adversarial == AdversarialObjective(alpha: 0.5, epsilon: 0.005))
    form.nudge(.adversarialEpsilon, by: 1)
    #expect(form.settings.adversarial?.epsilon == 0.01)
    form.nudge(.adversarialWeight, by: 1)
    #expect(form[.adversarialWeight] == "0.6")
    for _ in 0..<9 { form.nudge(.adversarialWeight, by: 1) }
    #expect(form.settings.adversarial?.alpha == 0)
    try form.set(.adversarialWeight, to: "0.25")
    try form.set(.adversarialEpsilon, to: "0.3")
    #expect(form.settings.adversarial == AdversarialObjective(alpha: 0.75, epsilon: 0.3))
    try form.set(.adversarialEpsilon, to: "none")
    #expect(form.settings.adversarial == nil)
    form.nudge(.adversarialEpsilon, by: 1)
    form.nudge(.adversarialEpsilon, by: -1)
    #expect(form.settings.adversarial == nil)
  }

  @Test("saving asks for a name, and hands it to the engine")
  func saving() {
    var state = state()
    press(.character("w"), on: &state)
    #expect(
      press(.enter, on: &state) == [.saveModel(path: "model.safetensors")])
    press(.character("w"), .control("u"), .enter, on: &state)
    guard case .prompt(let prompt) = state.overlay else {
      Issue.record("an empty name was taken")
      return
    }
    #expect(prompt.error != nil)
  }

  // MARK: Text that stands there

  @Test("the first character replaces a proposed name; after an arrow key it is added")
  func replacing() {
    var state = state()
    press(.character("w"), on: &state)
    #expect(state.isTextSelected)
    type("my", on: &state)
    #expect(state.overlay == .prompt(Prompt(.saveModel, text: "my")))
    press(.escape, .character("w"), .right, on: &state)
    type("2", on: &state)
    #expect(state.overlay == .prompt(Prompt(.saveModel, text: "model.safetensors2")))
    press(.escape, .character("w"), .backspace, on: &state)
    #expect(state.overlay == .prompt(Prompt(.saveModel)))
    press(.escape, .character("w"), on: &state)
    if let action = state.action(for: .paste("a.b")) { _ = state.apply(action) }
    #expect(state.overlay == .prompt(Prompt(.saveModel, text: "a.b")))
  }

  @Test("the first character replaces what a field said; what was refused is added to")
  func replacingField() {
    var state = state()
    press(.character("2"), on: &state)
    while state.train.form.focus != .epochs { press(.down, on: &state) }
    press(.enter, on: &state)
    type("x", on: &state)
    #expect(state.train.form.edit == "x")
    press(.enter, on: &state)
    #expect(state.train.form.error != nil && !state.isTextSelected)
    type("5", on: &state)
    #expect(state.train.form.edit == "x5")
    press(.backspace, .backspace, on: &state)
    type("12", on: &state)
    press(.enter, on: &state)
    #expect(state.train.form.settings.epochs == 12)
    press(.enter, .end, on: &state)
    type("0", on: &state)
    press(.enter, on: &state)
    #expect(state.train.form.settings.epochs == 120)
  }

  // MARK: Screens

  @Test("tabs and digits change screens; Esc returns to Explore")
  func screens() {
    var state = state()
    press(.character("2"), on: &state)
    #expect(state.screen == .train)
    press(.tab, on: &state)
    #expect(state.screen == .analyse)
    press(.tab, on: &state)
    #expect(state.screen == .compare)
    press(.tab, on: &state)
    #expect(state.screen == .lab)
    press(.tab, on: &state)
    #expect(state.screen == .fool)
    press(.tab, on: &state)
    #expect(state.screen == .explore)
    press(.backTab, on: &state)
    #expect(state.screen == .fool)
    press(.character("9"), on: &state)
    #expect(state.screen == .fool)
    press(.escape, on: &state)
    #expect(state.screen == .explore)
  }

  @Test("help opens and closes, and q quits from it")
  func help() {
    var state = state()
    press(.character("?"), on: &state)
    #expect(state.overlay == .help)
    press(.escape, on: &state)
    #expect(state.overlay == nil && state.screen == .explore)
    press(.character("?"), .character("?"), on: &state)
    #expect(state.overlay == nil)
    press(.character("?"), .character("q"), on: &state)
    #expect(state.isQuitting)
  }

  @Test("every key that the help names means something", arguments: ScreenName.allCases)
  func helpIsTrue(screen: ScreenName) {
    var state = state()
    press(.character(Character(String(screen.rawValue + 1))), on: &state)
    let names: [String: Key] = [
      "←": .left, "→": .right, "↑": .up, "↓": .down, "Home": .home, "End": .end,
      "PgUp": .pageUp, "PgDn": .pageDown, "Enter": .enter, "Space": .character(" "),
      "Tab": .tab, "Esc": .escape,
    ]
    for help in KeyHelp.keys(of: screen) {
      for name in help.keys.split(separator: " ").map(String.init) {
        let key = names[name] ?? .character(Character(name))
        #expect(state.action(for: .key(key)) != nil, "\(name) on \(screen)")
      }
    }
  }

  @Test("a click on the slider puts ε there, a click on a tab opens it")
  func mouse() throws {
    var state = state()
    let size = state.size
    var slider: (Point, Double)?
    var tab: Point?
    for y in 0..<size.height {
      for x in 0..<size.width {
        switch hitTarget(at: Point(x: x, y: y), in: state) {
        case .slider(let fraction) where fraction > 0.4 && slider == nil:
          slider = (Point(x: x, y: y), fraction)
        case .tab(.train): tab = Point(x: x, y: y)
        default: break
        }
      }
    }
    let (place, fraction) = try #require(slider)
    let press = try #require(state.action(for: .mouse(MouseEvent(.press, at: place))))
    _ = state.apply(press)
    #expect(abs(state.explore.epsilon - Float(fraction) * 0.25) <= 0.0005)
    let tabPlace = try #require(tab)
    let open = try #require(state.action(for: .mouse(MouseEvent(.press, at: tabPlace))))
    _ = state.apply(open)
    #expect(state.screen == .train)
    #expect(state.action(for: .mouse(MouseEvent(.wheelDown, at: place))) != nil)
  }

  @Test("images that can't be read end the program with the reason")
  func noImages() {
    var state = AppState(size: Size(width: 80, height: 24), capabilities: .full)
    var news = News()
    news.dataset = .failed("they are gone")
    _ = state.apply(.news(news))
    #expect(state.failure == "they are gone")
  }
}

@Suite("Theme from the environment")
struct ThemeNameTests {
  @Test(
    "a light background is known by COLORFGBG; anything else is dark",
    arguments: [
      ("0;15", ThemeName.light), ("0;default;7", .light), ("15;0", .dark), ("", .dark),
      ("nonsense", .dark),
    ])
  func background(variable: String, theme: ThemeName) {
    #expect(ThemeName(environment: ["COLORFGBG": variable]) == theme)
    #expect(ThemeName(environment: [:]) == .dark)
  }
}
