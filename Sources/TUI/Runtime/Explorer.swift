import Engine

/// The explorer, as the event loop sees it: state, and the engine it sends its effects to.
struct Explorer: TerminalProgram {
  private(set) var state: AppState
  private let workbench: Workbench

  init(workbench: Workbench, theme: ThemeName, seed: UInt64, notice: String?) {
    state = AppState(size: Size(width: 80, height: 24), capabilities: .full, seed: seed)
    state.theme = theme
    state.notice = notice.map { Notice($0) }
    self.workbench = workbench
  }

  var wakeDescriptor: Int32 { workbench.wakeDescriptor }

  var exitStatus: Int32? {
    if state.failure != nil { return 1 }
    return state.isQuitting ? 0 : nil
  }

  var baseBackground: Color? { Theme(state.theme).background }

  mutating func handle(_ event: InputEvent) {
    if let action = state.action(for: event) { perform(action) }
  }

  mutating func engineWoke() {
    let news = workbench.collect()
    if !news.isEmpty { perform(.news(news)) }
  }

  mutating func render(_ size: Size, _ capabilities: Capabilities) -> Buffer {
    state.size = size
    state.capabilities = capabilities
    return TUI.render(state)
  }

  private mutating func perform(_ action: Action) {
    for effect in state.apply(action) { run(effect) }
  }

  /// Hands an effect to the engine, which returns at once.
  private func run(_ effect: Effect) {
    switch effect {
    case .explore(let index, let clipped, let attack):
      workbench.explore(index: index, clipped: clipped, comparing: attack)
    case .train(let settings): workbench.train(settings)
    case .pauseTraining: workbench.pauseTraining()
    case .resumeTraining: workbench.resumeTraining()
    case .stopTraining: workbench.stopTraining()
    case .resetTraining: workbench.resetTraining()
    case .saveModel(let path): workbench.saveModel(to: path)
    case .analyse(let clipped): workbench.analyse(clipped: clipped)
    case .cancelAnalysis: workbench.cancelAnalysis()
    case .measureLinearGrowth(let epsilon):
      workbench.measureLinearGrowth(LinearGrowthExperiment(epsilon: epsilon))
    case .cancelLinearGrowth: workbench.cancelLinearGrowth()
    case .loadReference(let path): workbench.loadReference(from: path)
    case .keepReference: workbench.keepAsReference()
    case .attack(let index, let choices, let clipped, let pace, let isPaused):
      workbench.attack(index: index, choices, clipped: clipped, pace: pace, isPaused: isPaused)
    case .pauseAttack: workbench.pauseAttack()
    case .resumeAttack: workbench.resumeAttack()
    case .stepAttack: workbench.stepAttack()
    case .cancelAttack: workbench.cancelAttack()
    case .paceAttack(let pace): workbench.setPace(pace)
    case .sweep(let choices, let images, let clipped):
      workbench.sweep(choices, images: images, clipped: clipped)
    case .cancelSweep: workbench.cancelSweep()
    case .attackCurve(let wish):
      workbench.attackCurve(
        index: wish.index, wish.attack, clipped: wish.isClipped, at: wish.epsilon, upTo: wish.end)
    case .cancelAttackCurve: workbench.cancelAttackCurve()
    case .fool(let method, let seed, let pace, let isPaused):
      workbench.fool(method, seed: seed, pace: pace, isPaused: isPaused)
    case .pauseFooling: workbench.pauseFooling()
    case .resumeFooling: workbench.resumeFooling()
    case .stepFooling: workbench.stepFooling()
    case .cancelFooling: workbench.cancelFooling()
    case .paceFooling(let pace): workbench.setFoolingPace(pace)
    case .savePicture(let image, let shape, let path):
      workbench.savePicture(image, of: shape, to: path)
    case .measurePhysical(let choices, let images):
      workbench.measurePhysical(choices, images: images)
    case .cancelPhysical: workbench.cancelPhysical()
    }
  }
}

/// Runs the explorer in this process's terminal until the user leaves it.
///
/// - Parameters:
///   - workbench: The engine.
///   - theme: The colours to begin with.
///   - seed: Where random images come from.
///   - notice: What the user should know to begin with, until a key is pressed.
/// - Returns: The status to end the process with, and why the program could not go on, where it
///   could not.
/// - Throws: `TerminalError`, where there is no terminal to run in.
public func runExplorer(
  _ workbench: Workbench, theme: ThemeName, seed: UInt64, notice: String? = nil
) throws(TerminalError) -> (status: Int32, failure: String?) {
  var explorer = Explorer(workbench: workbench, theme: theme, seed: seed, notice: notice)
  var terminal = try Terminal()
  let status = terminal.run(&explorer)
  terminal.close()
  return (status, explorer.state.failure)
}
