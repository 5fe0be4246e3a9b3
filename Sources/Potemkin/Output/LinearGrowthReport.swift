import Engine

/// What an experiment on linear growth came to, and of what.
struct LinearGrowthReport {
  var experiment: LinearGrowthExperiment
  var splits: DatasetSplits
  var points: [LinearGrowth]

  private var exponent: Double? { LinearGrowth.exponent(points) }

  var text: String {
    let head = ["n", "m", "e*m*n", "measured", "accuracy", "under fgsm"]
    let rows = points.map { point in
      [
        "\(point.pixels)", point.meanMagnitude.fixed(5), point.predictedChange.fixed(4),
        point.measuredChange.fixed(4), percent(point.accuracy), percent(point.robustAccuracy),
      ]
    }
    let table = ([head] + rows).map { row in
      row.map { String(repeating: " ", count: max(0, 11 - $0.count)) + $0 }.joined()
    }
    let images = min(experiment.images, splits.train.count)
    return
      ([
        "data      \(splits.train.name), \(images) images; measured on \(splits.test.name)",
        "model     softmax regression, \(experiment.epochs) epochs, seed \(experiment.seed)",
        "epsilon   \(experiment.epsilon), not clipped",
      ] + table + ["growth    as n to the power \(exponent.map { $0.fixed(3) } ?? "-")"])
      .map { $0 + "\n" }.joined()
  }

  /// The report as JSON.
  var record: Record {
    Record(
      dataset: splits.train.name, images: min(experiment.images, splits.train.count),
      test: splits.test.name, epsilon: experiment.epsilon, epochs: experiment.epochs,
      seed: experiment.seed, exponent: exponent,
      resolutions: points.map {
        Record.Resolution(
          pixels: $0.pixels, meanMagnitude: $0.meanMagnitude, predictedChange: $0.predictedChange,
          measuredChange: $0.measuredChange, accuracy: $0.accuracy,
          robustAccuracy: $0.robustAccuracy)
      })
  }

  struct Record: Encodable {
    struct Resolution: Encodable {
      var pixels: Int
      var meanMagnitude, predictedChange, measuredChange: Double
      var accuracy, robustAccuracy: Double
    }

    var dataset: String
    var images: Int
    var test: String
    var epsilon: Float
    var epochs: Int
    var seed: UInt64
    var exponent: Double?
    var resolutions: [Resolution]
  }
}

extension LinearGrowth {
  /// The columns of a table of resolutions.
  static let columns =
    "pixels,epsilon,mean_magnitude,predicted_change,measured_change,accuracy,robust_accuracy"

  /// A row of it.
  var row: String {
    "\(pixels),\(epsilon),\(meanMagnitude),\(predictedChange),\(measuredChange),\(accuracy),"
      + "\(robustAccuracy)"
  }
}
