/// Turns bytes and codes from the keyboard into events, however they are cut into pieces.
///
/// Malformed input is dropped: half a character, a report that never was one, an escape sequence
/// that nobody knows. None of these is ever taken for keys.
struct InputDecoder {
  /// What the keyboard delivers: a byte as it is, or a sequence that was recognised.
  enum Unit: Hashable {
    case byte(UInt8)
    case bound(KeyBinding)
  }

  private enum State {
    case ground
    /// An escape came: the key of that name, or the start of a sequence.
    case escape
    /// In an unknown sequence, until its last byte.
    case sequence
    /// After "ESC O": one byte is left of an unknown sequence.
    case shortSequence
    case character([UInt8], length: Int)
    case mouse(MouseReport)
    case paste(Paste)
  }

  private var state = State.ground

  /// Takes one unit and appends the events that it completes.
  mutating func decode(_ unit: Unit, into events: inout [InputEvent]) {
    switch (state, unit) {
    case (.paste(let paste), .bound(.pasteEnd)):
      finish(paste, &events)
    case (.paste(var paste), .byte(let byte)):
      // The copy in `state` goes first, so that the text is not copied with every byte.
      state = .ground
      paste.append(byte)
      state = .paste(paste)
    case (.paste, .bound):
      break
    case (.escape, .bound(let binding)):
      events.append(.key(.escape))
      begin(binding, &events)
    case (_, .bound(let binding)):
      begin(binding, &events)
    case (.escape, .byte(let byte)):
      continueEscape(byte, &events)
    case (.sequence, .byte(let byte)):
      continueSequence(byte, &events)
    case (.shortSequence, .byte):
      state = .ground
    case (.character(let bytes, let length), .byte(let byte)):
      continueCharacter(bytes, length, byte, &events)
    case (.mouse(let report), .byte(let byte)):
      continueReport(report, byte, &events)
    case (.ground, .byte(let byte)):
      begin(byte, &events)
    }
  }

  /// Takes note that nothing more has arrived: an escape by itself was the key.
  mutating func pause(into events: inout [InputEvent]) {
    switch state {
    case .escape:
      state = .ground
      events.append(.key(.escape))
    case .sequence, .shortSequence:
      state = .ground
    case .ground, .character, .mouse, .paste:
      break
    }
  }

  // MARK: First units

  private mutating func begin(_ binding: KeyBinding, _ events: inout [InputEvent]) {
    switch binding {
    case .key(let key):
      state = .ground
      events.append(.key(key))
    case .mouseReport: state = .mouse(MouseReport(.figures))
    case .oldMouseReport: state = .mouse(MouseReport(.bytes))
    case .pasteStart: state = .paste(Paste())
    case .pasteEnd: state = .ground
    }
  }

  private mutating func begin(_ byte: UInt8, _ events: inout [InputEvent]) {
    state = .ground
    switch byte {
    case 0x1B: state = .escape
    case 0x00..<0x20, 0x7F: events.append(.key(Self.control(byte)))
    case 0x20..<0x7F: events.append(.key(.character(Character(Unicode.Scalar(byte)))))
    case 0xC2..<0xE0: state = .character([byte], length: 2)
    case 0xE0..<0xF0: state = .character([byte], length: 3)
    case 0xF0..<0xF5: state = .character([byte], length: 4)
    default: break
    }
  }

  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: .control(Character(Unicode.Scalar(byte + 0x40)))
    }
  }

  // MARK: Further bytes

  private mutating func continueEscape(_ byte: UInt8, _ events: inout [InputEvent]) {
    switch byte {
    case UInt8(ascii: "["): state = .sequence
    case UInt8(ascii: "O"): state = .shortSequence
    default:
      events.append(.key(.escape))
      begin(byte, &events)
    }
  }

  private mutating func continueSequence(_ byte: UInt8, _ events: inout [InputEvent]) {
    switch byte {
    case 0x20..<0x40: break
    case 0x40..<0x7F: state = .ground
    default: begin(byte, &events)
    }
  }

  private mutating func continueCharacter(
    _ bytes: [UInt8], _ length: Int, _ byte: UInt8, _ events: inout [InputEvent]
  ) {
    guard (0x80..<0xC0).contains(byte) else { return begin(byte, &events) }
    let bytes = bytes + [byte]
    guard bytes.count == length else { return state = .character(bytes, length: length) }
    state = .ground
    guard let text = String(validating: bytes, as: UTF8.self), let character = text.first,
      character.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else { return }
    events.append(.key(.character(character)))
  }

  private mutating func continueReport(
    _ report: MouseReport, _ byte: UInt8, _ events: inout [InputEvent]
  ) {
    var report = report
    switch report.append(byte) {
    case .incomplete: state = .mouse(report)
    case .malformed: begin(byte, &events)
    case .complete(let event):
      state = .ground
      if let event { events.append(.mouse(event)) }
    }
  }

  private mutating func finish(_ paste: Paste, _ events: inout [InputEvent]) {
    state = .ground
    if !paste.text.isEmpty { events.append(.paste(paste.text)) }
  }
}
