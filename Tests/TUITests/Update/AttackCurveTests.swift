import Engine
import Testing

@testable import TUI

@Suite("Explore's slider under any attack")
struct AttackCurveTests {
  private func state() -> AppState { Fixtures.state(120, 36) }

  @discardableResult
  private func press(_ keys: Key..., on state: inout AppState) -> [Effect] {
    keys.flatMap { key in state.action(for: .key(key)).map { state.apply($0) } ?? [] }
  }

  /// Chooses an attack from the list, with the keys.
  @discardableResult
  private func choose(_ kind: any Attack.Type, on state: inout AppState) -> [Effect] {
    press(.character("a"), .home, on: &state)
    let place = AttackChooser.attacks.firstIndex { $0.name == kind.name } ?? 0
    for _ in 0..<place { press(.down, on: &state) }
    return press(.enter, on: &state)
  }

  private func wish(_ state: AppState) -> Effect? { state.curveWish.map { .attackCurve($0) } }

  private func tell(_ curve: AttackCurve, _ state: inout AppState) {
    var news = News()
    news.attackCurve = curve
    _ = state.apply(.news(news))
  }

  @Test("the list opens on the attack that is shown, and keeps its cursor within its ends")
  func list() {
    var state = state()
    press(.character("a"), on: &state)
    #expect(state.overlay == .attacks(AttackChooser(on: "fgsm")))
    press(.up, .up, on: &state)
    #expect(state.overlay == .attacks(AttackChooser(on: "fgsm")))
    press(.end, .down, .down, on: &state)
    #expect(state.overlay == .attacks(AttackChooser(on: "uniform-noise")))
    #expect(press(.character("g"), .character("t"), .right, on: &state).isEmpty)
    press(.escape, on: &state)
    #expect(state.overlay == nil && state.explore.attack == nil)
    choose(SquareAttack.self, on: &state)
    press(.character("a"), on: &state)
    #expect(state.overlay == .attacks(AttackChooser(on: "square")))
  }

  @Test("an attack is asked for with what is on show; FGSM needs none")
  func choosing() throws {
    var state = state()
    let effects = choose(ProjectedGradientDescent.self, on: &state)
    let wish = try #require(state.curveWish)
    #expect(effects == [.attackCurve(wish)])
    #expect(wish.attack.name == "pgd" && wish.index == state.explore.index)
    #expect(wish.epsilon == 0.0625 && wish.end == 0.25 && !wish.isClipped)
    #expect(choose(FastGradientSign.self, on: &state) == [.cancelAttackCurve])
    #expect(state.curveWish == nil && state.explore.attack == nil)
  }

  @Test("every change of ε, range, image or rule asks anew, and nothing else does")
  func asking() {
    var state = state()
    choose(ProjectedGradientDescent.self, on: &state)
    for key: Key in [.right, .end, .character("-"), .character("[")] {
      let effects = press(key, on: &state)
      #expect(effects == [wish(state)], "\(key)")
    }
    for key: Key in [.down, .character("c")] {
      let effects = press(key, on: &state)
      #expect(effects.count == 2 && effects.last == wish(state), "\(key)")
    }
    for key: Key in [.character("T"), .character("?"), .escape, .character("a"), .escape] {
      #expect(press(key, on: &state).isEmpty, "\(key)")
    }
    press(.home, on: &state)
    #expect(press(.left, on: &state).isEmpty)
  }

  @Test("away from Explore nothing is asked for, and ε is the ray's")
  func elsewhere() {
    var state = state()
    choose(ProjectedGradientDescent.self, on: &state)
    press(.character("n"), on: &state)
    #expect(state.explore.norm == .l2)
    let epsilon = state.explore[.l2].epsilon
    #expect(press(.character("4"), on: &state).contains(.cancelAttackCurve))
    #expect(
      !press(.right, .down, on: &state).contains {
        if case .attackCurve = $0 { true } else { false }
      })
    #expect(state.explore[.l2].epsilon == epsilon)
    #expect(abs(state.explore.epsilon - 0.063) < 1e-6)
    #expect(state.slidNorm == .linf && state.shownChoice == nil)
    let effects = press(.character("1"), on: &state)
    #expect(effects.last == wish(state) && state.explore.norm == .l2)
  }

  @Test("n goes through the norms; ε begins at the same part of its range, and is kept")
  func norms() {
    var state = state()
    #expect(press(.character("n"), on: &state).isEmpty)
    state.explore.epsilon = 0.06
    choose(ProjectedGradientDescent.self, on: &state)
    #expect(press(.character("n"), on: &state) == [wish(state)])
    #expect(state.explore.attack?.norm == .l2)
    #expect(state.explore[.l2].scale == 2 && abs(state.explore[.l2].epsilon - 0.48) < 1e-5)
    press(.right, on: &state)
    press(.character("n"), on: &state)
    #expect(state.explore.norm == .linf && state.explore.epsilon == 0.06)
    press(.character("n"), on: &state)
    #expect(abs(state.explore[.l2].epsilon - 0.488) < 1e-5)
    // Another attack stays in the norm, where it knows it.
    choose(SquareAttack.self, on: &state)
    #expect(state.explore.norm == .l2)
    choose(OnePixel.self, on: &state)
    #expect(state.explore.norm == .l0)
  }

  @Test("in L0 ε is a whole number of pixels, in every range")
  func pixels() {
    var state = state()
    choose(OnePixel.self, on: &state)
    for _ in 0..<6 {
      for _ in 0..<3 { press(.right, .shiftRight, on: &state) }
      let slider = state.explore[.l0]
      #expect(slider.epsilon == slider.epsilon.rounded() && slider.epsilon > 0)
      press(.home, .character("-"), on: &state)
    }
    press(.home, .right, on: &state)
    #expect(state.explore[.l0].epsilon == 1)
  }

  @Test("what is shown is what was found at ε; elsewhere the nearest there is, under its own ε")
  func shown() throws {
    var state = Fixtures.descending(120, 36)
    let curve = try #require(state.explore.curve)
    let late = try #require(state.shownAttack)
    #expect(late.isLate && late.epsilon == 0.06)
    #expect(late.image == curve.point(at: 0.06)?.image)
    state.explore.epsilon = 0.06
    #expect(state.shownAttack?.isLate == false)
    state.explore.curve = nil
    let asItIs = try #require(state.shownAttack)
    #expect(asItIs.isLate && asItIs.epsilon == 0 && asItIs.image == curve.original)
    #expect(asItIs.confidences == state.explore.exploration?.confidences)
  }

  @Test("a curve of another image, attack or rule is never shown")
  func stale() throws {
    for change: (inout AppState) -> Void in [
      { $0.explore.attack = AttackCurve.choice(SquareAttack.self) },
      { $0.explore.attack?.norm = .l2 },
      { $0.explore.isClipped = true },
      { state in
        state.explore.exploration = Exploration(
          Fixtures.network, Fixtures.data, index: state.explore.index == 0 ? 1 : 0, clipped: false)
      },
    ] {
      var state = Fixtures.descending(120, 36)
      #expect(state.shownCurve != nil)
      change(&state)
      #expect(state.shownCurve == nil && state.shownAttack?.epsilon == 0)
    }
    // That of the model from before is, with a sign.
    var state = Fixtures.descending(120, 36, isFull: true)
    state.explore.epsilon = 0.06
    #expect(state.shownAttack?.isLate == false)
    state.model?.version = 7
    state.train.progress = Fixtures.progress
    #expect(render(state).text.contains("follows the training"))
    #expect(state.shownAttack?.isLate == false)
    state.train.progress = nil
    #expect(state.shownAttack?.isLate == true && state.shownCurve != nil)
    #expect(render(state).text.contains("of the model before …"))
  }

  @Test("points are shown as they come")
  func filling() throws {
    var state = Fixtures.descending(120, 36)
    #expect(render(state).text.contains("13 of 51 ε"))
    #expect(render(state).text.contains("x′ · pgd …"))
    let full = try #require(Fixtures.descending(120, 36, isFull: true).explore.curve)
    state.explore.epsilon = 0.06
    tell(full, &state)
    let text = render(state).text
    #expect(!text.contains(" of 51") && !text.contains("pgd …"))
    let minimal = try #require(full.minimalEpsilon)
    #expect(text.contains("ε_min ≤ \(Norm.linf.text(minimal))"))
  }

  @Test("an image opened from the analysis is shown along its ray")
  func opening() {
    var state = Fixtures.state(120, 36, .analyse)
    state.explore.attack = AttackCurve.choice(ProjectedGradientDescent.self)
    press(.enter, on: &state)
    #expect(state.screen == .explore && state.explore.attack == nil)
  }

  @Test(
    "a click on an attack takes it, one beside the list leaves it",
    arguments: [(60, 18), (80, 24), (120, 36)])
  func mouse(_ width: Int, _ height: Int) throws {
    var state = Fixtures.state(width, height)
    press(.character("a"), on: &state)
    for kind in AttackChooser.attacks {
      let place = try #require(render(state).position(of: " \(kind.name) "))
      let row = AttackChooser.attacks.firstIndex { $0.name == kind.name } ?? -1
      #expect(hitTarget(at: Point(x: place.x + 2, y: place.y), in: state) == .attackRow(row))
    }
    let place = try #require(render(state).position(of: " square "))
    var clicked = state
    let press = InputEvent.mouse(MouseEvent(.press, at: Point(x: place.x + 2, y: place.y)))
    _ = clicked.action(for: press).map { clicked.apply($0) }
    #expect(clicked.explore.attack?.name == "square" && clicked.overlay == nil)
    _ = state.action(for: .mouse(MouseEvent(.wheelDown, at: place))).map { state.apply($0) }
    #expect(state.overlay == .attacks(AttackChooser(on: "bim")))
    _ = state.action(for: .mouse(MouseEvent(.press, at: Point(x: 0, y: height - 1)))).map {
      state.apply($0)
    }
    #expect(state.overlay == nil && state.explore.attack == nil)
  }
}
