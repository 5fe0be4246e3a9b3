import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One HTTP transfer into a partial file, from where that file ends.
///
/// The session's own queue writes what arrives; the thread that called `run` watches, so that the
/// time-out and the cancellation never depend on the session's good will. Whoever finds the outcome
/// first decides it, and nothing is written afterwards.
final class Transfer: NSObject, URLSessionDataDelegate, Sendable {
  private struct State {
    /// `nil` once the outcome is known: the session may keep its delegate for a while, but not the
    /// file.
    var file: PartialFile?
    var received: Int
    var lastArrival = ContinuousClock.now
    var outcome: Outcome?
  }

  /// How a transfer ends.
  enum Outcome {
    case complete
    case fault(DownloadFault)
    case failure(DownloadError)
  }

  private let offset: Int
  private let expected: Int
  private let state: Guarded<State>
  private let ended = DispatchSemaphore(value: 0)

  /// - Parameter expected: The length of the whole file, in bytes.
  init(into file: PartialFile, expected: Int) {
    self.expected = expected
    offset = file.length
    state = Guarded(State(file: file, received: offset))
  }

  /// Transfers, and returns once that has ended.
  ///
  /// - Parameters:
  ///   - stallTimeout: How long nothing may arrive.
  ///   - isCancelled: Asked about twenty times a second.
  ///   - progress: Called as often, on this thread, with the bytes received of the whole file.
  func run(
    from url: URL, stallTimeout: Duration, isCancelled: () -> Bool, progress: (Int) -> Void
  ) -> Outcome {
    let session = URLSession(
      configuration: Self.configuration(stallTimeout), delegate: self, delegateQueue: nil)
    // Until it is invalidated a session keeps its delegate and its connections, for ever.
    defer { session.invalidateAndCancel() }
    session.dataTask(with: request(url)).resume()

    while ended.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
      let (received, lastArrival) = state.withLock { ($0.received, $0.lastArrival) }
      if isCancelled() {
        end(.failure(.cancelled))
      } else if lastArrival.duration(to: .now) > stallTimeout {
        end(.fault(.stalled(after: stallTimeout, found: received)))
      } else {
        progress(received)
      }
    }
    guard let outcome = state.withLock({ $0.outcome }) else {
      preconditionFailure("a transfer that has ended has an outcome")
    }
    return outcome
  }

  private static func configuration(_ stallTimeout: Duration) -> URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.httpCookieStorage = nil
    // Later than our own watch, which measures it the same way on every platform.
    configuration.timeoutIntervalForRequest = TimeInterval(stallTimeout.components.seconds) + 10
    return configuration
  }

  private func request(_ url: URL) -> URLRequest {
    var request = URLRequest(url: url)
    // The file is gzip already: asked for another encoding, curl would unpack it on the way.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    if offset > 0 { request.setValue("bytes=\(offset)-", forHTTPHeaderField: "Range") }
    return request
  }

  /// Settles the outcome, unless it is settled already.
  private func end(_ outcome: Outcome) {
    state.withLock { end(outcome, &$0) }
  }

  private func end(_ outcome: Outcome, _ state: inout State) {
    guard state.outcome == nil else { return }
    state.outcome = outcome
    state.file = nil
    ended.signal()
  }
}

// MARK: - What the session reports

extension Transfer {
  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    state.withLock { state in
      guard let file = state.file else { return }
      state.lastArrival = .now
      switch start(of: response) {
      case .failure(let fault): end(.fault(fault), &state)
      case .success(let start): begin(file, at: start, &state)
      }
    }
    // Always allowed: after a fault what still arrives is dropped and the session cancelled.
    completionHandler(.allow)
  }

  /// The byte of the file with which a response begins.
  private func start(of response: URLResponse) -> Result<Int, DownloadFault> {
    guard let response = response as? HTTPURLResponse else { return .failure(.badAddress) }
    let start: Int
    switch response.statusCode {
    case 200: start = 0
    case 206:
      start = offset
      let range = response.value(forHTTPHeaderField: "Content-Range") ?? ""
      guard range.hasPrefix("bytes \(offset)-") else {
        return .failure(.wrongRange(expected: offset))
      }
    case 416 where offset > 0: return .failure(.wrongRange(expected: offset))
    case let code: return .failure(.status(code))
    }
    let announced = Int(response.expectedContentLength)
    guard announced < 0 || start + announced == expected else {
      return .failure(.wrongLength(expected: expected, found: start + announced))
    }
    return .success(start)
  }

  /// Makes ready for data from a byte on: the first where the server ignored what was asked for.
  private func begin(_ file: PartialFile, at start: Int, _ state: inout State) {
    guard start < state.received else { return }
    do throws(DownloadError) {
      try file.restart()
      state.received = start
    } catch {
      end(.failure(error), &state)
    }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data
  ) {
    state.withLock { state in
      guard let file = state.file else { return }
      let received = state.received + data.count
      guard received <= expected else {
        return end(.fault(.wrongLength(expected: expected, found: received)), &state)
      }
      do throws(DownloadError) {
        try file.append(data)
        state.received = received
        state.lastArrival = .now
      } catch {
        end(.failure(error), &state)
      }
    }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: Error?) {
    state.withLock { state in
      if let error {
        let reason = error.localizedDescription
        end(.fault(.connection(reason: reason, found: state.received)), &state)
      } else if state.received < expected {
        end(.fault(.truncated(expected: expected, found: state.received)), &state)
      } else {
        end(.complete, &state)
      }
    }
  }
}
