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
    case nil where screen == .train && train.form.edit != nil:
      [KeyHint(.edit, "take"), KeyHint(.leave, "leave")]
    case nil where screen == .lab && lab.edit != nil:
      [KeyHint(.edit, "take"), KeyHint(.leave, "leave")]
    case nil where screen == .lab: labHints
    case nil where screen == .explore: exploreHints
    case nil where screen == .train: trainHints
    case nil where screen == .compare: compareHints
    case nil: analyseHints
    }
  }

  private var isTraining: Bool { train.progress?.phase.isActive ?? false }

  private var startOrPause: KeyHint {
    switch train.progress?.phase {
    case .running, .preparing: KeyHint(.startOrPause, "pause", keys: "Space")
    case .paused: KeyHint(.startOrPause, "go on", keys: "Space")
    default: KeyHint(.startOrPause, "start", keys: "Space")
    }
  }

  private var exploreHints: [KeyHint] {
    [
      KeyHint(.epsilon, "ε"), KeyHint(.image, "image"),
      isTraining ? startOrPause : KeyHint(.train, "train", keys: "t"),
      KeyHint(.chooseAttack, "attack", keys: "a"), KeyHint(.randomImage, "random", keys: "r"),
      KeyHint(.filter, "filter"), KeyHint(.goToImage, "go to", keys: "g"),
      KeyHint(.clip, explore.isClipped ? "unclip" : "clip"),
      KeyHint(.help, "help"),
    ]
  }

  private var analyseHints: [KeyHint] {
    let help = KeyHint(.help, "help")
    let kind: String =
      switch analyse.filter.nextKind {
      case .all: "all"
      case .misread: "misread"
      case .between(0, _): "ε ≤ 0.01"
      case .between: "ε > 0.01"
      }
    let filters = [KeyHint(.digit, "digit"), KeyHint(.kind, kind)]
    let again = KeyHint(.analyse, analyse.progress?.phase == .running ? "stop" : "anew")
    let (first, last) = isAnalysisStale ? ([again], []) : ([], [again])
    switch analyse.view {
    case .charts:
      let order: String =
        switch analyse.order {
        case .easiest: "hardest"
        case .hardest: "by number"
        case .number: "easiest"
        }
      return first + [KeyHint(.open, "open"), KeyHint(.order, order), KeyHint(.filter, "filter")]
        + [KeyHint(.view, "gallery")] + filters + last + [help]
    case .gallery:
      let keys = [
        KeyHint(.open, "open"), KeyHint(.row, "picture", keys: "←→↑↓"),
        KeyHint(.filter, "filter"), KeyHint(.view, "linear growth"),
        KeyHint(.page, "page", keys: "PgUp PgDn"),
      ]
      return first + keys + filters + last + [help]
    case .linearGrowth:
      let again = KeyHint(.analyse, analyse.growth?.phase == .running ? "stop" : "anew")
      return [KeyHint(.view, "charts"), KeyHint(.epsilon, "ε"), again, help]
    }
  }

  private var compareHints: [KeyHint] {
    let attack: String =
      switch compare.attack {
      case .own: "A's attack"
      case .transferred(.first): "B's attack"
      case .transferred(.second): "own attacks"
      }
    return [
      KeyHint(.epsilon, "ε", keys: "← →"), KeyHint(.image, "image"),
      KeyHint(.loadReference, "open B"), KeyHint(.keepReference, "keep A as B"),
      KeyHint(.attack, attack, keys: "a"),
      isTraining ? startOrPause : KeyHint(.train, "train", keys: "t"),
      KeyHint(.help, "help"),
    ]
  }

  private var labHints: [KeyHint] {
    let isCurrent = lab.isActive && !isLabStale
    let isPaused = !lab.traces.values.contains { $0.phase == .running }
    let start = isCurrent ? isPaused ? "go on" : "pause" : "start"
    let hasViews = LabScreen.layout(self).views.count > 1
    return [KeyHint(.startAttack, start), KeyHint(.stepAttack, "step", keys: "n")]
      + (hasViews ? [KeyHint(.labView, "view")] : [])
      + [
        KeyHint(.slot, lab.choices[.second] == nil ? "second attack" : "A or B"),
        KeyHint(.sweep, lab.sweep?.phase == .running ? "stop sweep" : "sweep ε"),
        KeyHint(.photo, lab.physical?.phase == .running ? "stop photos" : "photos"),
        KeyHint(.pace, "pace"), KeyHint(.image, "image", keys: "j k"), KeyHint(.help, "help"),
      ]
  }

  private var trainHints: [KeyHint] {
    [startOrPause] + (isTraining ? [KeyHint(.stop, "stop")] : [])
      + [
        KeyHint(.field, "field"), KeyHint(.edit, "edit"), KeyHint(.save, "save"),
        KeyHint(.reset, "reset"), KeyHint(.help, "help"),
      ]
  }
}

extension Prompt.Purpose {
  /// What Enter does, in a word.
  var verb: String {
    switch self {
    case .goToImage: "go"
    case .saveModel: "save"
    case .loadReference: "open"
    case .filter: "filter"
    }
  }
}
