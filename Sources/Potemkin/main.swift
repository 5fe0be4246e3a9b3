import Foundation

// A full disk or a file too large is an error to report, not a reason to die.
signal(SIGXFSZ, SIG_IGN)

let code = CommandLineProgram.run(Array(CommandLine.arguments.dropFirst()))

// Not `exit`: that takes oneDNN apart while the engine's threads may still be at work in it.
// Nothing is lost, as output is never buffered and the terminal is already restored.
_exit(code.rawValue)
