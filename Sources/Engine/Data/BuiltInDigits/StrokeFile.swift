import Foundation

/// The ways of writing one digit, read from a `.strokes` file.
///
/// The format is described in `assets/digits/README.md`.
struct StrokeFile: Sendable, Equatable {
  /// The skeletons in the order of the file; at least one, each with at least one stroke.
  private(set) var skeletons: [StrokeSkeleton] = []

  /// Reads a file.
  ///
  /// - Throws: ``StrokeFileError`` if it cannot be read or is malformed.
  init(contentsOf url: URL) throws(StrokeFileError) {
    guard let data = try? Data(contentsOf: url) else { throw .unreadable(path: url.path) }
    try self.init(parsing: String(decoding: data, as: UTF8.self), path: url.path)
  }

  /// Parses `text`, which came from `path`.
  ///
  /// - Throws: ``StrokeFileError/malformed(path:line:_:)``.
  init(parsing text: String, path: String) throws(StrokeFileError) {
    var lineNumber = 0
    do throws(StrokeFileError.Problem) {
      for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
        lineNumber += 1
        try read(line)
      }
      guard !skeletons.isEmpty else { throw .noVariants }
      try requireStrokes()
    } catch {
      throw .malformed(path: path, line: lineNumber, error)
    }
  }

  private mutating func read(_ line: Substring) throws(StrokeFileError.Problem) {
    let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
    guard let directive = words.first else { return }
    switch directive {
    case "variant":
      try requireStrokes()
      skeletons.append(try Self.skeleton(words.dropFirst()))
    case "stroke":
      guard !skeletons.isEmpty else { throw .strokeOutsideVariant }
      skeletons[skeletons.count - 1].strokes.append(try Self.stroke(words.dropFirst()))
    default:
      throw .directive(String(directive))
    }
  }

  /// Sees to it that the variant read last, if any, has a stroke.
  private func requireStrokes() throws(StrokeFileError.Problem) {
    if let last = skeletons.last, last.strokes.isEmpty { throw .variantWithoutStrokes(last.name) }
  }

  private static func skeleton(
    _ words: ArraySlice<Substring>
  ) throws(StrokeFileError.Problem) -> StrokeSkeleton {
    guard words.count == 2, let name = words.first, let last = words.last else {
      throw .variantHeader(words.joined(separator: " "))
    }
    guard let weight = Float(last), weight > 0, weight.isFinite else { throw .weight(String(last)) }
    return StrokeSkeleton(name: String(name), weight: weight, strokes: [])
  }

  private static func stroke(
    _ words: ArraySlice<Substring>
  ) throws(StrokeFileError.Problem) -> StrokeSkeleton.Stroke {
    guard words.count >= 2 else { throw .strokeTooShort(points: words.count) }
    var points: [StrokeSkeleton.ControlPoint] = []
    for word in words { points.append(try controlPoint(word)) }
    return StrokeSkeleton.Stroke(points: points)
  }

  private static func controlPoint(
    _ word: Substring
  ) throws(StrokeFileError.Problem) -> StrokeSkeleton.ControlPoint {
    let isCorner = word.hasSuffix("!")
    let coordinates = (isCorner ? word.dropLast() : word)
      .split(separator: ",", omittingEmptySubsequences: false)
      .map { Float($0) ?? .nan }
    guard coordinates.count == 2, coordinates.allSatisfy({ (0...1).contains($0) }) else {
      throw .point(String(word))
    }
    return StrokeSkeleton.ControlPoint(
      position: SIMD2(coordinates[0], coordinates[1]), isCorner: isCorner)
  }
}
