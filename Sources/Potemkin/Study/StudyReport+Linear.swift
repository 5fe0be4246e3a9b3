import Engine
import Foundation

extension StudyReport {
  var linearExplanation: String {
    let rows = linear.map { point in
      [
        "\(point.pixels)", point.meanMagnitude.fixed(5),
        // Of a normal distribution of deviation 1/√n.
        (2 / (Double.pi * Double(point.pixels))).squareRoot().fixed(5),
        point.predictedChange.fixed(4), point.measuredChange.fixed(4), percent(point.accuracy),
        percent(point.robustAccuracy),
      ]
    }
    let exponent = LinearGrowth.exponent(linear).map { $0.fixed(2) } ?? "–"
    return table(
      "## 2.1: the linear explanation, softmax regression at ε = \(StudyPlan.visible)",
      [
        "n", "m, mean magnitude of w", "the same before training", "ε·m·n", "change measured",
        "accuracy", "accuracy under FGSM",
      ], rows) + """


        The same images at several resolutions: means of blocks below their own, repeated pixels above \
        it; the learning rate is in proportion to 1/n. The change of the score is ε·m·n, as the study \
        says. Over these resolutions it grows as n to the power \(exponent). In proportion to n it would \
        grow if m stayed the same; but the first weights have a deviation of 1/√n, by which alone the \
        change grows as the square root of n, and what is learned of the same picture is shared out \
        among its pixels. More inputs still make the same ε worth more.
        """
  }
}
