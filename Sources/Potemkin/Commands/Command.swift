/// One command of the program: its options, as a plain value, and what it does with them.
protocol Command: Sendable {
  /// What it is called on the command line.
  static var name: String { get }
  /// What it does, as a sentence without its full stop.
  static var summary: String { get }
  /// What else its help should say.
  static var discussion: String { get }
  /// The flags and words it takes.
  static var arguments: [Argument<Self>] { get }

  /// The options that hold without any flag.
  init()
  /// Finds what is wrong between flags that are each right.
  func validate() throws(UsageError)
  func run() throws
}

extension Command {
  static var discussion: String { "" }
  func validate() throws(UsageError) {}
}
