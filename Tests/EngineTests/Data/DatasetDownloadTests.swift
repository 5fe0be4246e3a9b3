import Foundation
import Testing

@testable import Engine

/// Serialized, as each test blocks its thread while it downloads.
@Suite("DatasetDownload", .serialized)
struct DatasetDownloadTests {
  typealias Response = LocalServer.Response
  typealias Request = LocalServer.Request

  let temporary: TemporaryDirectory
  /// Large enough that a transfer comes in several pieces: the train images have some 400 kB.
  let archives: [String: [UInt8]]
  let content: [DatasetFile: [UInt8]]
  let published: PublishedDataset
  let images = DatasetFile.trainImages.archiveName

  init() throws {
    temporary = try TemporaryDirectory()
    var generator = SeededGenerator(seed: 3)
    let noise = (0..<400_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    content = [
      .trainImages: idx([1000, 20, 20], noise), .trainLabels: SmallDataset.labels(9),
      .testImages: SmallDataset.images(9), .testLabels: SmallDataset.labels(9),
    ]
    var pins: [DatasetFile: PublishedDataset.Pin] = [:]
    var archives: [String: [UInt8]] = [:]
    for (file, bytes) in content {
      let archive = gzip(bytes)
      archives[file.archiveName] = archive
      pins[file] = PublishedDataset.Pin(
        archiveLength: archive.count, archiveDigest: SHA256.digest(of: archive),
        contentDigest: SHA256.digest(of: bytes))
    }
    self.archives = archives
    published = PublishedDataset(name: "Village", pins: pins, mirrors: [])
  }

  var archive: [UInt8] { archives[images] ?? [] }

  /// A server that serves the train images as it is told, and all else as it should.
  func server(
    images answer: @escaping @Sendable (Request, _ archive: [UInt8]) -> Response = {
      .file($1, $0)
    }
  ) throws -> LocalServer {
    try LocalServer { [archives, images] request in
      guard let archive = archives[request.name] else { return .notFound }
      return request.name == images ? answer(request, archive) : .file(archive, request)
    }
  }

  func download(
    _ servers: LocalServer..., stallTimeout: Duration = .seconds(10)
  ) -> DatasetDownload {
    var published = published
    published.mirrors = servers.map(\.address)
    return DatasetDownload(
      published, into: DatasetDirectory(path: temporary.path("data")), stallTimeout: stallTimeout)
  }

  /// The faults with which a download of the train images fails.
  func faults(
    _ download: DatasetDownload, sourceLocation: SourceLocation = #_sourceLocation
  ) -> [DownloadFault] {
    do {
      _ = try download.run()
      Issue.record("the download should fail", sourceLocation: sourceLocation)
    } catch .unavailable(let file, _, let attempts) {
      #expect(file == .trainImages, sourceLocation: sourceLocation)
      return attempts.map(\.fault)
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
    return []
  }

  /// Expects the four files and nothing besides.
  func expectComplete(sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: temporary.path("data")).sorted()
        == archives.keys.sorted(), sourceLocation: sourceLocation)
    for (name, archive) in archives {
      #expect(try temporary.read("data/\(name)") == archive, sourceLocation: sourceLocation)
    }
  }

  // MARK: - All is well

  @Test("four good files arrive, whole and in place, and load under their name")
  func good() throws {
    let server = try server()
    defer { server.stop() }
    let download = download(server)
    let deliveries = try download.run()
    #expect(deliveries.map(\.file) == DatasetFile.allCases)
    #expect(deliveries.allSatisfy { $0.address == server.address + $0.file.archiveName })
    try expectComplete()
    let test = try download.directory.load(.test, recognising: published)
    #expect(test.name == "Village test")
  }

  @Test("progress grows up to the whole of each file")
  func progress() throws {
    let server = try server()
    defer { server.stop() }
    var seen: [DatasetFile: [Int]] = [:]
    _ = try download(server).run(progress: { seen[$0.file, default: []].append($0.received) })
    for file in DatasetFile.allCases {
      let received = try #require(seen[file])
      #expect(received == received.sorted())
      #expect(received.last == archives[file.archiveName]?.count)
    }
  }

  @Test("files that are there already, compressed or not, are not fetched again")
  func skips() throws {
    let server = try server()
    defer { server.stop() }
    try temporary.write(archive, "data/\(images)")
    let labels = try #require(content[.testLabels])
    try temporary.write(labels, "data/t10k-labels.idx1-ubyte")
    let deliveries = try download(server).run()
    #expect(deliveries.map { $0.address == nil } == [true, false, false, true])
    #expect(
      server.requests.map(\.name)
        == [DatasetFile.trainLabels, .testImages].map(\.archiveName))
  }

  @Test("a file with other content is set aside, not lost, and not found in the new one's stead")
  func setsAside() throws {
    let server = try server()
    defer { server.stop() }
    try temporary.write([1, 2, 3], "data/\(images)")
    try temporary.write([4, 5], "data/\(DatasetFile.trainImages.name)")
    _ = try download(server).run()
    #expect(try temporary.read("data/\(images)") == archive)
    #expect(try temporary.read("data/\(images).replaced") == [1, 2, 3])
    #expect(try temporary.read("data/\(DatasetFile.trainImages.name).replaced") == [4, 5])
    #expect(
      DatasetDirectory(path: temporary.path("data")).find(.trainImages)
        == temporary.path("data/\(images)"))
  }

  // MARK: - Faults, and the next mirror

  @Test("after any fault the next mirror is tried", arguments: Fault.allCases)
  func nextMirror(fault: Fault) throws {
    let bad = try server(images: fault.answer)
    let good = try server()
    defer {
      bad.stop()
      good.stop()
    }
    let deliveries = try download(bad, good, stallTimeout: .seconds(1)).run()
    #expect(deliveries.first?.address == good.address + images)
    #expect(deliveries.last?.address == bad.address + DatasetFile.testLabels.archiveName)
    try expectComplete()
  }

  enum Fault: CaseIterable {
    case notFound, wrongBytes, shortFile, longFile, endlessFile, cut, cutWithoutLength, stall
    case silence

    func answer(_ request: Request, _ archive: [UInt8]) -> Response {
      let file = Response.file(archive, request)
      switch self {
      case .notFound: return .notFound
      case .wrongBytes:
        return Response(body: archive.map { $0 ^ 1 }, length: archive.count)
      case .shortFile: return Response(body: [1, 2, 3], length: 3)
      case .longFile: return Response(body: archive + [1], length: archive.count + 1)
      case .endlessFile: return Response(body: archive + archive, length: nil)
      case .cut: return file.cut(after: archive.count / 2)
      case .cutWithoutLength: return Response(body: Array(archive.prefix(1000)), length: nil)
      case .stall: return file.cut(after: archive.count / 2, then: .stall)
      case .silence: return file.cut(after: 0, then: .stall)
      }
    }
  }

  @Test("where every mirror fails, each is named with its own fault, and a way out")
  func exhausted() throws {
    let missing = try server { _, _ in .notFound }
    let wrong = try server { _, archive in
      Response(body: archive.map { $0 ^ 1 }, length: archive.count)
    }
    let stopped = try server()
    stopped.stop()
    defer {
      missing.stop()
      wrong.stop()
    }
    let download = download(missing, wrong, stopped)
    let faults = faults(download)
    try #require(faults.count == 3)
    #expect(faults[0] == .status(404))
    let found = SHA256.digest(of: archive.map { $0 ^ 1 })
    let expected = SHA256.digest(of: archive)
    #expect(faults[1] == .wrongDigest(expected: expected, found: found))
    guard case .connection(_, found: 0) = faults[2] else {
      Issue.record("expected a refused connection, found \(faults[2])")
      return
    }
    // Nothing of the wrong file stays.
    #expect(try FileManager.default.contentsOfDirectory(atPath: download.directory.path).isEmpty)

    let attempts = faults.map { DownloadAttempt(address: "http://m/\(images)", fault: $0) }
    let message = DownloadError.unavailable(
      file: .trainImages, directory: "/d", attempts: attempts
    ).description
    for part in ["http://m/", "found 404", "\(found)", "into /d by hand", "--data"] {
      #expect(message.contains(part))
    }
  }

  @Test("a length that differs is refused before anything is written")
  func wrongLength() throws {
    let server = try server { _, _ in Response(body: [1, 2, 3], length: 3) }
    defer { server.stop() }
    #expect(
      faults(download(server)) == [.wrongLength(expected: archive.count, found: 3)])
    #expect(try temporary.names() == ["data"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path("data")).isEmpty)
  }

  @Test("a server that sends on and on is stopped before the file outgrows its length")
  func endless() throws {
    let server = try server { _, archive in Response(body: archive + archive, length: nil) }
    defer { server.stop() }
    guard case .wrongLength(archive.count, let found) = faults(download(server)).first else {
      Issue.record("expected a wrong length")
      return
    }
    #expect(found > archive.count)
    #expect(try temporary.read("data/\(images).partial").count <= archive.count)
  }

  @Test("a stalled transfer ends after its time-out, and keeps what arrived")
  func stall() throws {
    let server = try server { .file($1, $0).cut(after: 5000, then: .stall) }
    defer { server.stop() }
    let clock = ContinuousClock()
    let start = clock.now
    #expect(
      faults(download(server, stallTimeout: .milliseconds(300)))
        == [.stalled(after: .milliseconds(300), found: 5000)])
    #expect(start.duration(to: clock.now) < .seconds(5))
    #expect(try temporary.read("data/\(images).partial") == Array(archive.prefix(5000)))
  }

  @Test(
    "an address that is not one of the web is a fault of that mirror", arguments: ["", "file:///"])
  func badAddress(mirror: String) {
    var download = download()
    download.dataset.mirrors = [mirror]
    #expect(faults(download) == [.badAddress])
  }

  // MARK: - Cancelling, and the disk

  @Test("a cancelled download ends at once, keeps what arrived, and goes on later")
  func cancel() throws {
    let stalling = try server { .file($1, $0).cut(after: 5000, then: .stall) }
    let clock = ContinuousClock()
    var cancelled: ContinuousClock.Instant?
    var received = 0
    #expect(throws: DownloadError.cancelled) {
      try download(stalling).run(
        isCancelled: {
          if received == 5000, cancelled == nil { cancelled = clock.now }
          return cancelled != nil
        }, progress: { received = $0.received })
    }
    // Far less than the ten seconds of the time-out, with room for a machine that is busy.
    #expect(try #require(cancelled).duration(to: clock.now) < .milliseconds(500))
    stalling.stop()

    let good = try server()
    defer { good.stop() }
    _ = try download(good).run()
    #expect(good.requests.first == Request(name: images, start: 5000))
    try expectComplete()
  }

  @Test("a download that is cancelled beforehand asks nobody")
  func cancelledBefore() throws {
    let server = try server()
    defer { server.stop() }
    #expect(throws: DownloadError.cancelled) { try download(server).run(isCancelled: { true }) }
    #expect(server.requests.isEmpty)
  }

  @Test("a directory that cannot be made is an error of the disk, not of the mirrors")
  func storage() throws {
    let server = try server()
    defer { server.stop() }
    let file = try temporary.write([], "file")
    var download = download(server)
    download.directory = DatasetDirectory(path: file + "/data")
    #expect(throws: DownloadError.storage(path: file + "/data", reason: "Not a directory")) {
      try download.run()
    }
    download.directory = DatasetDirectory(path: file)
    #expect(throws: DownloadError.storage(path: file, reason: "Not a directory")) {
      try download.run()
    }
    #expect(server.requests.isEmpty)
  }

  @Test("two downloads never write the same file")
  func busy() throws {
    let server = try server()
    defer { server.stop() }
    try temporary.write([9], "data/\(images).partial")
    let partial = temporary.path("data/\(images).partial")
    let other = try PartialFile(path: partial)
    #expect(throws: DownloadError.busy(path: partial)) { try download(server).run() }
    withExtendedLifetime(other) {}
  }

  @Test("what arrives is never written through a link or into a pipe", arguments: [false, true])
  func partialIsNoFile(isLink: Bool) throws {
    let server = try server()
    defer { server.stop() }
    let other = try temporary.write([9], "data/other")
    let partial = temporary.path("data/\(images).partial")
    try #require((isLink ? symlink(other, partial) : mkfifo(partial, 0o644)) == 0)
    #expect {
      try download(server).run()
    } throws: { error in
      if case .storage(partial, _) = error as? DownloadError { true } else { false }
    }
    #expect(try temporary.read("data/other") == [9])
    var status = stat()
    #expect(lstat(partial, &status) == 0 && status.st_mode & S_IFMT != S_IFREG)
  }

  @Test("a finished download leaves no open file behind, whatever its end")
  func descriptors() throws {
    func openFiles() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        .compactMap {
          try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
        .filter { $0.hasPrefix(temporary.path) }.count
    }
    let server = try server { .file($1, $0).cut(after: 5000, then: .stall) }
    defer { server.stop() }
    _ = faults(download(server, stallTimeout: .milliseconds(200)))
    #expect(try openFiles() == 0)
  }
}
