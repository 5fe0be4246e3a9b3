/// A text on its way in from the clipboard.
struct Paste {
  /// More than anyone pastes on purpose, in bytes; the rest is dropped.
  static let limit = 1 << 20

  private var bytes: [UInt8] = []

  /// Takes the next byte.
  mutating func append(_ byte: UInt8) {
    if bytes.count < Self.limit { bytes.append(byte) }
  }

  /// The text, with lines that end in "\n" and no other control characters but tabs.
  var text: String {
    var text = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if previous != "\r" { text.append("\n") }
      case "\t": text.append("\t")
      default: if scalar.properties.generalCategory != .control { text.append(scalar) }
      }
    }
    return String(text)
  }
}
