import Foundation
import Testing

@testable import Engine

/// What a download makes of the partial file that an earlier one left.
extension DatasetDownloadTests {
  @Test("a transfer that a dying server cut goes on from there, at another server")
  func resumes() throws {
    let half = archive.count / 2
    let dying = try server { .file($1, $0).cut(after: half) }
    #expect(faults(download(dying)).count == 1)
    dying.stop()
    let arrived = try temporary.read("data/\(images).partial").count
    #expect(arrived == half)

    let good = try server()
    defer { good.stop() }
    _ = try download(good).run()
    #expect(good.requests.first == Request(name: images, start: half))
    try expectComplete()
  }

  @Test("a server that ignores the range starts the file over")
  func rangeIgnored() throws {
    try temporary.write([9, 9, 9], "data/\(images).partial")
    let server = try server { _, archive in Response(body: archive, length: archive.count) }
    defer { server.stop() }
    _ = try download(server).run()
    #expect(server.requests.prefix(2).map(\.name) != [images, images])
    try expectComplete()
  }

  @Test("a partial file with wrong bytes is discarded and the same mirror asked again")
  func wrongPartial() throws {
    try temporary.write([9, 9, 9], "data/\(images).partial")
    let server = try server()
    defer { server.stop() }
    _ = try download(server).run()
    #expect(
      server.requests.prefix(2) == [Request(name: images, start: 3), Request(name: images)])
    try expectComplete()
  }

  @Test("a range that the server refuses or mistakes starts the file over", arguments: [416, 206])
  func rangeRefused(status: Int) throws {
    try temporary.write([9, 9, 9], "data/\(images).partial")
    let server = try server { request, archive in
      guard request.start != nil else { return .file(archive, request) }
      return Response(
        status: status, headers: ["Content-Range": "bytes 0-9/10"], body: archive,
        length: archive.count)
    }
    defer { server.stop() }
    _ = try download(server).run()
    #expect(server.requests.prefix(2).map(\.start) == [3, nil])
    try expectComplete()
  }

  @Test("a partial file that is whole already takes its place without a request")
  func wholePartial() throws {
    try temporary.write(archive, "data/\(images).partial")
    let server = try server { _, _ in .notFound }
    defer { server.stop() }
    _ = try download(server).run()
    #expect(!server.requests.contains { $0.name == images })
    try expectComplete()
  }

  @Test("a partial file that is too long or whole but wrong is started over", arguments: [0, 7])
  func longPartial(excess: Int) throws {
    let wrong = [UInt8](repeating: 9, count: archive.count + excess)
    try temporary.write(wrong, "data/\(images).partial")
    let server = try server()
    defer { server.stop() }
    _ = try download(server).run()
    try expectComplete()
  }
}
