import Foundation

/// What ships with the program: a trained model and the stroke skeletons of the built-in digits.
public enum Assets {
  /// The directory of shipped checkpoints, `*.safetensors`.
  public static var models: URL { Bundle.module.bundleURL.appendingPathComponent("models") }

  /// The directory of stroke skeletons, one file a digit.
  public static var digits: URL { Bundle.module.bundleURL.appendingPathComponent("digits") }
}
