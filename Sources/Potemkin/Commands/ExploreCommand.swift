import TUI

/// Explores adversarial examples on the screen.
struct ExploreCommand: Command {
  var data: String?
  var model: String?
  var theme = ThemeName.dark

  static let name = "explore"
  static let summary = "Explore adversarial examples in the terminal"
  static let discussion = """
    Arrow keys slide epsilon and step through test images; "?" shows all keys.
    """

  static var arguments: [Argument<Self>] {
    [
      .data(\.data),
      .value("--model", \.model, .file, help: "The network to start with, a safetensors file."),
      .value("--theme", \.theme, .choice(), help: "Colours for a dark or a light background."),
    ]
  }

  func run() throws {
    StandardError.write("The explorer is not here yet.\n")
  }
}
