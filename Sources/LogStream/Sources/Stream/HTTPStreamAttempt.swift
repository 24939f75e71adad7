import HTTPFetch

extension StreamSession {
  /// A session that reads `url` as an endless text of lines.
  ///
  /// A silent stream is no broken one: it is waited for as long as the connection stands.
  convenience init(
    feed: StreamFeed,
    url: String,
    fetcher: HTTPFetcher,
    options: HTTPOptions
  ) {
    let name = HTTPAddress.maskedText(url)
    self.init(feed: feed) { feed, opened in
      do {
        try await withoutActuallyEscaping(opened) { opened in
          try await fetcher.stream(
            url,
            accept: "application/x-ndjson, text/plain;q=0.8, */*;q=0.1",
            options: options,
            idleTimeout: nil,
            onOpen: { _ in opened() },
            onBytes: { try await feed.feed($0) }
          )
        }
        return .streamEnded(name, reason: "the server ended the stream")
      } catch let error as HTTPFetchError {
        return .streamEnded("log stream", reason: error.message)
      } catch {
        return .streamEnded(name, reason: "the stream broke off")
      }
    }
  }
}
