import Engine
import Testing

@testable import TUI

@Suite("The Lab screen's keys")
struct LabTests {
  private func state() -> AppState { Fixtures.state(120, 36, .lab) }

  /// A program on the Lab screen that has not attacked anything.
  private func fresh() -> AppState {
    var state = state()
    state.lab.traces = [:]
    return state
  }

  @discardableResult
  private func press(_ keys: Key..., on state: inout AppState) -> [Effect] {
    keys.flatMap { key in state.action(for: .key(key)).map { state.apply($0) } ?? [] }
  }

  private func attack(_ state: AppState, isPaused: Bool = false) -> Effect {
    .attack(
      index: state.explore.index, state.lab.choices, clipped: state.explore.isClipped,
      pace: state.lab.pace, isPaused: isPaused)
  }

  /// Puts the attack into a phase.
  private func put(_ phase: AttackTrace.Phase, into state: inout AppState) {
    for slot in state.lab.traces.keys { state.lab.traces[slot]?.phase = phase }
  }

  @Test("Space starts an attack, pauses it, goes on, and starts anew when it has ended")
  func space() {
    var state = fresh()
    #expect(press(.character(" "), on: &state) == [attack(state)])
    state = self.state()
    put(.running, into: &state)
    #expect(press(.character(" "), on: &state) == [.pauseAttack])
    put(.paused, into: &state)
    #expect(press(.character(" "), on: &state) == [.resumeAttack])
    put(.cancelled, into: &state)
    #expect(press(.character(" "), on: &state) == [attack(state)])
    #expect(state.lab.traces.isEmpty)
  }

  @Test("nothing is attacked before the model is there")
  func noModel() {
    var state = fresh()
    state.model = nil
    #expect(press(.character(" "), .character("e"), on: &state).isEmpty)
  }

  @Test("n steps, and starts an attack that waits where there is none; s stops")
  func stepping() {
    var state = fresh()
    #expect(press(.character("s"), on: &state).isEmpty)
    #expect(press(.character("n"), on: &state) == [attack(state, isPaused: true), .stepAttack])
    state = self.state()
    put(.running, into: &state)
    #expect(press(.character("n"), on: &state) == [.stepAttack])
    #expect(press(.character("s"), on: &state) == [.cancelAttack])
  }

  @Test("keys that come before the first picture are meant for what was asked for")
  func burst() {
    var state = fresh()
    let keys: [Key] = [" ", " ", " ", "n", "s"].map { .character($0) }
    let effects = keys.flatMap { press($0, on: &state) }
    #expect(
      effects == [attack(state), .pauseAttack, .resumeAttack, .stepAttack, .cancelAttack])
  }

  @Test("of images stepped through in a burst the last one is attacked")
  func burstOfImages() {
    var state = state()
    put(.running, into: &state)
    let effects = (0..<3).flatMap { _ in press(.character("j"), on: &state) }
    #expect(effects.filter { $0 == attack(state) }.count == 1 && effects.last == attack(state))
  }

  @Test("what came of another image is left behind when the Lab is opened")
  func leftImage() {
    var state = state()
    put(.cancelled, into: &state)
    press(.character("1"), .character("j"), .character("5"), on: &state)
    #expect(state.lab.traces.isEmpty)
  }

  @Test("t still trains")
  func training() {
    var state = fresh()
    #expect(press(.character("t"), on: &state) == [.pauseTraining])
  }

  @Test("arrows go through every attack of the catalogue, and its settings are the form's")
  func attacks() {
    var state = fresh()
    var seen: [String] = []
    for _ in AttackCatalogue.all {
      press(.right, on: &state)
      let name = state.lab.choices[.first]?.name ?? ""
      seen.append(name)
      let kind = AttackCatalogue.all.first { $0.name == name }
      #expect(state.lab.fields.count == 6 + (kind?.init().settingValues.count ?? -1))
      #expect(throws: Never.self) { try state.lab.choices[.first]?.run(isClipped: false) }
      #expect(state.lab.text(.attack) == name)
    }
    #expect(Set(seen) == Set(AttackCatalogue.all.map { $0.name }))
  }

  @Test("whatever the arrows do to the fields of any attack, it can be made")
  func sensible() {
    for kind in AttackCatalogue.all {
      var lab = LabState()
      lab.choices[.first] = AttackChoice(kind)
      for field in lab.fields where field != .attack {
        for direction in [1, 1, 1, -1, -1, -1, -1, -1] {
          lab.nudge(field, by: direction)
          #expect(throws: Never.self) { try lab.choices[.first]?.run(isClipped: true) }
        }
        for _ in 0..<60 { lab.nudge(field, by: 1) }
        #expect(throws: Never.self) { try lab.choices[.first]?.run(isClipped: true) }
      }
      #expect(LabState.imageCounts.contains(lab.images))
    }
  }

  @Test("another setting ends an attack and a sweep at work, and makes what is shown stale")
  func changing() throws {
    var state = Fixtures.comparing(120, 36)
    put(.running, into: &state)
    #expect(!state.isLabStale && !state.isSweepStale)
    press(.down, .down, on: &state)
    #expect(state.lab.focus == .epsilon)
    #expect(press(.right, on: &state) == [.cancelAttack, .cancelSweep])
    #expect(state.isLabStale && state.isSweepStale)
    state = Fixtures.photographed(120, 36, measured: 4)
    #expect(!state.isPhysicalStale)
    press(.down, .down, on: &state)
    #expect(press(.right, on: &state) == [.cancelPhysical])
    #expect(state.isPhysicalStale)
  }

  @Test("another model ends nothing: what is watched is paused and goes on, and then made anew")
  func trainedMeanwhile() {
    var state = Fixtures.comparing(120, 36)
    put(.running, into: &state)
    var news = News()
    news.model = state.model
    news.model?.version = 5
    #expect(state.apply(.news(news)).isEmpty)
    #expect(!state.isLabStale && !state.isSweepStale)
    #expect(press(.character(" "), on: &state) == [.pauseAttack])
    #expect(press(.character("n"), on: &state) == [.stepAttack])
    put(.paused, into: &state)
    #expect(press(.character(" "), on: &state) == [.resumeAttack])
    put(.finished(.withstood), into: &state)
    #expect(press(.character(" "), on: &state) == [attack(state)])
  }

  @Test("Space asks for what is chosen, where an attack at work is not that")
  func chosenMeanwhile() {
    var state = state()
    put(.running, into: &state)
    press(.right, on: &state)
    // The engine says so; until then Space asks for a new one.
    #expect(press(.character(" "), on: &state) == [attack(state)])
  }

  @Test("another image is attacked as the one before was, where the Lab is on show")
  func images() {
    var state = state()
    let explored = Effect.explore(
      index: state.explore.index + 1, clipped: false, comparing: nil)
    let effects = press(.character("j"), on: &state)
    #expect(effects == [explored, attack(state)])
    state = self.state()
    put(.paused, into: &state)
    #expect(press(.character("j"), on: &state).last == attack(state, isPaused: true))
    state = self.state()
    put(.running, into: &state)
    state.screen = .explore
    #expect(press(.down, on: &state) == [explored, .cancelAttack])
    state = fresh()
    #expect(press(.character("j"), on: &state) == [explored])
  }

  @Test("another rule ends an attack at work")
  func clipping() {
    var state = state()
    put(.running, into: &state)
    #expect(press(.character("c"), on: &state).last == .cancelAttack)
    #expect(state.isLabStale)
    // A sweep, too; photographs are clipped anyway.
    state = Fixtures.comparing(120, 36)
    #expect(press(.character("c"), on: &state).last == .cancelSweep)
    state = Fixtures.photographed(120, 36, measured: 4)
    #expect(press(.character("c"), on: &state).count == 1 && !state.isPhysicalStale)
  }

  @Test("b puts a second attack beside the first, which can be taken away again")
  func second() {
    var state = fresh()
    press(.character("b"), on: &state)
    #expect(state.lab.slot == .second && state.lab.slots == [.first, .second])
    #expect(state.lab.choices[.first]?.name != state.lab.choices[.second]?.name)
    #expect(press(.character(" "), on: &state) == [attack(state)])
    while state.lab.choices[.second] != nil { press(.left, on: &state) }
    #expect(state.lab.slots == [.first] && state.lab.fields == [.attack, .images])
    #expect(state.lab.text(.attack) == "none")
    press(.character("b"), on: &state)
    #expect(state.lab.slot == .first)
  }

  @Test("a typed value is taken where it makes sense, and refused with what was expected")
  func typing() {
    var state = fresh()
    press(.down, .down, .enter, on: &state)
    #expect(state.lab.edit == "0.05" && state.isTyping)
    press(.character("0"), .character("."), .character("2"), .enter, on: &state)
    #expect(state.lab.choices[.first]?.epsilon == 0.2 && state.lab.edit == nil)
    press(.enter, .character("7"), .enter, on: &state)
    #expect(state.lab.error == "expected a number from 0 to 1, found \"7\"")
    press(.escape, on: &state)
    #expect(state.lab.edit == nil && state.lab.error == nil && state.screen == .lab)
    press(.down, .down, .enter, .character("0"), .enter, on: &state)
    #expect(state.lab.focus == .setting(0))
    #expect(state.lab.error == "expected a whole number from 1 to 100000, found \"0\"")
    press(.control("u"), .character("1"), .character("2"), .enter, on: &state)
    #expect(state.lab.setting(0)?.value == 12)
  }

  @Test(
    "texts that are no numbers of the field are refused",
    arguments: ["", "nan", "-1", "1e9", "inf", "x"])
  func refusing(_ text: String) {
    for field in [AttackField.epsilon, .setting(0), .defence, .images] {
      var lab = LabState()
      let before = lab.choices
      #expect(throws: TrainingForm.Refusal.self) { try lab.set(field, to: text) }
      #expect(lab.choices == before && lab.images == 200)
    }
  }

  @Test("arrows go through where gradients are taken from; a number is how many shades")
  func defence() throws {
    var state = fresh()
    state.lab.focus = .defence
    var seen: [Defence?] = []
    for _ in 0...Defence.Gradients.allCases.count {
      seen.append(state.lab.choices[.first]?.defence)
      press(.right, on: &state)
    }
    #expect(seen == [nil] + Defence.Gradients.allCases.map { Defence(shades: 4, gradients: $0) })
    #expect(state.lab.text(.defence) == "none", "after the last comes none again")
    press(.right, .right, .enter, .control("u"), .character("8"), .enter, on: &state)
    #expect(state.lab.choices[.first]?.defence == Defence(shades: 8, gradients: .bpda))
    #expect(state.lab.text(.defence) == "8 shades, bpda")
    state.lab.focus = .attack
    press(.right, on: &state)
    #expect(state.lab.choices[.first]?.defence?.shades == 8, "another attack meets the same")
  }

  @Test("plus and minus change the pace, to its ends")
  func pace() {
    var state = fresh()
    #expect(press(.character("+"), on: &state) == [.paceAttack(.quick)])
    #expect(press(.character("+"), on: &state) == [.paceAttack(.full)])
    #expect(press(.character("+"), on: &state).isEmpty)
    for _ in Pace.allCases { press(.character("-"), on: &state) }
    #expect(state.lab.pace == .slow)
  }

  @Test("e sweeps over the images chosen, and stops a sweep at work")
  func sweeping() {
    var state = fresh()
    state.lab.focus = .images
    press(.right, on: &state)
    let sweep = Effect.sweep(state.lab.choices, images: 500, clipped: false)
    #expect(press(.character("e"), on: &state) == [sweep])
    state = Fixtures.comparing(120, 36)
    #expect(press(.character("e"), on: &state) == [.cancelSweep])
  }

  @Test("p photographs the attacks chosen, and stops that", arguments: [(60, 18), (120, 36)])
  func photographing(_ width: Int, _ height: Int) {
    var state = Fixtures.comparing(width, height)
    let photographs = Effect.measurePhysical(state.lab.choices, images: 200)
    #expect(press(.character("p"), on: &state) == [photographs])
    #expect(state.lab.view == .photo, "they are shown")
    state = Fixtures.photographed(width, height, measured: 4)
    #expect(press(.character("p"), on: &state) == [.cancelPhysical])
    #expect(press(.character("e"), on: &state).count == 1 && state.lab.view == .sweep)
    state.model = nil
    state.lab.physical = nil
    #expect(press(.character("p"), on: &state).isEmpty)
  }

  @Test("v goes through what has no place of its own")
  func views() {
    for (width, height) in [(60, 18), (80, 24), (120, 36)] {
      var state = Fixtures.state(width, height, .lab)
      let views = LabScreen.layout(state).views
      #expect(views.count > 1)
      var seen: [LabState.View] = []
      for _ in views {
        let layout = LabScreen.layout(state)
        seen.append(contentsOf: layout.parts(state.lab.view).map(\.view).filter(views.contains))
        press(.character("v"), on: &state)
      }
      #expect(seen == views)
    }
  }

  @Test("news of attacks and sweeps are taken in, but none of an attack that is gone")
  func news() throws {
    let whole = Fixtures.comparing(120, 36)
    var state = fresh()
    var news = News()
    news.attacks = whole.lab.traces
    news.sweep = whole.lab.sweep
    news.physical = Fixtures.photographed(120, 36).lab.physical
    _ = state.apply(.news(news))
    #expect(Set(state.lab.traces.keys) == [.first])
    #expect(state.lab.sweep == whole.lab.sweep)
    #expect(state.lab.physical == news.physical)
  }
}
