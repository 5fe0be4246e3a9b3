import Engine
import Foundation

/// The program as the command line sees it: words in, an exit code out.
enum CommandLineProgram {
  /// The commands, as help lists them.
  static let commands: [any Command.Type] = [
    TrainCommand.self,
    EvaluateCommand.self,
    AttackCommand.self,
    MinimalEpsilonCommand.self,
    LinearGrowthCommand.self,
    CurveCommand.self,
    MisreadCommand.self,
    PhysicalCommand.self,
    FoolCommand.self,
    ReproduceCommand.self,
    DataCommand.self,
  ]

  /// What runs where no command is named.
  typealias Default = ExploreCommand

  static let version = "1.0"

  /// Does what the words ask for, and says what went wrong on standard error.
  static func run(_ words: [String]) -> ExitCode {
    var name = "potemkin"
    do {
      var words = words
      var command: any Command.Type = Default.self
      if let first = words.first, !first.hasPrefix("-") {
        guard let named = commands.first(where: { $0.name == first }) else {
          throw UsageError.unknownCommand(
            first, nearest: nearest(to: first, among: commands.map { $0.name }))
        }
        (command, name) = (named, "potemkin \(first)")
        words.removeFirst()
      } else if words.contains("--version") {
        try StandardOutput.write("potemkin \(version)\n")
        return .success
      }
      if words.contains(where: { ["--help", "-h"].contains($0) }) {
        try StandardOutput.write(
          command is Default.Type
            ? help(default: Default.self, commands: commands) : help(of: command))
        return .success
      }
      try parse(words, for: command).run()
      return .success
    } catch let error as UsageError {
      StandardError.write("\(name): \(error)\nFor its flags: \(name) --help\n")
      return .usage
    } catch let error as AttackError {
      // An attack that can't be made was asked for in the words.
      StandardError.write(
        "\(name): \(error)\nEvery attack and its settings: potemkin attack --list\n")
      return .usage
    } catch {
      StandardError.write("\(name): \(error)\n")
      return Interruption.isRequested ? .interrupted : .failure
    }
  }

  /// Reads the words into a command's options.
  static func parse<C: Command>(_ words: [String], for type: C.Type) throws(UsageError) -> C {
    var command = C()
    try ArgumentParser(arguments: C.arguments).parse(words, into: &command)
    try command.validate()
    return command
  }
}

/// What the program tells the shell.
enum ExitCode: Int32 {
  case success = 0
  /// The world was in the way: a file, the network, the data.
  case failure = 1
  /// The command line can't be understood.
  case usage = 2
  /// As the shell counts a program that Control-C ended.
  case interrupted = 130
}
