/// What is wrong with a model file.
public enum CheckpointError: Error, Equatable, Sendable {
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  /// What is wrong inside a file.
  indirect case inFile(path: String, CheckpointError)
  case tooShort(expected: Int, found: Int)
  case headerTooLong(promised: UInt64, found: Int)
  case headerNotJSON
  case malformedEntry(String)
  case unsupportedType(tensor: String, found: String)
  case wrongSize(tensor: String, expected: Int, found: Int)
  case badOffsets(tensor: String, range: Range<Int>, expectedStart: Int, bytes: Int)
  case trailingBytes(expected: Int, found: Int)
  case noLayers
  case notALayer(tensor: String, shape: [Int])
  case brokenChain(tensor: String, shape: [Int], expectedInputs: Int)
  case strayBias(tensor: String, length: Int)
  case missingPrecisions(centres: String, units: Int)
  case brokenRadialBasis(units: Int, layers: [Int])
  case notFinite(tensor: String)
  case badRecipe(key: String, expected: String, found: String)
  case activationConflict(recipe: String, given: String)
  case inputMismatch(model: Int, data: Int, dataset: String)
  case classesMismatch(model: Int, data: Int, dataset: String)
}

extension CheckpointError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "can't read the model \(path): \(reason). Give a safetensors file."
    case .unwritable(let path, let reason):
      "can't save the model to \(path): \(reason). What was there before is untouched; "
        + "choose another place or make room, and save again."
    case .inFile(let path, let error): "\(path): \(error)"
    case .tooShort(let expected, let found):
      "expected a safetensors file, which has at least \(expected) bytes, found \(found). "
        + "The file is empty or cut off: copy or save it again."
    case .headerTooLong(let promised, let found):
      "expected a header of at most \(found) bytes, found one that promises \(promised). "
        + "This is not a safetensors file, or it is cut off."
    case .headerNotJSON:
      "expected a JSON header, found something else. This is not a safetensors file, or it is damaged."
    case .malformedEntry(let name):
      "expected dtype, shape and data_offsets for \"\(name)\" in the header, found something else. "
        + "The file is damaged: save it again."
    case .unsupportedType(let tensor, let found):
      "expected floats (F16, BF16, F32 or F64) in tensor \"\(tensor)\", found \(found). "
        + "Save the weights alone, as floats."
    case .wrongSize(let tensor, let expected, let found):
      "expected \(expected) bytes for the shape of tensor \"\(tensor)\", found \(found). "
        + "The file is damaged: save it again."
    case .badOffsets(let tensor, let range, let start, let bytes):
      "expected tensor \"\(tensor)\" to start at byte \(start) and end by \(bytes), "
        + "found \(range.lowerBound) to \(range.upperBound). "
        + "The file is cut off or damaged: copy or save it again."
    case .trailingBytes(let expected, let found):
      "expected \(expected) bytes of tensors, found \(found). The file is damaged: save it again."
    case .noLayers:
      "expected the weights of dense layers, found no tensor of two dimensions. "
        + "Save the state dict of a chain of Linear layers."
    case .notALayer(let tensor, let shape):
      "expected weights [out, in] or biases [out], found tensor \"\(tensor)\" of shape \(shape). "
        + "Only chains of Linear layers are read."
    case .brokenChain(let tensor, let shape, let inputs):
      "expected a layer that takes \(inputs) inputs, found tensor \"\(tensor)\" of "
        + "shape \(shape). The layers do not form a chain from pixels to classes."
    case .strayBias(let tensor, let length):
      "expected biases that fit a layer, found tensor \"\(tensor)\" of length \(length), "
        + "which fits none that is without."
    case .missingPrecisions(let centres, let units):
      "expected \(units) log precisions beside the Gaussian units' tensor \"\(centres)\", found none. "
        + "The file is damaged or not whole: save it again."
    case .brokenRadialBasis(let units, let layers):
      "expected one dense layer that takes the values of \(units) Gaussian units, found "
        + "\(layers.count) that take \(layers). The layers do not form a network."
    case .notFinite(let tensor):
      "expected finite numbers, found NaN or infinity in tensor \"\(tensor)\". "
        + "The model was damaged, or its training diverged: train it anew, more slowly."
    case .badRecipe(let key, let expected, let found):
      "expected \(expected) for \"\(key)\" in the recipe, found \"\(found)\"."
    case .activationConflict(let recipe, let given):
      "expected the activation of the model's own recipe, \(recipe), found --activation \(given). "
        + "Leave the flag out."
    case .inputMismatch(let model, let data, let dataset):
      "expected a model that reads images of \(data) pixels (\(dataset)), found one that reads "
        + "\(model). Choose another model, or other data with --data."
    case .classesMismatch(let model, let data, let dataset):
      "expected a model with \(data) classes (\(dataset)), found one with \(model). "
        + "Choose another model, or other data with --data."
    }
  }
}
