import Engine

/// What the Fool screen shows.
struct FoolState: Sendable {
  /// How images are made the next time.
  var method = FoolingMethod.ascent
  /// Where their chance starts from.
  var seed: UInt64 = 1
  var pace = Pace.steady
  /// The class that the keys act on.
  var cursor = 0
  /// Whether its image alone is shown, as large as it can be.
  var isEnlarged = false
  /// Whether the images that were asked for last wait before their first round; `nil` once something has
  /// been heard of them.
  var awaited: Bool?
  /// How far the images are; `nil` before the first ones.
  var progress: FoolingProgress?

  init() {}

  /// Whether images are being made, or wait.
  var isActive: Bool { progress?.phase.isActive ?? false }

  /// What is known of the class under the cursor.
  var target: FoolingProgress.Target? { target(cursor) }

  /// What is known of a class.
  func target(_ index: Int) -> FoolingProgress.Target? {
    guard let targets = progress?.targets, targets.indices.contains(index) else { return nil }
    return targets[index]
  }

  /// The image under the cursor.
  var image: FoolingImage? { target?.best }
}

extension AppState {
  /// How many classes there is an image for; ten until it is known.
  var foolingClasses: Int {
    fool.progress?.targets.count ?? explore.exploration?.confidences.count ?? 10
  }

  /// Whether the images were made otherwise than is chosen.
  ///
  /// Nobody wants those any more. Those of the model from before, as there are many while training goes
  /// on, are watched to their end, as attacks are.
  var isFoolingStale: Bool {
    guard let progress = fool.progress else { return false }
    return progress.method != fool.method || progress.seed != fool.seed
  }
}

extension FoolingMethod {
  /// How it makes an image, in a few words.
  var words: String {
    switch self {
    case .ascent: "noise, led up the gradient of the confidence"
    case .evolution: "pixels changed by chance, the best kept"
    case .cppn: "small networks that paint, changed by chance"
    }
  }
}
