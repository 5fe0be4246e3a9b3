/// What is wrong with the words of a command line.
enum UsageError: Error, Equatable {
  case unknownCommand(String, nearest: String?)
  case unknownFlag(String, nearest: String?)
  case unexpectedWord(String, nearest: String?)
  case missingValue(flag: String, expected: String)
  case invalidValue(flag: String, expected: String, found: String, nearest: String?)
  /// A flag that takes no value was given one.
  case unexpectedValue(flag: String, found: String)
  /// A flag has no meaning without another.
  case flagNeeds(String, other: String)
  /// Two flags can't hold at once.
  case flagsExclude(String, String)
}
