/// A report of the mouse on its way in, after the sequence that announces it.
struct MouseReport {
  /// How the button and the position are written.
  enum Form: Hashable {
    /// `0;12;5M`, or `m` at its end for a release (xterm's mode 1006).
    case figures
    /// Three bytes, each 32 more than what it means (xterm's first form).
    case bytes
  }

  enum Progress: Hashable {
    case incomplete
    /// The byte does not belong to a report.
    case malformed
    /// The report has ended; `nil` when it tells of something that we have no use for.
    case complete(MouseEvent?)
  }

  private let form: Form
  private var fields = [0]

  init(_ form: Form) { self.form = form }

  /// Takes the next byte.
  mutating func append(_ byte: UInt8) -> Progress {
    switch form {
    case .figures: appendFigure(byte)
    case .bytes: appendByte(byte)
    }
  }

  private mutating func appendFigure(_ byte: UInt8) -> Progress {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let field = fields[fields.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
      guard field < 100_000 else { return .malformed }
      fields[fields.count - 1] = field
      return .incomplete
    case UInt8(ascii: ";"):
      guard fields.count < 3 else { return .malformed }
      fields.append(0)
      return .incomplete
    case UInt8(ascii: "M"), UInt8(ascii: "m"):
      guard fields.count == 3 else { return .complete(nil) }
      let isRelease = byte == UInt8(ascii: "m")
      return .complete(event(fields[0], fields[1], fields[2], isRelease: isRelease))
    default:
      return .malformed
    }
  }

  private mutating func appendByte(_ byte: UInt8) -> Progress {
    fields.append(Int(byte) - 32)
    guard fields.count == 4 else { return .incomplete }
    // A release does not say of which button: 3 means any.
    let isRelease = fields[1] & 0b110_0011 == 3
    let button = isRelease ? fields[1] & ~3 : fields[1]
    return .complete(event(button, fields[2], fields[3], isRelease: isRelease))
  }

  /// - Parameters:
  ///   - code: The button in the two lowest bits, 4 to 16 for keys held, 32 for motion, 64 for the
  ///     wheel.
  ///   - column: From 1.
  ///   - row: From 1.
  private func event(_ code: Int, _ column: Int, _ row: Int, isRelease: Bool) -> MouseEvent? {
    guard column >= 1, row >= 1 else { return nil }
    let kind: MouseEvent.Kind
    switch code & ~0b1_1100 {
    case 0: kind = isRelease ? .release : .press
    case 32: kind = isRelease ? .release : .drag
    case 64: kind = .wheelUp
    case 65: kind = .wheelDown
    default: return nil
    }
    return MouseEvent(kind, at: Point(x: column - 1, y: row - 1))
  }
}
