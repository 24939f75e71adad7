import Synchronization
import Testing

@testable import HTTPFetch

@Suite struct StreamTests {
  private func stream(
    _ server: RawServer,
    idle: Double?,
    timeout: Double = 5,
    into pieces: Pieces
  ) async -> HTTPFetchError? {
    do throws(HTTPFetchError) {
      try await HTTPFetcher().stream(
        "http://127.0.0.1:\(server.port)/logs",
        accept: "application/x-ndjson",
        headers: [.init("Last-Event-ID", "7")],
        options: HTTPOptions(timeout: timeout),
        idleTimeout: idle,
        onOpen: { head in pieces.add("\(head.status) ") },
        onBytes: { pieces.add(String(decoding: $0, as: UTF8.self)) }
      )
      return nil
    } catch { return error }
  }

  @Test func piecesComeUntilTheOtherSideEnds() async throws {
    let server = try await RawServer { _, _ in
      [
        .text(RawServer.head("200 OK", "Transfer-Encoding: chunked") + "3\r\none\r\n"),
        .text("4\r\n two\r\n0\r\n\r\n"),
      ]
    }
    let pieces = Pieces()
    #expect(await stream(server, idle: 5, into: pieces) == nil)
    #expect(pieces.text == "200 one two")
    #expect(server.heads[0].contains("Last-Event-ID: 7\r\n"))
    await server.stop()
  }

  @Test func silenceEndsTheStream() async throws {
    let server = try await RawServer { _, _ in [.text("HTTP/1.1 200 OK\r\n\r\nhello"), .hang] }
    let pieces = Pieces()
    let url = "http://127.0.0.1:\(server.port)/logs"
    #expect(
      await stream(server, idle: 0.1, into: pieces)
        == .timeout(url, after: 0.1, waitingFor: .moreBytes)
    )
    #expect(pieces.text == "200 hello")
    await server.stop()
  }

  @Test func theHeadMustComeInTime() async throws {
    let server = try await RawServer { _, _ in [.hang] }
    let url = "http://127.0.0.1:\(server.port)/logs"
    #expect(
      await stream(server, idle: nil, timeout: 0.1, into: Pieces())
        == .timeout(url, after: 0.1, waitingFor: .answer)
    )
    await server.stop()
  }

  @Test func cancellingEndsTheStream() async throws {
    let server = try await RawServer { _, _ in [.text("HTTP/1.1 200 OK\r\n\r\nhello"), .hang] }
    let pieces = Pieces()
    let task = Task { await stream(server, idle: nil, into: pieces) }
    while !pieces.text.hasSuffix("hello") { await Task.yield() }
    task.cancel()
    #expect(await task.value == .cancelled)
    await server.stop()
  }

  private final class Pieces: Sendable {
    private let pieces = Mutex("")
    var text: String { pieces.withLock { $0 } }
    func add(_ piece: String) { pieces.withLock { $0 += piece } }
  }
}
