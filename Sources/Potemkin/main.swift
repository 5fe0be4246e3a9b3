import Foundation

// A full disk or a file too large is an error to report, not a reason to die.
signal(SIGXFSZ, SIG_IGN)

exit(CommandLineProgram.run(Array(CommandLine.arguments.dropFirst())).rawValue)
