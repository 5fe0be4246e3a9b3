/// Something that reached the program from its terminal.
enum InputEvent: Hashable, Sendable {
  case key(Key)
  case mouse(MouseEvent)
  /// Text that was pasted in one piece; lines end in "\n", other control characters are gone.
  case paste(String)
  /// The screen has another size from now on.
  case resize(Size)
  /// The last event: a signal asked the process to end, or the terminal is gone.
  case quit(exitStatus: Int32)
}

/// A key, or a combination of keys that terminals report as one.
enum Key: Hashable, Sendable {
  case character(Character)
  /// A letter, or one of `@ [ \ ] ^ _`, held with Control; letters in lower case.
  case control(Character)
  case up, down, left, right
  case shiftLeft, shiftRight, controlLeft, controlRight
  case home, end, pageUp, pageDown
  case tab, backTab, enter, escape, backspace, delete
  /// A function key, F1 being `function(1)`.
  case function(Int)
}

/// What the mouse did, and where.
struct MouseEvent: Hashable, Sendable {
  /// The cell that it was over.
  var position: Point
  /// What it did there.
  var kind: Kind

  /// Presses, drags and releases are those of the first button.
  enum Kind: Hashable, Sendable {
    case press, drag, release, wheelUp, wheelDown
  }

  /// What the mouse did at a cell.
  init(_ kind: Kind, at position: Point) {
    self.position = position
    self.kind = kind
  }
}
