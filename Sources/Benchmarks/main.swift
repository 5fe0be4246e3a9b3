import Engine
import Foundation

/// What can be measured, by name; without names, all of it.
let benchmarks: [(name: String, run: () throws -> Void)] = [
  ("training", measureTraining),
  ("fgsm", measureFastGradientSign),
  ("attacks", measureAttacks),
  ("curve", measureConfidenceCurve),
  ("minimal-epsilon", measureMinimalEpsilon),
  ("hypothesis", measureIntervalHypothesis),
  ("digits", measureBuiltInDigits),
]

let wanted = Set(CommandLine.arguments.dropFirst())
for benchmark in benchmarks where wanted.isEmpty || wanted.contains(benchmark.name) {
  try benchmark.run()
}
