import Engine

/// What the Train screen shows.
struct TrainState: Sendable {
  /// The settings of the next run, as typed.
  var form = TrainingForm(TrainingPreset.quick.settings)
  /// The current or last run.
  var progress: TrainingProgress?

  init() {}
}

/// The fields of the Train screen: valid settings, and the one that is being typed.
struct TrainingForm: Equatable, Sendable {
  /// The fields, from top to bottom.
  enum Field: Int, CaseIterable, Sendable {
    case preset, network, hidden, activation, epochs, batch, learningRate, seed
    case adversarialEpsilon, adversarialWeight

    /// What stands before it.
    var label: String {
      switch self {
      case .preset: "preset"
      case .network: "network"
      case .hidden: "hidden sizes"
      case .activation: "activation"
      case .epochs: "epochs"
      case .batch: "batch"
      case .learningRate: "learning rate"
      case .seed: "seed"
      case .adversarialEpsilon: "adversarial ε"
      case .adversarialWeight: "its weight"
      }
    }
  }

  /// What the fields say.
  var settings: TrainingSettings
  /// The network of each kind that was last chosen, in the order in which the arrows go through
  /// them; the one of the settings' kind is out of date.
  var architectures: [Architecture] = [
    TrainingPreset.quick.settings.architecture, .softmaxRegression, .radialBasis(units: 300),
  ]
  /// The field that the keys act on.
  var focus: Field = .preset
  /// What is being typed into the field with the focus; `nil` while it is not edited.
  var edit: String?
  /// Why the last edit was not taken.
  var error: String?

  init(_ settings: TrainingSettings) { self.settings = settings }

  /// What a field says that does not apply.
  static let none = "none"

  /// The text of a field; the preset reads "study", "quick" or "custom".
  subscript(field: Field) -> String {
    switch field {
    case .preset: TrainingPreset.allCases.first { $0.settings == settings }?.rawValue ?? "custom"
    case .network: settings.architecture.kind
    case .hidden:
      settings.architecture.hidden.isEmpty
        ? Self.none : settings.architecture.hidden.map(String.init).joined(separator: ",")
    case .activation: settings.architecture.activation?.name ?? Self.none
    case .epochs: String(settings.epochs)
    case .batch: String(settings.batch)
    case .learningRate: "\(settings.learningRate)"
    case .seed: String(settings.seed)
    case .adversarialEpsilon: settings.adversarial.map { "\($0.epsilon)" } ?? Self.none
    case .adversarialWeight: settings.adversarial.map { "\($0.adversarialWeight)" } ?? Self.none
    }
  }
}
