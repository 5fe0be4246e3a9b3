import Foundation

extension RadialBasis {
  /// What a file calls its tensors, after the place of the layer: "0.centres", "0.log_precisions".
  private static let names = (centres: "centres", logPrecisions: "log_precisions")

  /// The tensors of the layer at a place of the network.
  func tensors(at index: Int) -> [Safetensors.Tensor] {
    [
      .init(
        name: "\(index).\(Self.names.centres)", shape: [units, inputs], values: centres.values),
      .init(name: "\(index).\(Self.names.logPrecisions)", shape: [units], values: logPrecisions),
    ]
  }

  /// Takes Gaussian units out of the tensors of a file.
  ///
  /// - Returns: `nil` where there are none.
  /// - Throws: `CheckpointError` where the precisions are not there, or a number makes no sense.
  static func take(from tensors: inout [Safetensors.Tensor]) throws(CheckpointError) -> RadialBasis?
  {
    guard let centres = tensors.first(where: { $0.name.hasSuffix(names.centres) }) else {
      return nil
    }
    let precisionsName = centres.name.dropLast(names.centres.count) + names.logPrecisions
    guard centres.shape.count == 2, !centres.shape.contains(0) else {
      throw .notALayer(tensor: centres.name, shape: centres.shape)
    }
    guard
      let precisions = tensors.first(where: {
        $0.name == precisionsName && $0.shape == [centres.shape[0]]
      })
    else { throw .missingPrecisions(centres: centres.name, units: centres.shape[0]) }
    guard centres.values.allSatisfy(\.isFinite) else { throw .notFinite(tensor: centres.name) }
    guard precisions.values.allSatisfy({ $0.isFinite && expf($0).isFinite }) else {
      throw .notFinite(tensor: precisions.name)
    }
    tensors.removeAll { $0.name == centres.name || $0.name == precisions.name }
    return RadialBasis(
      centres: Matrix(
        rows: centres.shape[0], columns: centres.shape[1], values: centres.values),
      logPrecisions: precisions.values)
  }
}
