import Glibc
import Testing

@testable import TUI

@Suite struct EventSourcesTests {
  /// A pipe that closes itself.
  private final class Pipe {
    let reading: Int32
    private(set) var writing: Int32

    init() {
      var ends: [Int32] = [-1, -1]
      precondition(pipe(&ends) == 0)
      (reading, writing) = (ends[0], ends[1])
    }

    func send() { #expect(write(writing, "x", 1) == 1) }

    func hangUp() {
      close(writing)
      writing = -1
    }

    deinit {
      close(reading)
      if writing >= 0 { close(writing) }
    }
  }

  @Test("waiting tells which sources have something, if any")
  func ready() {
    let (keyboard, signals, engine) = (Pipe(), Pipe(), Pipe())
    var sources = EventSources(
      keyboard: keyboard.reading, signals: signals.reading, engine: engine.reading)
    #expect(sources.wait(atMost: .zero) == .init())
    engine.send()
    #expect(sources.wait(atMost: nil) == .init(engine: true))
    keyboard.send()
    signals.send()
    #expect(sources.wait(atMost: nil) == .init(keyboard: true, signals: true, engine: true))
    #expect(!sources.terminalIsGone)
  }

  @Test("a keyboard that hangs up means that the terminal is gone")
  func hangUp() {
    let (keyboard, signals) = (Pipe(), Pipe())
    var sources = EventSources(keyboard: keyboard.reading, signals: signals.reading, engine: -1)
    keyboard.hangUp()
    _ = sources.wait(atMost: nil)
    #expect(sources.terminalIsGone)
  }

  @Test("an engine that hangs up is not asked again")
  func engineHangsUp() {
    let (keyboard, signals, engine) = (Pipe(), Pipe(), Pipe())
    var sources = EventSources(
      keyboard: keyboard.reading, signals: signals.reading, engine: engine.reading)
    engine.hangUp()
    _ = sources.wait(atMost: nil)
    #expect(sources.wait(atMost: .zero) == .init())
    #expect(!sources.terminalIsGone)
  }

  @Test("announcements that nothing comes of, three in a row, mean that the terminal is gone")
  func endOfFile() {
    var sources = EventSources(keyboard: -1, signals: -1, engine: -1)
    for reading in [Terminal.Reading.nothing, .nothing, .all, .nothing, .nothing] {
      sources.noteReading(reading)
    }
    #expect(!sources.terminalIsGone)
    sources.noteReading(.nothing)
    #expect(sources.terminalIsGone)
  }

  @Test(
    "times are rounded up to milliseconds, within what poll takes",
    arguments: [
      (nil, -1), (.zero, 0), (.nanoseconds(1), 1), (.milliseconds(30), 30),
      (.microseconds(1500), 2), (.seconds(-1), 0), (.seconds(1 << 40), 1_000_000_000),
    ] as [(Duration?, Int32)])
  func milliseconds(time: Duration?, expected: Int32) {
    #expect(EventSources.milliseconds(time) == expected)
  }
}
