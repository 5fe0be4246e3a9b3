import Glibc

/// The descriptors that the event loop waits on.
struct EventSources {
  /// What has something to read.
  struct Ready: Hashable {
    var keyboard = false
    var signals = false
    var engine = false
  }

  /// Whether the keyboard can never say anything again.
  private(set) var terminalIsGone = false
  private var descriptors: [pollfd]
  /// How often in a row the keyboard announced something that was not there.
  private var emptyReadings = 0

  init(keyboard: Int32 = STDIN_FILENO, signals: Int32, engine: Int32) {
    descriptors = [keyboard, signals, engine].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
  }

  /// Waits until there is something to read or the time has passed; without a time, for ever.
  mutating func wait(atMost time: Duration?) -> Ready {
    let count = poll(&descriptors, nfds_t(descriptors.count), Self.milliseconds(time))
    // Below zero a signal cut the waiting short: it waits in its pipe by now.
    guard count > 0 else { return Ready() }
    let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
    if descriptors[0].revents & gone != 0 { terminalIsGone = true }
    let ready = Ready(
      keyboard: isReadable(0), signals: isReadable(1), engine: isReadable(2))
    // An engine that has hung up would be announced for ever.
    if descriptors[2].revents & gone != 0, !ready.engine { descriptors[2].fd = -1 }
    return ready
  }

  /// Takes note of what came of an announcement: with an end of file, that is nothing, every time.
  mutating func noteReading(_ reading: Terminal.Reading) {
    emptyReadings = reading == .nothing ? emptyReadings + 1 : 0
    if emptyReadings >= 3 { terminalIsGone = true }
  }

  private func isReadable(_ index: Int) -> Bool {
    descriptors[index].revents & Int16(POLLIN) != 0
  }

  /// A time as `poll` wants it, rounded up so that it has passed when `poll` returns.
  static func milliseconds(_ time: Duration?) -> Int32 {
    guard let time else { return -1 }
    let (seconds, attoseconds) = time.components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    let millisecond: Int64 = 1_000_000_000_000_000
    return Int32(seconds * 1000 + (attoseconds + millisecond - 1) / millisecond)
  }
}
