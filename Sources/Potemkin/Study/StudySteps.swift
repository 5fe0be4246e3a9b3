import Engine
import Foundation

/// Steps whose results are kept as files, so that work goes on where it was stopped.
struct StudySteps {
  let directory: String
  /// About how long everything takes, in seconds, before anything is known of this machine.
  let expected: Double

  private var line = ProgressLine()
  /// What has been done, and how long that took, in seconds expected and measured here.
  private var workDone = 0.0
  private var workSpared = 0.0
  private let start = ContinuousClock.now

  /// What the steps' files belong to: other data or another plan may not go on from them.
  struct Key: Codable, Equatable {
    var plan: StudyPlan
    var train: String
    var test: String
    /// Of all pixels and labels.
    var digest: String
  }

  /// - Throws: `StudyError.otherResults` where the directory holds those of another key.
  init(in directory: String, key: Key, expected: Double) throws {
    self.directory = directory
    self.expected = expected
    do {
      try FileManager.default.createDirectory(
        atPath: directory + "/steps", withIntermediateDirectories: true)
    } catch {
      throw StudyError.noDirectory(path: directory)
    }
    let path = "\(directory)/steps/key.json"
    if let found: Key = Self.read(path) {
      guard found == key else { throw StudyError.otherResults(path: directory) }
    } else {
      try Self.write(key, to: path)
    }
  }

  /// The result of a step: from its file where it was finished before, else from its work.
  ///
  /// - Parameters:
  ///   - seconds: About how long it takes.
  ///   - work: Tells what share of it is done, 0…1.
  mutating func run<Result: Codable>(
    _ name: String, seconds: Double, _ work: (_ progress: (Double) -> Void) throws -> Result
  ) throws -> Result {
    let path = "\(directory)/steps/\(name).json"
    if let result: Result = Self.read(path) {
      workSpared += seconds
      return result
    }
    if Interruption.isRequested { throw StudyError.interrupted(path: directory) }
    let begin = ContinuousClock.now
    show(name, 0, seconds)
    let result: Result
    do {
      defer { line.clear() }
      result = try work { share in
        if line.isDue { show(name, share, seconds) }
      }
    } catch is Interruption {
      throw StudyError.interrupted(path: directory)
    }
    // What was cut short has no result to keep.
    if Interruption.isRequested { throw StudyError.interrupted(path: directory) }
    try Self.write(result, to: path)
    workDone += seconds
    StandardError.write(
      "\(name)  \((ContinuousClock.now - begin).seconds.fixed(1)) s  \(timeLeft(0))\n")
    return result
  }

  private mutating func show(_ name: String, _ share: Double, _ seconds: Double) {
    let done = (workSpared + workDone + share * seconds) / expected
    line.show("\(ProgressLine.bar(done))  \(name)  \(timeLeft(share * seconds))")
  }

  /// How long the rest takes at the pace so far.
  private func timeLeft(_ further: Double) -> String {
    let done = workDone + further
    let rest = max(0, expected - workSpared - done)
    // Until a second's work is done, its pace says little.
    let pace = done > 1 ? (ContinuousClock.now - start).seconds / done : 1
    return "\((rest * pace).fixed(0)) s left"
  }

  private static func read<Value: Decodable>(_ path: String) -> Value? {
    FileManager.default.contents(atPath: path).flatMap {
      try? JSONDecoder().decode(Value.self, from: $0)
    }
  }

  private static func write(_ value: some Encodable, to path: String) throws {
    try StudyError.write(JSONEncoder().encode(value), to: path)
  }
}

/// Why the study can't be reproduced.
enum StudyError: Error, Equatable {
  case noDirectory(path: String)
  case otherResults(path: String)
  case unwritable(path: String, reason: String)
  case interrupted(path: String)
  case diverged(step: String)
}

extension StudyError {
  /// Writes one of the study's files, whole or not at all.
  /// - Throws: `unwritable`.
  static func write(_ bytes: Data, to path: String) throws(StudyError) {
    do {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw .unwritable(path: path, reason: "\(error)")
    }
  }
}

extension StudyError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noDirectory(let path):
      "expected a directory that can be made or written to, found none at \(path). "
        + "Choose another place with --output."
    case .otherResults(let path):
      "expected the results of this data and plan in \(path), found those of others. "
        + "Choose another place with --output, or remove that one."
    case .unwritable(let path, let reason):
      "can't write \(path): \(reason). Choose another place with --output."
    case .interrupted(let path):
      "interrupted; finished steps are kept in \(path), and the same command goes on from there"
    case .diverged(let step): "training diverged in the step \(step): expected a finite loss"
    }
  }
}
