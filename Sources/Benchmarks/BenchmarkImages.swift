import Engine
import Foundation

/// The test images that a benchmark works on: MNIST's where they are, else the built-in digits.
func benchmarkImages() throws -> Dataset {
  let search = DatasetLocator(environment: ProcessInfo.processInfo.environment).search()
  return try DatasetSource(search).loadTest()
}
