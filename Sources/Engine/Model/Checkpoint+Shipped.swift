import Assets

extension Checkpoint {
  /// The model that ships with the program: the study's network, trained on MNIST.
  /// - Throws: `CheckpointError`, where the program's own files are gone.
  public static func shipped() throws(CheckpointError) -> Checkpoint {
    try load(Assets.models.appendingPathComponent("mnist-64-64.safetensors").path)
  }
}
