/// The text that one of our files carries beside its tensors.
struct CheckpointMetadata {
  private var text: [String: String]

  /// What tells our files from others.
  private static let format = (key: "format", value: "potemkin 1")

  /// What a checkpoint writes.
  init(network: Network, recipe: Recipe?) {
    text = recipe?.metadata ?? [:]
    text[Self.format.key] = Self.format.value
    let shape = network.inputShape
    text["input_shape"] = "\(shape.channels),\(shape.height),\(shape.width)"
    if let activation = network.activation {
      text["activation"] = activation.name
      if case .squareplus(let a) = activation { text["squareplus_a"] = "\(a)" }
    }
  }

  /// What a file has; `nil` where it is not one of ours.
  init?(_ text: [String: String]) {
    guard text[Self.format.key] == Self.format.value else { return nil }
    self.text = text
  }

  /// As it stands in the file.
  var dictionary: [String: String] { text }

  subscript(key: String) -> String? { text[key] }

  /// The activation; `nil` where the file names none, as softmax regression has none.
  func activation() throws(CheckpointError) -> Activation? {
    guard let name = text["activation"] else { return nil }
    guard let activation = Activation(name: name) else {
      throw .badRecipe(key: "activation", expected: "relu, squareplus or exponential", found: name)
    }
    guard case .squareplus = activation else { return activation }
    return .squareplus(
      a: try number("squareplus_a", "a positive number") { $0 > 0 && $0.isFinite })
  }

  /// The shape of the images, where the file gives one of so many pixels.
  func inputShape(pixels: Int) -> ImageShape? {
    let sizes = (text["input_shape"] ?? "").split(separator: ",").compactMap { Int($0) }
    guard sizes.count == 3, sizes.allSatisfy({ (1...pixels).contains($0) }),
      sizes[0].multipliedReportingOverflow(by: sizes[1]).partialValue
        .multipliedReportingOverflow(by: sizes[2]) == (pixels, false)
    else { return nil }
    return ImageShape(channels: sizes[0], height: sizes[1], width: sizes[2])
  }

  /// A number that has to be there.
  /// - Throws: `CheckpointError.badRecipe` where it is not, or does not make sense.
  func number<Number: LosslessStringConvertible>(
    _ key: String, _ expected: String, _ isValid: (Number) -> Bool
  ) throws(CheckpointError) -> Number {
    let value = text[key] ?? ""
    guard let number = Number(value), isValid(number) else {
      throw .badRecipe(key: key, expected: expected, found: value)
    }
    return number
  }
}
