import Engine
import Foundation

/// One epoch of 784-64-64-10 with minibatches of 64, shuffling and conversion included, against
/// what oneDNN reaches on the products alone; both on one thread.
func measureTraining() throws {
  let data = try BuiltInDigits.train()
  let settings = TrainingSettings(epochs: 1, batch: 64, learningRate: 0.01)
  let seconds = shortestTime {
    var trainer = Trainer(settings, on: data)
    while !trainer.isFinished { trainer.advance() }
  }
  let network = Trainer(settings, on: data).network
  // Forward; backward to the weights; backward to every layer's input but the first's.
  let first = network.dense[0]
  let perImage = 3 * network.flopsPerImage - 2 * first.inputs * first.outputs
  let rate = Double(data.count * perImage) / seconds
  let peak = peakFlops(threads: 1)
  report(
    "one epoch of 784-64-64-10, batch 64", milliseconds: seconds * 1e3,
    "\(percent(rate / peak)) of oneDNN's own rate on [64,784]·[784,64], one thread (goal: 60 %)")
}
