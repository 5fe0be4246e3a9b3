import Engine

/// A key and, in a word, what it does now.
struct KeyHint: Equatable, Sendable {
  /// What pressing it asks for.
  var command: KeyHelp.Command
  /// The key, such as "Space".
  var keys: String
  /// What it does, in a word or two.
  var meaning: String

  /// A hint whose keys are those of the help, unless told.
  init(_ command: KeyHelp.Command, _ meaning: String, keys: String? = nil) {
    self.command = command
    self.keys = keys ?? KeyHelp.keys(for: command)
    self.meaning = meaning
  }
}

extension AppState {
  /// What the bottom of the screen hints at: the most important first, but for the last, which
  /// always has its place.
  var hints: [KeyHint] {
    switch overlay {
    case .help: [KeyHint(.leave, "close")]
    case .prompt(let prompt):
      [
        KeyHint(.edit, prompt.purpose.verb, keys: "Enter"),
        KeyHint(.leave, "leave"),
      ]
    case .attacks: [KeyHint(.edit, "choose", keys: "Enter"), KeyHint(.leave, "leave")]
    case nil where shown.isEditing: [KeyHint(.edit, "take"), KeyHint(.leave, "leave")]
    case nil: shown.hints
    }
  }

  var isTraining: Bool { train.progress?.phase.isActive ?? false }

  /// What Space does about training.
  var startOrPauseHint: KeyHint {
    switch train.progress?.phase {
    case .running, .preparing: KeyHint(.startOrPause, "pause", keys: "Space")
    case .paused: KeyHint(.startOrPause, "go on", keys: "Space")
    default: KeyHint(.startOrPause, "start", keys: "Space")
    }
  }

  /// What a key does about training where that is not what the screen is for.
  var trainHint: KeyHint {
    isTraining ? startOrPauseHint : KeyHint(.train, "train", keys: "t")
  }
}

extension Prompt.Purpose {
  /// What Enter does, in a word.
  var verb: String {
    switch self {
    case .goToImage: "go"
    case .saveModel, .savePicture: "save"
    case .loadReference: "open"
    case .filter: "filter"
    }
  }
}
