import CCurses
import Glibc

extension Terminal {
  /// Runs a program until it is done, a signal asks for the end, or the terminal is gone.
  ///
  /// Each turn takes in all that has arrived, then draws once, if anything came of it. Without
  /// anything to do it sleeps.
  ///
  /// - Returns: The status to end the process with: the program's own, or 128 and the number of the
  ///   signal.
  mutating func run(_ program: inout some TerminalProgram) -> Int32 {
    var sources = EventSources(signals: signals.descriptor, engine: program.wakeDescriptor)
    var hasMoreInput = false
    var hasNews = true
    while true {
      if let status = program.exitStatus { return status }
      if hasNews {
        baseBackground = program.baseBackground
        show(program.render(size, capabilities))
      }

      let wake = program.nextWake
      let deadline = wake.map { ContinuousClock.now + $0 }
      let ready = sources.wait(atMost: hasMoreInput ? .zero : wake)
      var events: [InputEvent] = []
      if ready.signals { answer(signals.pending(), &events) }
      if ready.keyboard || hasMoreInput {
        let reading = read(into: &events)
        hasMoreInput = reading == .some
        sources.noteReading(reading)
      }
      if sources.terminalIsGone { events.append(.quit(exitStatus: 128 + SIGHUP)) }

      for event in events {
        // By habit ^L paints everything anew, should another program have written on the screen.
        if event == .key(.control("l")) { shown = nil }
        program.handle(event)
        if case .quit(let status) = event { return status }
        if let status = program.exitStatus { return status }
      }
      if ready.engine { program.engineWoke() }
      let timeHasPassed = deadline.map { ContinuousClock.now >= $0 } ?? false
      if timeHasPassed { program.timePassed() }
      // Nothing is shown, too, after the terminal was out of our hands.
      hasNews = !events.isEmpty || ready.engine || timeHasPassed || shown == nil
    }
  }

  /// Does what signals ask of the terminal, and appends what they ask of the program.
  private mutating func answer(_ signals: [Signal], _ events: inout [InputEvent]) {
    for signal in signals {
      switch signal {
      case .quit(let status):
        events.append(.quit(exitStatus: status))
        return
      case .stop:
        suspend()
        signals_stop()
        resume()
      case .continued:
        resume()
      case .resized:
        break
      }
    }
    if !signals.isEmpty, followSize() { events.append(.resize(size)) }
  }
}
