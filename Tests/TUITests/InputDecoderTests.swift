import Testing

@testable import TUI

@Suite struct InputDecoderTests {
  typealias Unit = InputDecoder.Unit

  private func events(_ units: [Unit], pausing: Bool = true) -> [InputEvent] {
    var decoder = InputDecoder()
    var events: [InputEvent] = []
    for unit in units { decoder.decode(unit, into: &events) }
    if pausing { decoder.pause(into: &events) }
    return events
  }

  private func bytes(_ text: String) -> [Unit] { text.utf8.map { .byte($0) } }

  @Test("characters of one to four bytes arrive whole", arguments: ["q", "é", "ε", "▀", "😀"])
  func characters(text: String) {
    #expect(events(bytes(text)) == [.key(.character(Character(text)))])
    var decoder = InputDecoder()
    var split: [InputEvent] = []
    for unit in bytes(text) {
      decoder.decode(unit, into: &split)
      decoder.pause(into: &split)
    }
    #expect(split == [.key(.character(Character(text)))], "however long it takes")
  }

  @Test(
    "malformed bytes are dropped, and nothing after them",
    arguments: [
      [0xFF], [0x80], [0xC3], [0xE2, 0x96], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80],
      [0xC2, 0x9B],
    ] as [[UInt8]])
  func malformed(garbage: [UInt8]) {
    #expect(events(garbage.map { .byte($0) } + bytes("q")) == [.key(.character("q"))])
  }

  @Test(
    "control bytes are the keys that send them",
    arguments: [
      (0x01, .control("a")), (0x1A, .control("z")), (0x00, .control("@")), (0x1C, .control("\\")),
      (0x08, .backspace), (0x7F, .backspace), (0x09, .tab), (0x0A, .enter), (0x0D, .enter),
    ] as [(UInt8, Key)])
  func controls(byte: UInt8, key: Key) { #expect(events([.byte(byte)]) == [.key(key)]) }

  @Test("an escape is a key once nothing follows it")
  func escape() {
    #expect(events([.byte(0x1B)], pausing: false) == [])
    #expect(events([.byte(0x1B)]) == [.key(.escape)])
    #expect(events(bytes("\u{1B}\u{1B}")) == [.key(.escape), .key(.escape)])
    #expect(events(bytes("\u{1B}j")) == [.key(.escape), .key(.character("j"))])
    #expect(events([.byte(0x1B), .bound(.key(.up))]) == [.key(.escape), .key(.up)])
  }

  @Test(
    "unknown sequences are swallowed to their last byte",
    arguments: ["\u{1B}[I", "\u{1B}[99;99~", "\u{1B}[?1;2c", "\u{1B}[1;2 q", "\u{1B}Ox", "\u{1B}["])
  func unknownSequences(sequence: String) {
    var decoder = InputDecoder()
    var events: [InputEvent] = []
    for unit in bytes(sequence) { decoder.decode(unit, into: &events) }
    decoder.pause(into: &events)
    for unit in bytes("q") { decoder.decode(unit, into: &events) }
    #expect(events == [.key(.character("q"))])
  }

  @Test(
    "reports of the mouse tell what happened where",
    arguments: [
      ("0;1;1M", .press, 0, 0), ("0;12;5m", .release, 11, 4), ("32;300;200M", .drag, 299, 199),
      ("64;2;3M", .wheelUp, 1, 2), ("65;2;3M", .wheelDown, 1, 2), ("16;2;3M", .press, 1, 2),
    ] as [(String, MouseEvent.Kind, Int, Int)])
  func mouse(report: String, kind: MouseEvent.Kind, x: Int, y: Int) {
    let expected = InputEvent.mouse(MouseEvent(kind, at: Point(x: x, y: y)))
    #expect(events([.bound(.mouseReport)] + bytes(report)) == [expected])
  }

  @Test(
    "other buttons, and reports that are none, are no events",
    arguments: ["1;2;3M", "2;2;3m", "35;2;3M", "66;2;3M", "0;0;1M", "0;5M", "M"])
  func otherReports(report: String) {
    #expect(events([.bound(.mouseReport)] + bytes(report + "q")) == [.key(.character("q"))])
  }

  @Test("a report that breaks off gives way to the next key")
  func brokenReport() {
    #expect(events([.bound(.mouseReport)] + bytes("0;1q")) == [.key(.character("q"))])
    let overlong = String(repeating: "9", count: 40)
    #expect(!events([.bound(.mouseReport)] + bytes(overlong)).contains { $0.isMouse })
  }

  @Test(
    "reports in bytes are understood as well",
    arguments: [
      ([32, 33, 33], .press, 0, 0), ([35, 43, 38], .release, 10, 5),
      ([64, 255, 34], .drag, 222, 1),
      ([96, 34, 35], .wheelUp, 1, 2),
    ] as [([UInt8], MouseEvent.Kind, Int, Int)])
  func oldMouse(report: [UInt8], kind: MouseEvent.Kind, x: Int, y: Int) {
    let units: [Unit] = [.bound(.oldMouseReport)] + report.map { .byte($0) }
    #expect(events(units) == [.mouse(MouseEvent(kind, at: Point(x: x, y: y)))])
  }

  @Test("a paste is one event, whatever is in it")
  func paste() {
    let units =
      [.bound(.pasteStart)] + bytes("q\r\nέ\rx\ty\u{1B}\u{7}") + [.bound(.key(.up))]
      + bytes("z\n") + [.bound(.pasteEnd)] + bytes("k")
    #expect(events(units) == [.paste("q\nέ\nx\tyz\n"), .key(.character("k"))])
  }

  @Test("a paste without end stays silent, one beyond the limit is cut")
  func longPaste() {
    let text = [Unit](repeating: .byte(0x61), count: Paste.limit + 10)
    #expect(events([.bound(.pasteStart)] + text) == [])
    let pasted = events([.bound(.pasteStart)] + text + [.bound(.pasteEnd)])
    #expect(pasted == [.paste(String(repeating: "a", count: Paste.limit))])
  }

  @Test("an empty paste is no event")
  func emptyPaste() { #expect(events([.bound(.pasteStart), .bound(.pasteEnd)]) == []) }

  @Test("of drags in a row the last is kept, in the order of the rest")
  func drags() {
    func mouse(_ kind: MouseEvent.Kind, _ x: Int) -> InputEvent {
      .mouse(MouseEvent(kind, at: Point(x: x, y: 0)))
    }
    var kept: [InputEvent] = []
    for event in [
      mouse(.press, 0), mouse(.drag, 1), mouse(.drag, 2), .key(.up), mouse(.drag, 3),
      mouse(.drag, 4), mouse(.release, 4),
    ] {
      kept.append(event)
      kept.dropSupersededDrag()
    }
    #expect(
      kept == [mouse(.press, 0), mouse(.drag, 2), .key(.up), mouse(.drag, 4), mouse(.release, 4)])
  }
}

extension InputEvent {
  fileprivate var isMouse: Bool {
    if case .mouse = self { true } else { false }
  }
}
