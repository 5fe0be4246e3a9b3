/// News on its way to a front end: written from any queue, collected by one reader.
final class Mailbox: Sendable {
  private let news = Guarded(News())
  private let wakeUp = WakeUp()

  /// Readable while there is news.
  var descriptor: Int32 { wakeUp.descriptor }

  /// Adds to the news, and wakes the reader.
  func post(_ change: (inout News) -> Void) {
    news.withLock { change(&$0) }
    wakeUp.signal()
  }

  /// Takes all news.
  func collect() -> News {
    wakeUp.clear()
    return news.withLock { news in
      defer { news = News() }
      return news
    }
  }
}
