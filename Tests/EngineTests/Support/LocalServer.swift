import Foundation
import Synchronization

/// An HTTP server on the loopback interface that misbehaves as it is told.
final class LocalServer: Sendable {
  struct Request: Equatable {
    /// The path without its slash.
    var name: String
    /// The first byte of `Range: bytes=…-`, where that was asked for.
    var start: Int?
  }

  struct Response {
    var status = 200
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// What `Content-Length` says; nothing where `nil`.
    var length: Int?
    /// What happens once the body is sent.
    var ending = Ending.close

    enum Ending { case close, stall }

    /// A file, or the rest of it where that was asked for.
    static func file(_ bytes: [UInt8], _ request: Request) -> Response {
      guard let start = request.start else { return Response(body: bytes, length: bytes.count) }
      return Response(
        status: 206, headers: ["Content-Range": "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"],
        body: Array(bytes[start...]), length: bytes.count - start)
    }

    /// The same response, of which only the first bytes are sent.
    func cut(after count: Int, then ending: Ending = .close) -> Response {
      var response = self
      response.body = Array(body.prefix(count))
      response.ending = ending
      return response
    }

    static let notFound = Response(status: 404, body: Array("no".utf8), length: 2)
  }

  /// Where the server is, with a slash at the end.
  let address: String
  private let listener: Int32
  private let answer: @Sendable (Request) -> Response
  private let log = Mutex<[Request]>([])
  private let isStopped = Atomic(false)

  /// Every request so far.
  var requests: [Request] { log.withLock { $0 } }

  init(answer: @escaping @Sendable (Request) -> Response) throws {
    self.answer = answer
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) | listen(listener, 8) | getsockname(listener, $0, &size)
      }
    }
    self.listener = listener
    guard status == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    self.address = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/"
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, !isStopped.load(ordering: .relaxed) else { break }
        Thread.detachNewThread { [self] in serve(connection) }
      }
      close(listener)
    }
  }

  /// Refuses connections from now on, and drops those that stall.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    guard let request = read(connection) else { return }
    log.withLock { $0.append(request) }
    let response = answer(request)
    var headers = response.headers
    headers["Connection"] = "close"
    headers["Content-Length"] = response.length.map(String.init)
    let head =
      "HTTP/1.1 \(response.status) X\r\n"
      + headers.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
    let bytes = Array(head.utf8) + response.body
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
    while response.ending == .stall, !isStopped.load(ordering: .relaxed) { usleep(10_000) }
  }

  /// Reads up to the empty line.
  private func read(_ connection: Int32) -> Request? {
    var head = ""
    while !head.hasSuffix("\r\n\r\n") {
      var byte: UInt8 = 0
      guard recv(connection, &byte, 1, 0) == 1 else { return nil }
      head.unicodeScalars.append(Unicode.Scalar(byte))
    }
    let lines = head.split(separator: "\r\n")
    guard let path = lines.first?.split(separator: " ").dropFirst().first else { return nil }
    let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
    let start = range?.split(separator: "=").last?.split(separator: "-").first
    return Request(name: String(path.dropFirst()), start: start.flatMap { Int($0) })
  }
}
