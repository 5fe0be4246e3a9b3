import Engine
import Foundation

/// How long the built-in digits take to draw, and how much of MNIST's test set the study's network
/// reads when it was trained on them alone.
func measureBuiltInDigits() throws {
  let clock = ContinuousClock()
  let start = clock.now
  let splits = try BuiltInDigits.splits()
  let seconds = (clock.now - start).seconds
  let images = splits.train.count + splits.test.count
  let search = DatasetLocator(environment: ProcessInfo.processInfo.environment).search()
  guard let directory = try search.directory() else {
    report(
      "drawing \(images) built-in digits", milliseconds: seconds * 1e3,
      "their worth is not measured: MNIST is not there (potemkin data says where it was looked for)"
    )
    return
  }
  let mnist = try directory.loadTest()
  let settings = TrainingPreset.quick.settings
  var run = TrainingRun(settings, train: splits.train, test: splits.test)
  while !run.isFinished { _ = try run.advance() }
  let onDigits = run.epochs.last?.testAccuracy ?? 0
  let onMNIST = accuracy(of: run.network, on: mnist)?.fraction ?? 0
  report(
    "drawing \(images) built-in digits", milliseconds: seconds * 1e3,
    "trained on them alone (preset quick), 784-64-64-10 reads \(percent(onMNIST, digits: 1)) of "
      + "\(mnist.name) (goal: 88 %), and \(percent(onDigits, digits: 1)) of their own test images")
}
