import LogModel
import Synchronization
import Testing

@testable import LogStream

@Suite struct HTTPStreamTests {
  @Test func streamThatEndsIsOpenedAgainAndTheGapIsCounted() async throws {
    let server = try ChunkedServer(answers: ["{\"a\":1}\n{\"a\":", "{\"a\":3}\n"])
    let sink = RecordingSink()
    let events = Mutex<[LogSourceEvent.Kind]>([])
    let ingest = LogIngest(
      locations: [.http("http://127.0.0.1:\(server.port)/logs/stream")],
      sink: sink,
      onEvent: { event in events.withLock { $0.append(event.kind) } }
    )
    ingest.start()
    defer { ingest.stop() }
    let name = "127.0.0.1:\(server.port)"
    try await eventually { sink.texts[name] == "{\"a\":1}\n{\"a\":\n{\"a\":3}\n" }
    #expect(events.withLock { $0 } == [.reconnected, .gap(bytes: nil)])
    #expect(ingest.statuses.map(\.gaps) == [1])
    try await eventually {
      ingest.statuses.first?.health
        == .down(
          reason:
            "http://\(name)/logs/stream: the server ended the stream; connecting again"
        )
    }
  }

  @Test func eventsGoOnBehindTheLastOne() async throws {
    let server = try ChunkedServer(
      answers: ["id: 7\ndata: {\"a\":1}\n\ndata: {\"a\":", "id: 8\ndata: {\"a\":2}\n\n"],
      type: "text/event-stream; charset=utf-8"
    )
    let sink = RecordingSink()
    let ingest = LogIngest(
      locations: [.http("http://127.0.0.1:\(server.port)/events")],
      sink: sink
    )
    ingest.start()
    defer { ingest.stop() }
    try await eventually {
      sink.texts["127.0.0.1:\(server.port)"] == "{\"a\":1}\n{\"a\":2}\n"
    }
    let resumes = server.requests.prefix(2).map {
      $0.lowercased().contains("last-event-id: 7\r\n")
    }
    #expect(resumes == [false, true])
    #expect(ingest.statuses.map(\.gaps) == [0])
  }

  @Test func addressWhereNothingListensIsSaid() async throws {
    let ingest = LogIngest(
      locations: [.http("http://127.0.0.1:1/logs")],
      sink: RecordingSink()
    )
    ingest.start()
    defer { ingest.stop() }
    try await eventually {
      guard case .down(let reason) = ingest.statuses.first?.health else { return false }
      return reason.contains("connection refused")
    }
  }
}
