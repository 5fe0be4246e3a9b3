/// What runs in a terminal: state that takes in events and can be shown.
///
/// All of it is called on the thread that runs the loop, which waits for none of it: what takes
/// longer than a frame belongs to the engine.
protocol TerminalProgram {
  /// A descriptor that is readable while the engine has news; -1 for none.
  var wakeDescriptor: Int32 { get }

  /// The status to end the process with, once the program is done.
  var exitStatus: Int32? { get }

  /// The background of the empty screen, by which highlights show where there are no colours.
  var baseBackground: Color? { get }

  /// How long until something on screen changes by itself; `nil` for never.
  var nextWake: Duration? { get }

  /// Takes in an event. After `.quit` no other follows, and the process ends.
  mutating func handle(_ event: InputEvent)

  /// Takes in the engine's news, and reads `wakeDescriptor` empty.
  mutating func engineWoke()

  /// Takes in that the time of `nextWake` has passed.
  mutating func timePassed()

  /// Draws the whole screen.
  mutating func render(_ size: Size, _ capabilities: Capabilities) -> Buffer
}

extension TerminalProgram {
  /// No engine.
  var wakeDescriptor: Int32 { -1 }
  /// Whatever background is the commonest.
  var baseBackground: Color? { nil }
  /// Never.
  var nextWake: Duration? { nil }
  /// Does nothing.
  mutating func engineWoke() {}
  /// Does nothing.
  mutating func timePassed() {}
}
