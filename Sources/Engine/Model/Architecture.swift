/// What kind of network is trained, and how large.
public enum Architecture: Hashable, Sendable {
  /// One dense layer: a linear model.
  case softmaxRegression
  /// Dense layers of these widths, each followed by the activation, and a dense layer of classes.
  ///
  /// Source: seed 000, section 3.
  case perceptron(hidden: [Int], activation: Activation)
  /// So many Gaussian units, centred on training images, and a dense layer of classes.
  ///
  /// Source: seed 000, section 7; see `RadialBasis`.
  case radialBasis(units: Int)

  /// A perceptron, or softmax regression where there are no hidden layers.
  public init(hidden: [Int], activation: Activation) {
    self = hidden.isEmpty ? .softmaxRegression : .perceptron(hidden: hidden, activation: activation)
  }

  /// What it is called on screen and in results: "softmax regression", "mlp 64-64", "rbf 300".
  public var name: String {
    switch self {
    case .softmaxRegression: "softmax regression"
    case .perceptron(let hidden, _): "mlp " + hidden.map(String.init).joined(separator: "-")
    case .radialBasis(let units): "rbf \(units)"
    }
  }

  /// What its kind is called: "softmax", "mlp" or "rbf".
  public var kind: String {
    switch self {
    case .softmaxRegression: "softmax"
    case .perceptron: "mlp"
    case .radialBasis: "rbf"
    }
  }

  /// The widths of its hidden layers.
  public var hidden: [Int] {
    switch self {
    case .softmaxRegression: []
    case .perceptron(let hidden, _): hidden
    case .radialBasis(let units): [units]
    }
  }

  /// What follows its hidden dense layers; `nil` where there are none.
  public var activation: Activation? {
    if case .perceptron(_, let activation) = self { activation } else { nil }
  }
}
