import Testing

@testable import TUI

@Suite struct KeyBindingsTests {
  @Test("each code leads back to its binding, and others to none")
  func codes() {
    for (index, row) in KeyBindings.table.enumerated() {
      #expect(KeyBindings.binding(forCode: KeyBindings.firstCode + Int32(index)) == row.binding)
    }
    for code in [0, 0xFF, 0o632, KeyBindings.firstCode + Int32(KeyBindings.table.count)] {
      #expect(KeyBindings.binding(forCode: code) == nil)
    }
  }

  @Test("no binding is there twice, and none lacks a way to come about")
  func complete() {
    #expect(Set(KeyBindings.table.map(\.binding)).count == KeyBindings.table.count)
    #expect(KeyBindings.table.allSatisfy { !$0.capabilities.isEmpty || !$0.sequences.isEmpty })
  }

  @Test("no sequence begins with another")
  func prefixes() {
    let sequences = KeyBindings.table.flatMap(\.sequences)
    for (index, sequence) in sequences.enumerated() {
      for (other, longer) in sequences.enumerated() where other != index {
        #expect(!longer.utf8.starts(with: sequence.utf8))
      }
    }
  }
}
