import Testing

@testable import Potemkin

@Suite("Help")
struct HelpTests {
  private static func text<C: Command>(_ command: C.Type) -> String { help(of: command) }

  private static let pages: [String] =
    CommandLineProgram.commands.map { text($0) } + [
      help(default: CommandLineProgram.Default.self, commands: CommandLineProgram.commands)
    ]

  @Test("no line is wider than 80 columns or ends in a space", arguments: pages.indices)
  func width(page: Int) {
    for line in Self.pages[page].split(separator: "\n") {
      #expect(line.count <= 80)
      #expect(line.last != " ")
    }
  }

  @Test("every flag is there, with what stands for its value")
  func flags() {
    for argument in TrainCommand.arguments {
      #expect(Self.text(TrainCommand.self).contains("\(argument.name) \(argument.placeholder)"))
    }
  }

  @Test("the program's help lists every command with its summary")
  func commands() throws {
    let page = try #require(Self.pages.last)
    for command in CommandLineProgram.commands {
      #expect(page.contains("  \(command.name) "))
    }
  }

  @Test("text is broken between words only")
  func wrapping() {
    let text = Array(repeating: "perturbation", count: 20).joined(separator: " ")
    let lines = wrapped(text, indent: "  ").split(separator: "\n")
    #expect(lines.count > 1)
    for line in lines { #expect(line.hasPrefix("  perturbation") && line.count <= 80) }
    #expect(wrapped("") == "")
    #expect(wrapped(String(repeating: "x", count: 100)).count == 100)
  }
}
