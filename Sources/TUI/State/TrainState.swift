import Engine

/// What the Train screen shows.
public struct TrainState: Sendable {
  /// The settings of the next run, as typed.
  public var form = TrainingForm(TrainingPreset.quick.settings)
  /// The current or last run.
  public var progress: TrainingProgress?

  public init() {}
}

/// The fields of the Train screen, as text that is being edited.
public struct TrainingForm: Equatable, Sendable {
  /// The fields, from top to bottom.
  public enum Field: Int, CaseIterable, Sendable {
    case preset, hidden, activation, epochs, batch, learningRate, seed

    /// What stands before it.
    public var label: String {
      switch self {
      case .preset: "preset"
      case .hidden: "hidden sizes"
      case .activation: "activation"
      case .epochs: "epochs"
      case .batch: "batch"
      case .learningRate: "learning rate"
      case .seed: "seed"
      }
    }
  }

  /// The text of each field, by `Field.rawValue`. The preset reads "study", "quick" or "custom".
  public private(set) var texts: [String]
  /// The field that the keys act on.
  public var focus: Field = .preset
  /// What is being typed into the field with the focus; `nil` while it is not edited.
  public var edit: String?
  /// Why the last edit was not taken.
  public var error: String?

  public init(_ settings: TrainingSettings) {
    texts = Field.allCases.map { Self.text(of: $0, in: settings) }
  }

  public subscript(field: Field) -> String {
    get { texts[field.rawValue] }
    set { texts[field.rawValue] = newValue }
  }
}
