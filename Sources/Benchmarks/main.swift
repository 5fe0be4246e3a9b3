import Engine
import Foundation

func milliseconds(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  var best = Double.infinity
  for _ in 0..<5 {
    let t = clock.measure(body)
    best = min(best, Double(t.components.attoseconds) / 1e15 + Double(t.components.seconds) * 1e3)
  }
  return best
}
var g = SeededGenerator(seed: 1)
let a = Matrix(rows: 64, columns: 784, values: (0..<64 * 784).map { _ in g.uniform() })
let b = Matrix(rows: 784, columns: 64, values: (0..<64 * 784).map { _ in g.normal() })
var c = Matrix(rows: 64, columns: 64)
let peak = milliseconds { for _ in 0..<2000 { c.setProduct(a, .none, b, .none) } } / 2000
let bt = Matrix(rows: 64, columns: 784, values: b.values)
let nt = milliseconds { for _ in 0..<2000 { c.setProduct(a, .none, bt, .transposed) } } / 2000
var w = Matrix(rows: 64, columns: 784)
let tn = milliseconds { for _ in 0..<2000 { w.setProduct(c, .transposed, a, .none) } } / 2000
let flop = 2.0 * 64 * 64 * 784
print("NN", flop / peak / 1e6, "NT", flop / nt / 1e6, "TN", flop / tn / 1e6, "GFLOP/s")
let data = Dataset(
  name: "x", shape: .mnist,
  pixels: (0..<60000 * 784).map { _ in UInt8(truncatingIfNeeded: g.next()) },
  labels: (0..<60000).map { _ in UInt8(g.next() % 10) })
var settings = TrainingSettings(epochs: 1, batch: 64, learningRate: 0.01)
let epoch = milliseconds {
  var t = Trainer(settings, on: data); while !t.isFinished { t.advance() }
}
let perImage = 2 * (784 * 64 + 64 * 64 + 640) * 2 + 2 * (64 * 64 + 640)
let epochFlop = 60000.0 * Double(perImage)
print(
  "epoch", epoch, "ms", epochFlop / epoch / 1e6, "GFLOP/s",
  epochFlop / epoch / 1e6 / (flop / peak / 1e6))
let test = data.prefix(10000)
var t = Trainer(settings, on: test)
let net = t.network
print(
  "fgsm",
  milliseconds {
    _ = robustAccuracy(
      of: net, on: test, against: FastGradientSign(), within: ThreatModel(epsilon: 0.1))
  })
print("accuracy", milliseconds { _ = accuracy(of: net, on: test) })
print(
  "explore", milliseconds { _ = Exploration(net, test, index: 3, clipped: false) },
  milliseconds { _ = Exploration(net, test, index: 3, clipped: true) })
