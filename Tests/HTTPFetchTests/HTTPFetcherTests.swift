import Testing

@testable import HTTPFetch

@Suite struct HTTPFetcherTests {
  private let fetcher = HTTPFetcher()

  private func fetch(
    _ url: String,
    _ options: HTTPOptions = HTTPOptions(timeout: 10)
  ) async throws(HTTPFetchError) -> HTTPResponse {
    try await fetcher.fetch(url, accept: "text/plain", options: options)
  }

  /// The error of a fetch that must fail.
  private func failure(
    _ url: String,
    _ options: HTTPOptions = HTTPOptions(timeout: 10)
  ) async
    -> HTTPFetchError?
  {
    do throws(HTTPFetchError) {
      _ = try await fetch(url, options)
      return nil
    } catch { return error }
  }

  @Test func anAnswerHasStatusHeadersAndBody() async throws {
    let server = try await RawServer { _, _ in
      [
        .text(
          RawServer.head("200 OK", "Content-Type: text/plain; version=0.0.4", "Content-Length: 4")
            + "a 1\n"
        )
      ]
    }
    let response = try await fetch("http://127.0.0.1:\(server.port)/metrics?x=1")
    #expect(response.head.status == 200)
    #expect(response.contentType == "text/plain; version=0.0.4")
    #expect(response.body == Array("a 1\n".utf8))
    #expect(response.totalSeconds >= response.headSeconds)
    let head = try #require(server.heads.first)
    #expect(head.hasPrefix("GET /metrics?x=1 HTTP/1.1\r\n"))
    #expect(head.lowercased().contains("accept-encoding: deflate, gzip"))
    await server.stop()
  }

  @Test func anAnswerOfHTTP10EndsWithTheConnection() async throws {
    let server = try await RawServer { _, _ in [.text("HTTP/1.0 200 OK\r\n\r\na 1\n"), .close] }
    #expect(try await fetch("http://127.0.0.1:\(server.port)").body == Array("a 1\n".utf8))
    await server.stop()
  }

  @Test func gzipIsDecoded() async throws {
    let zipped: [UInt8] = [
      0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0x4b, 0x54, 0x30, 0xe4, 2, 0, 0x36, 0xe7, 0x1b, 0xbc, 4,
      0, 0, 0,
    ]
    let server = try await RawServer { _, _ in
      [
        .text(
          RawServer.head("200 OK", "Content-Encoding: gzip", "Content-Length: \(zipped.count)")
        ),
        .bytes(zipped),
      ]
    }
    #expect(try await fetch("http://127.0.0.1:\(server.port)").body == Array("a 1\n".utf8))
    await server.stop()
  }

  @Test func aGzipBombIsTooLarge() async throws {
    // One MiB of zeros.
    let bomb: [UInt8] =
      [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0xed, 0xc1, 0x31, 1, 0, 0, 0, 0xc2, 0xa0, 0xf5, 0x4f]
      + [0x6d, 8, 0x5f, 0xa0] + [UInt8](repeating: 0, count: 1016)
      + [0x3e, 3, 0x1c, 0xea, 0x38, 0xa7, 0, 0, 0x10, 0]
    let server = try await RawServer { _, _ in
      [
        .text(RawServer.head("200 OK", "Content-Encoding: gzip", "Content-Length: \(bomb.count)")),
        .bytes(bomb),
      ]
    }
    let url = "http://127.0.0.1:\(server.port)/"
    #expect(try await fetch(url).body.count == 1 << 20)
    #expect(await failure(url, HTTPOptions(bodyLimit: 65_536)) == .tooLarge(url, limit: 65_536))
    await server.stop()
  }

  @Test func anEndlessBodyIsTooLarge() async throws {
    let server = try await RawServer { _, _ in
      [.text("HTTP/1.1 200 OK\r\n\r\n"), .endless([UInt8](repeating: 0x23, count: 65_536))]
    }
    let url = "http://127.0.0.1:\(server.port)/"
    #expect(await failure(url, HTTPOptions(bodyLimit: 1 << 20)) == .tooLarge(url, limit: 1 << 20))
    await server.stop()
  }

  @Test func aLengthBeyondTheLimitIsNotWaitedFor() async throws {
    let server = try await RawServer { _, _ in
      [.text(RawServer.head("200 OK", "Content-Length: 104857600")), .hang]
    }
    let url = "http://127.0.0.1:\(server.port)/"
    #expect(await failure(url) == .tooLarge(url, limit: HTTPOptions.defaultBodyLimit))
    await server.stop()
  }

  @Test func silenceAndDrippingEndAtTheTimeout() async throws {
    let silent = try await RawServer { _, _ in [.hang] }
    let dripping = try await RawServer { _, _ in
      [.text("HTTP/1.1 200 OK\r\n\r\n"), .drip(milliseconds: 5)]
    }
    for server in [silent, dripping] {
      let url = "http://127.0.0.1:\(server.port)/"
      let options = HTTPOptions(timeout: 0.2)
      #expect(await failure(url, options) == .timeout(url, after: 0.2, waitingFor: .answer))
      await server.stop()
    }
  }

  @Test func aRefusedPortSaysSo() async throws {
    let server = try await RawServer { _, _ in [] }
    await server.stop()
    let url = "http://127.0.0.1:\(server.port)/"
    #expect(await failure(url) == .unreachable(url, cause: .refused))
  }

  @Test func anUnknownHostSaysSo() async {
    let url = "http://no-such-host.invalid/"
    #expect(await failure(url) == .unreachable(url, cause: .unknownHost))
  }

  @Test func aBadStatusCarriesTheBeginOfItsBody() async throws {
    let server = try await RawServer { _, _ in
      [.text(RawServer.head("500 Oops", "Content-Length: 18") + "pool is\n\u{1b}[31mempty")]
    }
    let url = "http://127.0.0.1:\(server.port)/"
    #expect(await failure(url) == .status(url, code: 500, excerpt: "pool is [31mempty"))
    await server.stop()
  }

  @Test func aStatusIsToldEvenWhenItsBodyNeverComes() async throws {
    let server = try await RawServer { _, _ in
      [.text(RawServer.head("503 Busy", "Content-Length: 18")), .hang]
    }
    let url = "http://127.0.0.1:\(server.port)/"
    #expect(await failure(url) == .status(url, code: 503, excerpt: ""))
    await server.stop()
  }

  @Test func anAnswerThatIsNotHTTPIsMalformed() async throws {
    let server = try await RawServer { _, _ in [.text("SSH-2.0-OpenSSH_9.2\r\n"), .close] }
    guard case .malformed = await failure("http://127.0.0.1:\(server.port)/") else {
      Issue.record("not malformed")
      return
    }
    await server.stop()
  }

  @Test func aConnectionThatWasClosedMeanwhileIsTriedAgain() async throws {
    let server = try await RawServer { number, _ in
      number == 1 ? [.close] : [.text(RawServer.head("200 OK", "Content-Length: 2") + "ok")]
    }
    #expect(try await fetch("http://127.0.0.1:\(server.port)/").body == Array("ok".utf8))
    #expect(server.heads.count == 2)
    await server.stop()
  }

  @Test func anAnswerThatBreaksOffIsInterrupted() async throws {
    let server = try await RawServer { _, _ in
      [.text(RawServer.head("200 OK", "Content-Length: 100") + "a 1\n"), .close]
    }
    guard case .interrupted = await failure("http://127.0.0.1:\(server.port)/") else {
      Issue.record("not interrupted")
      return
    }
    #expect(server.heads.count == 1)
    await server.stop()
  }

  @Test func aCancelledTaskEndsItsFetch() async throws {
    let server = try await RawServer { _, _ in [.hang] }
    let task = Task { await failure("http://127.0.0.1:\(server.port)/", HTTPOptions(timeout: 60)) }
    while server.heads.isEmpty { await Task.yield() }
    task.cancel()
    #expect(await task.value == .cancelled)
    await server.stop()
  }
}
