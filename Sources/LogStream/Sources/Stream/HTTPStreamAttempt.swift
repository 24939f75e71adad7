import HTTPFetch
import Synchronization

extension StreamSession {
  /// A session that reads `url` as an endless text of lines: JSON, plain text, or server-sent events,
  /// which are asked for from the last one on after an interruption.
  ///
  /// A silent stream is no broken one: it is waited for as long as the connection stands.
  convenience init(
    feed: StreamFeed,
    url: String,
    fetcher: HTTPFetcher,
    options: HTTPOptions,
    lineLimit: Int,
    repeats: Bool = true
  ) {
    let name = HTTPAddress.maskedText(url)
    let place = EventPlace()
    self.init(feed: feed, repeats: repeats) { feed, opened in
      let body = EventBody(resuming: place, limit: lineLimit)
      do {
        try await withoutActuallyEscaping(opened) { opened in
          try await fetcher.stream(
            url,
            accept: "text/event-stream, application/x-ndjson, text/plain;q=0.8, */*;q=0.1",
            headers: place.headers,
            options: options,
            idleTimeout: nil,
            onOpen: { head in
              body.begin(head)
              if body.resumes { feed.resume() }
              opened()
            },
            onBytes: { try await feed.feed(body.lines(in: $0, to: feed)) }
          )
        }
        return .streamOver(name)
      } catch let error as HTTPFetchError {
        return .streamEnded("log stream", reason: error.message)
      } catch {
        return .streamEnded(name, reason: "the stream broke off")
      }
    }
  }
}

/// Which event of a stream came last, over all connections.
private final class EventPlace: Sendable {
  let lastID = Mutex("")

  /// What asks the server to go on behind it.
  var headers: [HTTPOptions.Header] {
    let id = lastID.withLock { $0 }
    return id.isEmpty ? [] : [HTTPOptions.Header("Last-Event-ID", id)]
  }
}

/// The body of one answer: events where the server says so, else lines as they are.
private final class EventBody: Sendable {
  private let place: EventPlace
  private let limit: Int
  private let events = Mutex<EventStreamText?>(nil)

  init(resuming place: EventPlace, limit: Int) {
    self.place = place
    self.limit = limit
  }

  /// Whether the server was asked to go on behind an event.
  var resumes: Bool { events.withLock { $0 != nil } && !place.headers.isEmpty }

  func begin(_ head: HTTPResponse.Head) {
    let type = head["content-type"]?.prefix { $0 != ";" }.lowercased() ?? ""
    guard type.filter({ $0 != " " }) == "text/event-stream" else { return }
    let last = place.lastID.withLock { $0 }
    events.withLock { $0 = EventStreamText(lastID: last, limit: limit) }
  }

  /// The lines that the next bytes hold or complete; `feed` is told of those that are too long.
  func lines(in bytes: [UInt8], to feed: StreamFeed) -> [UInt8] {
    events.withLock { events in
      guard var text = events else { return bytes }
      events = nil
      let before = text.cutLines
      let lines = text.take(bytes)
      if text.cutLines > before { feed.tellCut(text.cutLines - before) }
      events = text
      place.lastID.withLock { $0 = text.lastID }
      return lines
    }
  }
}
