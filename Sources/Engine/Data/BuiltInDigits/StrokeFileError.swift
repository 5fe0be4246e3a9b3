/// Why the stroke skeletons of a digit could not be read.
public enum StrokeFileError: Error, Equatable, Sendable {
  /// There is no file at this path, or it may not be read.
  case unreadable(path: String)
  /// The file breaks the format at this line, counted from 1.
  case malformed(path: String, line: Int, Problem)

  /// What is wrong with a line.
  public enum Problem: Error, Equatable, Sendable {
    /// A line begins with this word, which is no directive.
    case directive(String)
    /// `variant` is followed by this, rather than by a name and a weight.
    case variantHeader(String)
    /// This stands where a positive weight should.
    case weight(String)
    /// This stands where a point of the unit box should.
    case point(String)
    /// A stroke has fewer than two points.
    case strokeTooShort(points: Int)
    /// A stroke comes before the first variant.
    case strokeOutsideVariant
    /// The variant of this name ends without a stroke.
    case variantWithoutStrokes(String)
    /// The file ends without a variant.
    case noVariants
  }
}

extension StrokeFileError: CustomStringConvertible {
  /// Where the error is, what was expected and found there, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path):
      "expected the strokes of a built-in digit in \(path), found no readable file; "
        + "restore the program's assets/digits directory"
    case .malformed(let path, let line, let problem):
      "\(path):\(line): \(problem); see assets/digits/README.md for the format"
    }
  }
}

extension StrokeFileError.Problem: CustomStringConvertible {
  /// What was expected and what was found.
  public var description: String {
    switch self {
    case .directive(let found):
      "expected `variant` or `stroke`, found `\(found)`"
    case .variantHeader(let found):
      "expected a name and a weight after `variant`, found `\(found)`"
    case .weight(let found):
      "expected a positive weight, found `\(found)`"
    case .point(let found):
      "expected a point X,Y with both in 0…1, found `\(found)`"
    case .strokeTooShort(let points):
      "expected at least 2 points in a stroke, found \(points)"
    case .strokeOutsideVariant:
      "expected `variant` before the first stroke, found `stroke`"
    case .variantWithoutStrokes(let name):
      "expected at least one stroke in variant `\(name)`, found none"
    case .noVariants:
      "expected at least one variant, found the end of the file"
    }
  }
}
