extension UsageError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownCommand(let found, let nearest): "unknown command \(found)" + hint(nearest)
    case .unknownFlag(let found, let nearest): "unknown flag \(found)" + hint(nearest)
    case .unexpectedWord(let found, let nearest): "unexpected argument \(found)" + hint(nearest)
    case .missingValue(let flag, let expected): "\(flag) needs a value: expected \(expected)"
    case .invalidValue(let flag, let expected, let found, let nearest):
      "\(flag): expected \(expected), found \(found.isEmpty ? "nothing" : found)" + hint(nearest)
    case .unexpectedValue(let flag, let found): "\(flag) takes no value, found \(found)"
    case .flagNeeds(let flag, let other): "\(flag) has no meaning without \(other)"
    case .flagsExclude(let one, let other):
      "expected \(one) or \(other), found both: leave one out"
    }
  }

  private func hint(_ nearest: String?) -> String {
    nearest.map { "; did you mean \($0)?" } ?? ""
  }
}
