import Engine

extension TrainingForm {
  /// The settings as the field shows them.
  static func text(of field: Field, in settings: TrainingSettings) -> String {
    switch field {
    case .preset:
      TrainingPreset.allCases.first { $0.settings == settings }?.rawValue ?? "custom"
    case .hidden: settings.hidden.map(String.init).joined(separator: ",")
    case .activation: settings.activation.name
    case .epochs: String(settings.epochs)
    case .batch: String(settings.batch)
    case .learningRate: "\(settings.learningRate)"
    case .seed: String(settings.seed)
    }
  }
}
