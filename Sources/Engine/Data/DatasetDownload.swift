import Foundation

/// Downloads the files of a published dataset, each checked against its pinned hash.
///
/// A file arrives under its name and `.partial`, and takes its place only once it is whole and its
/// hash is right. What has arrived survives a fault, a cancellation and the end of the program: the
/// next attempt, at the same mirror or another, goes on from there.
public struct DatasetDownload: Sendable {
  /// What is downloaded, and from where.
  public var dataset: PublishedDataset
  /// The directory in which the files are put; it is made where it does not exist.
  public var directory: DatasetDirectory
  /// How long a mirror may send nothing.
  public var stallTimeout: Duration

  /// Prepares a download; nothing happens yet.
  public init(
    _ dataset: PublishedDataset = .mnist, into directory: DatasetDirectory,
    stallTimeout: Duration = .seconds(20)
  ) {
    self.dataset = dataset
    self.directory = directory
    self.stallTimeout = stallTimeout
  }

  /// How far one file has come, in bytes.
  public struct Progress: Hashable, Sendable {
    /// The file.
    public let file: DatasetFile
    /// What has arrived of it, in this download or an earlier one.
    public let received: Int
    /// Its whole length.
    public let total: Int
  }

  /// A file that is there in the end.
  public struct Delivery: Hashable, Sendable {
    /// The file.
    public let file: DatasetFile
    /// Where it is.
    public let path: String
    /// The address that it came from; `nil` where it was there before.
    public let address: String?
  }

  /// Downloads what is not there yet, and returns once all of it is there.
  ///
  /// It blocks the thread that calls it, which should be one of the engine's own queues. Files of
  /// the same names with other content are not lost: they are set aside under `.replaced`.
  ///
  /// - Parameters:
  ///   - isCancelled: Asked about twenty times a second.
  ///   - progress: Called as often, on the calling thread, and once more as each file ends.
  /// - Returns: One delivery for each file, in the order of `DatasetFile.allCases`.
  /// - Throws: `DownloadError`. Files that came before the error stay.
  public func run(
    isCancelled: () -> Bool = { false }, progress: (Progress) -> Void = { _ in }
  ) throws(DownloadError) -> [Delivery] {
    do throws(POSIXFailure) {
      try directory.make()
    } catch {
      throw .storage(path: directory.path, reason: error.description)
    }
    var deliveries: [Delivery] = []
    for file in DatasetFile.allCases {
      guard let pin = dataset.pins[file] else { continue }
      func report(_ received: Int) {
        progress(Progress(file: file, received: received, total: pin.archiveLength))
      }
      let delivery = try deliver(file, pin, isCancelled: isCancelled, progress: report)
      report(pin.archiveLength)
      deliveries.append(delivery)
    }
    return deliveries
  }

  private func deliver(
    _ file: DatasetFile, _ pin: PublishedDataset.Pin,
    isCancelled: () -> Bool, progress: (Int) -> Void
  ) throws(DownloadError) -> Delivery {
    if let path = directory.find(file), pin.matches(path) {
      return Delivery(file: file, path: path, address: nil)
    }
    let target = directory.location(file.archiveName)
    let partial = try PartialFile(path: target + ".partial")
    defer { partial.removeIfEmpty() }

    var attempts: [DownloadAttempt] = []
    for mirror in dataset.mirrors {
      let address = mirror + file.archiveName
      var isResumed: Bool
      repeat {
        isResumed = partial.length > 0
        let fault = try attempt(
          address, pin, into: partial, isCancelled: isCancelled, progress: progress)
        guard let fault else {
          try setAside(file)
          try partial.commit(to: target)
          return Delivery(file: file, path: target, address: address)
        }
        attempts.append(DownloadAttempt(address: address, fault: fault))
        // The mirror is not to blame for what an earlier attempt left: it gets a second chance.
      } while isResumed && partial.length == 0
    }
    throw .unavailable(file: file, directory: directory.path, attempts: attempts)
  }

  /// Fetches what the partial file lacks, and checks the whole; returns `nil` where all is well.
  ///
  /// Where the fault lies in what the partial file holds, that is discarded.
  private func attempt(
    _ address: String, _ pin: PublishedDataset.Pin, into partial: PartialFile,
    isCancelled: () -> Bool, progress: (Int) -> Void
  ) throws(DownloadError) -> DownloadFault? {
    if isCancelled() { throw .cancelled }
    guard let url = URL(string: address), ["http", "https"].contains(url.scheme) else {
      return .badAddress
    }
    if partial.length < pin.archiveLength {
      let transfer = Transfer(into: partial, expected: pin.archiveLength)
      let outcome = transfer.run(
        from: url, stallTimeout: stallTimeout, isCancelled: isCancelled, progress: progress)
      switch outcome {
      case .complete: break
      case .failure(let error): throw error
      case .fault(let fault):
        if case .wrongRange = fault { try partial.restart() }
        return fault
      }
    }
    let digest = try partial.digest()
    if digest == pin.archiveDigest { return nil }
    try partial.restart()
    return .wrongDigest(expected: pin.archiveDigest, found: digest)
  }

  /// Renames whatever has one of the file's names, as it would be found in its stead.
  private func setAside(_ file: DatasetFile) throws(DownloadError) {
    while let path = directory.find(file) {
      guard rename(path, path + ".replaced") == 0 else {
        throw .storage(path: path, reason: POSIXFailure.current.description)
      }
    }
  }
}

extension PublishedDataset.Pin {
  /// Whether a file on disk has the pinned content, compressed or not.
  fileprivate func matches(_ path: String) -> Bool {
    guard let bytes = try? FileBytes.read(path: path, limit: IDXFile.defaultLimit) else {
      return false
    }
    let digest = SHA256.digest(of: bytes)
    return digest == archiveDigest || digest == contentDigest
  }
}
