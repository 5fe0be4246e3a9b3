import Engine
import Foundation
import TUI

/// Explores adversarial examples on the screen.
struct ExploreCommand: Command {
  var data: String?
  var model: String?
  var compare: String?
  var activation: Activation?
  var theme = ThemeName(environment: ProcessInfo.processInfo.environment)

  static let name = "explore"
  static let summary = "Explore adversarial examples in the terminal"
  static let discussion = """
    Arrow keys slide epsilon and step through test images; "?" shows all keys.
    """

  static var arguments: [Argument<Self>] {
    [
      .data(\.data),
      .value("--model", \.model, .file, help: "The network to start with, a safetensors file."),
      .value(
        "--compare", \.compare, .file, help: "The network to compare it with, likewise."),
      .value(
        "--activation", \.activation, .activation,
        help: "What follows each hidden layer, for a file that does not say."),
      .value("--theme", \.theme, .choice(), help: "Colours for a dark or a light background."),
    ]
  }

  func validate() throws(UsageError) {
    if model == nil, compare == nil, activation != nil {
      throw .flagNeeds("--activation", other: "--model")
    }
  }

  func run() throws {
    let source = try DatasetSource(DatasetLocator(option: data).search())
    let workbench = Workbench(
      source: source, model: try model.map(load) ?? (.shipped(), "shipped"),
      reference: try compare.map(load))
    let seed = UInt64.random(in: .min ... .max)
    let (status, failure) = try runExplorer(
      workbench, theme: theme, seed: seed,
      notice: source.isBuiltIn ? "MNIST is not here; potemkin data fetch gets it" : nil)
    workbench.finishSaving()
    // What went wrong with a file after the screen had gone is still to be heard.
    for message in workbench.collect().messages where message.isError {
      StandardError.write("\(message.text)\n")
    }
    if let failure { throw ExplorerFailure(description: failure) }
    // As at the end of the program: the engine may still be at work.
    if status != 0 { _exit(status) }
  }

  /// The network of a file, and where it is from.
  private func load(_ path: String) throws -> (checkpoint: Checkpoint, origin: String) {
    let checkpoint = try Checkpoint.load(path, activation: activation)
    return (checkpoint, checkpoint.origin(path: path))
  }
}

/// Why the explorer could not go on.
private struct ExplorerFailure: Error, CustomStringConvertible {
  let description: String
}
