import Engine
import Foundation

extension DatasetLocator {
  /// The search as the command line and the environment set it.
  init(option: String?) {
    self.init(option: option, environment: ProcessInfo.processInfo.environment)
  }
}

extension DatasetSource {
  /// The images that a command works on; where they are the built-in digits, that is said on
  /// standard error.
  ///
  /// - Throws: `DataError`, where a directory is named that holds no dataset.
  init(option: String?) throws(DataError) {
    try self.init(DatasetLocator(option: option).search())
    if isBuiltIn {
      StandardError.write(
        "MNIST is not here, so the built-in digits take its place; potemkin data says more.\n")
    }
  }
}
