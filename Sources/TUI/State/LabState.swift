import Engine

/// What the Lab screen shows.
struct LabState: Sendable {
  /// What has a place of its own on a large screen, and takes turns on a small one.
  enum View: CaseIterable, Sendable { case confidence, distance, loss, sweep, photo, pictures }

  /// The attacks as chosen: one, or two to compare.
  var choices: [AttackSlot: AttackChoice] = [.first: AttackChoice(ProjectedGradientDescent.self)]
  /// Which of them the form and the pictures show.
  var slot = AttackSlot.first
  /// The field that the keys act on.
  var focus = AttackField.attack
  /// What is being typed into it; `nil` while it is not edited.
  var edit: String?
  /// Why the last edit was not taken.
  var error: String?
  var pace = Pace.steady
  /// How many of the first test images are attacked to sweep over ε, or to be photographed.
  var images = 200
  /// Whether the attacks that were asked for last wait before their first question; `nil` once something
  /// has been heard of them.
  var awaited: Bool?
  /// What the attacks have come to.
  var traces: [AttackSlot: AttackTrace] = [:]
  var sweep: AttackSweep?
  /// What photographs make of the attacks' images.
  var physical: PhysicalProgress?
  /// What is on show where not all has room.
  var view = View.confidence

  init() {}

  /// The attacks that are chosen, A first.
  var slots: [AttackSlot] { AttackSlot.allCases.filter { choices[$0] != nil } }

  /// The fields of the form, from top to bottom.
  var fields: [AttackField] {
    guard let choice = choices[slot] else { return [.attack, .images] }
    return [.attack, .norm, .epsilon, .goal] + choice.settings.indices.map { .setting($0) }
      + [.defence, .images]
  }

  /// The trace whose image is shown.
  var shown: (slot: AttackSlot, trace: AttackTrace)? {
    let slots = [slot] + slots.filter { $0 != slot }
    return slots.lazy.compactMap { slot in traces[slot].map { (slot, $0) } }.first
  }

  /// Whether an attack is at work, or waits.
  var isActive: Bool { traces.values.contains { $0.phase.isActive } }
}

/// A field of the Lab's form.
enum AttackField: Hashable, Sendable {
  case attack, norm, epsilon, goal
  /// A setting, by its place.
  case setting(Int)
  /// What defends the network, and where gradients are taken from.
  case defence
  /// How many images are attacked to sweep over ε, or to be photographed.
  case images
}

extension AttackSlot {
  /// What the attack is called on screen.
  var letter: String { self == .first ? "A" : "B" }
}

extension AppState {
  /// Whether the traces belong to another image, other attacks or another rule than those chosen, or
  /// one is missing.
  ///
  /// Nobody wants such an attack any more. One of the model from before, as there are many while
  /// training goes on, is another matter: it is watched to its end, and then made anew when asked for.
  var isLabStale: Bool {
    lab.slots.contains { slot in
      guard let trace = lab.traces[slot] else { return true }
      return trace.index != explore.index || trace.choice != lab.choices[slot]
        || trace.isClipped != explore.isClipped
    }
  }

  /// Whether a sweep belongs to other attacks or another rule than those chosen.
  var isSweepStale: Bool {
    guard let sweep = lab.sweep else { return false }
    return sweep.choices != lab.choices || sweep.isClipped != explore.isClipped
  }

  /// Whether what photographs destroy belongs to other attacks than those chosen; it is always
  /// clipped.
  var isPhysicalStale: Bool {
    guard let physical = lab.physical else { return false }
    return physical.choices != lab.choices
  }

  /// Whether what was found belongs to a model that is no longer on show.
  func isFromBefore(_ model: ModelNews) -> Bool { model.version != self.model?.version }
}
