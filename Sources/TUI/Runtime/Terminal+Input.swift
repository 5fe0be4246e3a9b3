import CCurses

extension Terminal {
  /// How reading the keyboard ended.
  enum Reading: Hashable {
    /// Nothing had arrived.
    case nothing
    /// All that had arrived is read.
    case all
    /// Perhaps there is more, but this much is enough for one frame.
    case some
  }

  /// Appends what has arrived from the keyboard, without waiting.
  ///
  /// Of drags in a row only the last is kept.
  mutating func read(into events: inout [InputEvent], limit: Int = 4096) -> Reading {
    for count in 0..<limit {
      let code = curses_read()
      guard code >= 0 else {
        decoder.pause(into: &events)
        return count == 0 ? .nothing : .all
      }
      if let byte = UInt8(exactly: code) {
        decoder.decode(.byte(byte), into: &events)
      } else if let binding = KeyBindings.binding(forCode: code) {
        decoder.decode(.bound(binding), into: &events)
      }
      events.dropSupersededDrag()
    }
    return .some
  }
}

extension [InputEvent] {
  /// Drops the last event but one if it is a drag that the last one, a drag too, takes further.
  mutating func dropSupersededDrag() {
    guard count >= 2, case .mouse(let last) = self[count - 1], last.kind == .drag,
      case .mouse(let previous) = self[count - 2], previous.kind == .drag
    else { return }
    remove(at: count - 2)
  }
}
