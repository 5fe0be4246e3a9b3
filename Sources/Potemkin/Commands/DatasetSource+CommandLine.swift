import Engine
import Foundation

extension DatasetLocator {
  /// The search as the command line and the environment set it.
  init(option: String?) {
    self.init(option: option, environment: ProcessInfo.processInfo.environment)
  }
}

extension DatasetSource {
  /// The images to work on: those of a directory that is named or found, or else the built-in
  /// digits, which is then said on standard error.
  ///
  /// - Throws: `DataError`, where a directory is named that holds no dataset.
  static func find(option: String?) throws(DataError) -> DatasetSource {
    let source = try DatasetSource(DatasetLocator(option: option).search())
    if source.isBuiltIn {
      StandardError.write("MNIST is not there: the built-in digits serve instead.\n")
    }
    return source
  }
}
