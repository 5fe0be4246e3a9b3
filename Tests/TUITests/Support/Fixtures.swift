import Engine

@testable import TUI

/// States to draw, made from small numbers that are the same everywhere.
enum Fixtures {
  /// A picture like a seven, 28×28.
  static let seven: [UInt8] = (0..<28 * 28).map { index in
    let (x, y) = (index % 28, index / 28)
    let bar = (6...21).contains(x) && (6...8).contains(y)
    let stem = y > 8 && y < 24 && abs(2 * (x - 21) + (y - 8)) <= 3
    return bar || stem ? 240 : abs(2 * (x - 21) + (y - 8)) == 4 && y > 8 && y < 24 ? 96 : 0
  }

  /// Ten copies of the picture under the labels 0…9, so that an image's number is its label.
  static let data = Dataset(
    name: "MNIST test", shape: .mnist, pixels: (0..<10).flatMap { _ in seven },
    labels: (0..<10).map(UInt8.init))

  /// A network whose weights are round numbers that look like chance, chosen for reading a seven.
  static let network: Network = {
    var mixer: UInt32 = 2559
    func next() -> Float {
      mixer = mixer &* 1_664_525 &+ 1_013_904_223
      return Float(Int(mixer >> 16) % 2001 - 1000) / 1000
    }
    func dense(_ inputs: Int, _ outputs: Int, _ scale: Float) -> Layer {
      let weights = (0..<inputs * outputs).map { _ in next() * scale }
      return .dense(
        Dense(
          weights: Matrix(rows: outputs, columns: inputs, values: weights),
          biases: (0..<outputs).map { _ in next() * scale }))
    }
    let first = dense(784, 16, 0.07)
    let second = dense(16, 10, 3)
    return Network(inputShape: .mnist, layers: [first, .activation(.study), second])
  }()

  /// A network that looks at the seven's bright pixels alone, and takes a larger ε to fool.
  static let robustNetwork: Network = {
    let bright = seven.count { $0 > 200 }
    let weights = (0..<10 * 784).map { index in
      index / 784 == reading && seven[index % 784] > 200 ? 30 / Float(bright) : 0
    }
    let biases = (0..<10).map { $0 == reading ? -23 : 1 - 0.3 * abs(Float($0) - 3.2) }
    let dense = Dense(weights: Matrix(rows: 10, columns: 784, values: weights), biases: biases)
    return Network(inputShape: .mnist, layers: [.dense(dense)])
  }()

  /// What the network reads the picture as.
  static let reading = network.predictions(data.image(0))[0]

  /// The exploration of the image whose label is the reading: misread only once ε is large enough.
  static let exploration = Exploration(network, data, index: reading, clipped: false)

  /// The same image for both networks.
  static func comparison(_ attack: Comparison.Attack = .own) -> Comparison {
    comparisons.first { $0.attack == attack } ?? comparisons[0]
  }

  private static let comparisons = Comparison.Attack.all.map {
    Comparison(exploration, with: robustNetwork, data, attack: $0)
  }

  /// An image on which nothing depends: the same scores everywhere, so that no ε is enough.
  static let still: Exploration = {
    let dense = Dense(
      weights: Matrix(rows: 10, columns: 784), biases: (0..<10).map { $0 == 3 ? 2 : 0 })
    return Exploration(
      Network(inputShape: .mnist, layers: [.dense(dense)]), data, index: 3, clipped: false)
  }()

  static let settings = TrainingSettings(
    hidden: [64, 64], activation: .squareplus(a: 0.1), epochs: 8, batch: 32, learningRate: 0.1,
    seed: 1)

  /// A run in its sixth epoch.
  static let progress: TrainingProgress = {
    let points = (1...160).map { index in
      let epoch = Double(index) * 0.034
      let wobble = Double(index * 7 % 11 - 5) / 11
      return LearningPoint(
        epoch: epoch, loss: 0.04 + 1 / (0.5 + 6 * epoch) * (1 + 0.1 * wobble),
        accuracy: 0.99 - 0.11 / (0.3 + 2 * epoch) + 0.004 * wobble)
    }
    let epochs = (1...5).map { epoch in
      EpochResult(
        epoch: epoch, loss: 0.3101 / Double(epoch), trainAccuracy: 0.9812 - 0.0703 / Double(epoch),
        testAccuracy: 0.9741 - 0.0303 / Double(epoch), seconds: 0.61 * Double(epoch))
    }
    return TrainingProgress(
      phase: .running, settings: settings, dataset: "MNIST train", epochsDone: 5.44,
      imagesPerSecond: 712_345, secondsElapsed: 3.31, secondsLeft: 1.56, points: points,
      epochs: epochs)
  }()

  /// An analysis of 1200 images with all kinds of results, so many of them done.
  static func analysis(done: Int = 1200) -> AnalysisProgress {
    let count = 1200
    let data = Dataset(
      name: "MNIST test", shape: .mnist, pixels: (0..<count).flatMap { _ in seven },
      labels: (0..<count).map { UInt8($0 % 10) })
    let results = (0..<count).map { index -> MinimalEpsilon? in
      // A permutation of 0..<1200, so that neighbours differ.
      let rank = index * 7 % count
      switch rank {
      case _ where index >= done: return nil
      case ..<70: return .misreadAsItIs
      case 1197...: return MinimalEpsilon.none
      default:
        // Three ranks of other permutations and this one: nearly normal.
        let sum = (rank + index * 11 % count + index * 13 % count + index * 17 % count)
        return .at(max(0.0003, Float(sum - 1400) * 0.00004))
      }
    }
    return AnalysisProgress(
      phase: done < count ? .running : .finished,
      model: ModelNews(architecture: "mlp 64-64", origin: "shipped", accuracy: 0.9738),
      dataset: data, isClipped: false, results: results)
  }

  static let finishedAnalysis = analysis()
  static let runningAnalysis = analysis(done: 500)

  /// Everything known: an image misread at the ε that is set, and a run under way.
  static func state(
    _ width: Int, _ height: Int, _ screen: ScreenName = .explore,
    _ capabilities: Capabilities = .full
  ) -> AppState {
    var state = AppState(size: Size(width: width, height: height), capabilities: capabilities)
    state.screen = screen
    state.data = .ready(name: "MNIST test", count: 10_000)
    state.model = ModelNews(architecture: "mlp 64-64", origin: "shipped", accuracy: 0.9738)
    state.explore.index = exploration.index
    state.explore.epsilon = 0.0625
    state.explore.exploration = exploration
    state.train.form = TrainingForm(settings)
    state.train.progress = progress
    if screen == .analyse {
      state.analyse.isRequested = true
      state.analyse.progress = finishedAnalysis
      state.analyse.updateList(keepsCursor: false)
    }
    state.compare.reference = ModelNews(
      architecture: "mlp 64-64", origin: "robust.safetensors", accuracy: 0.9681,
      adversarialEpsilon: 0.1, version: 1)
    if screen == .compare { state.compare.comparison = comparison() }
    if screen == .lab {
      state.lab.choices = [.first: descent]
      state.lab.traces = [.first: descended]
    }
    if screen == .fool { state.fool.progress = fooling }
    return state
  }

  /// An experiment on linear growth at four resolutions, so many of them measured.
  static func growth(measured: Int = 4) -> LinearGrowthProgress {
    let points = [
      (pixels: 49, magnitude: 0.4832, accuracy: 0.813), (196, 0.13373, 0.848),
      (784, 0.04311, 0.849), (3136, 0.01662, 0.849),
    ].map { pixels, magnitude, accuracy in
      var growth = LinearGrowth(
        of: Network(
          inputShape: ImageShape(height: 1, width: 1),
          layers: [.dense(Dense(weights: Matrix(rows: 2, columns: 1), biases: [0, 0]))]),
        images: Matrix(rows: 1, columns: 1), labels: [0], epsilon: 0.01)
      growth.pixels = pixels
      growth.meanMagnitude = magnitude
      growth.measuredChange = growth.predictedChange * 1.0003
      growth.accuracy = accuracy
      growth.robustAccuracy = accuracy - 0.06
      return growth
    }
    return LinearGrowthProgress(
      phase: measured == 4 ? .finished : .running, experiment: LinearGrowthExperiment(),
      train: "MNIST train", images: 10_000, test: "MNIST test",
      shapes: [7, 14, 28, 56].map { ImageShape(height: $0, width: $0) },
      points: Array(points.prefix(measured)))
  }

  /// The Analyse screen with linear growth on show.
  static func growing(
    _ width: Int, _ height: Int, measured: Int = 4, _ capabilities: Capabilities = .full
  ) -> AppState {
    var state = state(width, height, .analyse, capabilities)
    state.analyse.view = .linearGrowth
    state.analyse.isGrowthRequested = true
    state.analyse.growth = growth(measured: measured)
    state.explore.epsilon = 0.01
    return state
  }

  /// The Explore screen, stepping through some images.
  static func filtered(
    _ width: Int, _ height: Int, _ capabilities: Capabilities = .full
  ) -> AppState {
    var state = state(width, height, .analyse, capabilities)
    state.screen = .explore
    state.analyse.filter = ImageFilter(
      digit: exploration.index, kind: .between(above: 0, upTo: 0.05))
    state.analyse.updateList(keepsCursor: false)
    return state
  }

  /// What an attack makes of the image within some ε.
  static func curve(_ choice: AttackChoice, within epsilons: [Float]) -> AttackCurve {
    do {
      let curve = try AttackCurve(
        whole: choice, isClipped: false, of: network, data, index: exploration.index,
        within: epsilons)
      if let curve { return curve }
    } catch {}
    preconditionFailure("the attack can be made, and nobody cancels it")
  }

  /// Explore with projected gradient descent, every fourth ε of its range done or all of them.
  static func descending(
    _ width: Int, _ height: Int, isFull: Bool = false, _ capabilities: Capabilities = .full
  ) -> AppState {
    var state = state(width, height, .explore, capabilities)
    state.explore.attack = curves.full.choice
    state.explore.curve = isFull ? curves.full : curves.half
    state.train.progress = nil
    // Between what is known of the half that is done.
    state.explore.epsilon = 0.065
    return state
  }

  private static let curves: (half: AttackCurve, full: AttackCurve) = {
    let grid = AttackCurve.grid(upTo: 0.25, in: .linf)
    let choice = AttackCurve.choice(ProjectedGradientDescent.self)
    return (
      curve(choice, within: stride(from: 0, to: 51, by: 4).map { grid[$0] }),
      curve(choice, within: grid)
    )
  }()

  /// An attack of the Lab, whole.
  static func trace(_ choice: AttackChoice) -> AttackTrace {
    do {
      return try AttackTrace(
        whole: choice, isClipped: false, of: network,
        ModelNews(architecture: "mlp 64-64", origin: "shipped", accuracy: 0.9738), data,
        index: exploration.index, means: ClassMeans(of: data))
    } catch {
      preconditionFailure("the attack can be made")
    }
  }

  private static let descent = AttackChoice(ProjectedGradientDescent.self)
  private static let descended = trace(descent)

  private static let single: AttackChoice = {
    var choice = AttackChoice(FastGradientSign.self)
    choice.epsilon = 0.1
    return choice
  }()

  /// The Lab with two attacks and a sweep, half of it done.
  static func comparing(
    _ width: Int, _ height: Int, _ capabilities: Capabilities = .full
  ) -> AppState {
    var state = state(width, height, .lab, capabilities)
    state.lab.choices = [.first: descent, .second: single]
    state.lab.slot = .second
    state.lab.traces = [.first: descended, .second: singleStep]
    let points = [0, 0.05, 0.1].map { epsilon in
      AttackSweep.Point(
        epsilon: epsilon, robust: Accuracy(correct: Int(190 - 1500 * epsilon), images: 200))
    }
    state.lab.sweep = state.model.map { model in
      AttackSweep(
        state.lab.choices, isClipped: false, model, data, phase: .running,
        points: [.first: points, .second: Array(points.prefix(2))], fraction: 0.45)
    }
    return state
  }

  private static let singleStep = trace(single)

  /// Images by gradient ascent, some of them done.
  static let fooling = fooling(.ascent, rounds: 14)

  static func fooling(_ method: FoolingMethod, rounds: Int) -> FoolingProgress {
    do {
      return try FoolingProgress(
        method, seed: 1, of: network,
        ModelNews(architecture: "mlp 64-64", origin: "shipped", accuracy: 0.9738), rounds: rounds)
    } catch {
      preconditionFailure("the network has gradients")
    }
  }

  /// The Lab with the images of one attack photographed, or of two; so many transformations measured.
  static func photographed(
    _ width: Int, _ height: Int, attacks: Int = 1, measured: Int = PhotoTransformation.all.count,
    _ capabilities: Capabilities = .full
  ) -> AppState {
    var state = comparing(width, height, capabilities)
    state.lab.view = .photo
    state.lab.sweep = nil
    if attacks == 1 {
      state.lab.slot = .first
      state.lab.choices[.second] = nil
      state.lab.traces[.second] = nil
    }
    let isDone = measured == PhotoTransformation.all.count
    let findings = [
      AttackSlot.first: findings(of: 61, measured), .second: findings(of: 170, measured),
    ]
    state.lab.physical = state.model.map { model in
      PhysicalProgress(
        state.lab.choices, model, data, phase: isDone ? .finished : .running,
        findings: findings.filter { state.lab.choices[$0.key] != nil },
        fraction: isDone ? 1 : 0.5 + 0.02 * Double(measured))
    }
    return state
  }

  private static func findings(of adversarial: Int, _ measured: Int) -> PhysicalProgress.Findings {
    let rates = PhotoTransformation.all.prefix(measured).enumerated().map { place, transformation in
      DestructionRate(
        transformation: transformation, adversarial: adversarial,
        destroyed: (place * 31 + adversarial) % 20 * adversarial / 19)
    }
    let errors = ErrorTally(
      counts: [.conatural: adversarial / 2, .trueAdversarial: adversarial / 5, .refocused: 9],
      unnamed: 3)
    return PhysicalProgress.Findings(
      rates: rates, errors: measured == PhotoTransformation.all.count ? errors : nil)
  }

  static let ascii = Capabilities(unicode: false, colors: .none)

  /// States that differ in what they show, at one size.
  static func variety(_ width: Int, _ height: Int) -> [AppState] {
    let full = ScreenName.allCases.flatMap { screen in
      [
        state(width, height, screen), state(width, height, screen, ascii),
        state(width, height, screen, Capabilities(unicode: true, colors: .ansi16)),
        AppState(size: Size(width: width, height: height), capabilities: .full),
      ]
    }
    var others = [AppState](repeating: state(width, height), count: 16)
    others[0].overlay = .help
    others[1].overlay = .prompt(Prompt(.goToImage, text: "12x", error: "expected a number"))
    others[2].data = .failed("expected MNIST, found nothing: run potemkin data")
    others[3].notice = Notice("expected a file that can be written to", isError: true)
    others[4].screen = .train
    others[4].train.form.edit = "64,64"
    others[4].train.form.error = "expected sizes"
    others[4].train.progress?.phase = .failed("expected training images, found nothing")
    others[5].screen = .train
    others[5].overlay = .help
    others[6].screen = .train
    others[6].train.progress = nil
    others[6].explore.exploration = nil
    for index in 7..<11 { others[index] = state(width, height, .analyse) }
    others[7].analyse.progress = runningAnalysis
    others[8].analyse.view = .gallery
    others[9].analyse.filter.digit = 3
    others[9].analyse.filter.kind = .misread
    others[9].analyse.updateList(keepsCursor: false)
    others[9].model?.version = 4
    others[10] = state(width, height, .analyse, ascii)
    others[10].analyse.view = .gallery
    others[11] = filtered(width, height)
    others[13] = growing(width, height)
    others[13].explore.epsilon = 0.05
    others[14] = growing(width, height, measured: 2, ascii)
    others[15] = growing(width, height, measured: 0)
    others[15].analyse.growth = nil
    others[12].analyse.filter = ImageFilter(digit: 3, kind: .between(above: 0.01, upTo: 0.05))
    others[12].overlay = .prompt(Prompt(.filter, text: others[12].analyse.filter.text))
    others[12].isTextSelected = true
    var compared = [AppState](repeating: state(width, height, .compare), count: 5)
    compared[0].compare.comparison = comparison(.transferred(from: .first))
    compared[0].explore.isClipped = true
    compared[1].compare.reference = compared[1].model
    compared[2].overlay = .prompt(Prompt(.loadReference, text: "m", error: "expected a file"))
    compared[3].compare.reference = nil
    compared[3].compare.comparison = nil
    compared[4].analyse = filtered(width, height).analyse
    var labs = [AppState](repeating: state(width, height, .lab), count: 10)
    labs[0] = comparing(width, height)
    labs[1] = comparing(width, height, ascii)
    labs[2].lab.edit = "0.1x"
    labs[2].lab.error = "expected a number"
    labs[3].lab.traces = [:]
    labs[3].lab.choices[.first] = AttackChoice(FastGradientSign.self)
    labs[4].overlay = .help
    labs[5] = comparing(width, height)
    labs[5].lab.view = .sweep
    labs[5].model?.version = 3
    labs[5].analyse = filtered(width, height).analyse
    labs[6] = photographed(width, height)
    labs[7] = photographed(width, height, attacks: 2, ascii)
    labs[8] = photographed(width, height, attacks: 2, measured: 3)
    labs[8].model?.version = 3
    labs[9].lab.view = .photo
    var attacked = [AppState](repeating: descending(width, height), count: 6)
    attacked[0] = descending(width, height, isFull: true, ascii)
    attacked[1].explore.curve = nil
    attacked[2].overlay = .attacks(AttackChooser(on: "pgd"))
    attacked[3] = attacked[0]
    attacked[3].overlay = .attacks(AttackChooser(on: "uniform-noise"))
    attacked[3].train.progress = progress
    attacked[4].explore.attack = AttackCurve.choice(OnePixel.self)
    attacked[4].explore[.l0].epsilon = 3
    attacked[5].explore.attack?.norm = .l0
    attacked[5].explore.curve = attacked[5].explore.attack.map {
      AttackCurve($0, isClipped: false, of: network, data, index: exploration.index)
    }
    var fooled = [AppState](repeating: state(width, height, .fool), count: 6)
    fooled[0].fool.isEnlarged = true
    fooled[0].fool.cursor = 9
    fooled[1].fool.method = .cppn
    fooled[2].model?.version = 5
    fooled[2].fool.progress?.phase = .cancelled
    fooled[3].fool.progress?.phase = .failed("ascent needs gradients")
    fooled[4] = state(width, height, .fool, ascii)
    fooled[4].fool.isEnlarged = true
    fooled[5].fool.progress = nil
    fooled[5].fool.isEnlarged = true
    return full + others + compared + labs + attacked + fooled
  }
}

extension Buffer {
  /// All rows, without the blanks at their ends.
  var text: String {
    (0..<size.height).map { y in
      var row = self.row(y)[...]
      while row.last == " " { row.removeLast() }
      return String(row) + "\n"
    }
    .joined()
  }

  /// Where some words first stand.
  func position(of words: String, from first: Point = Point(x: 0, y: 0)) -> Point? {
    let wanted = Array(words.unicodeScalars)
    for y in first.y..<size.height {
      let row = Array(self.row(y).unicodeScalars)
      for x in 0...max(0, row.count - wanted.count)
      where (y > first.y || x >= first.x) && row[x...].starts(with: wanted) {
        return Point(x: x, y: y)
      }
    }
    return nil
  }
}
