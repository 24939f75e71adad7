import Testing

@testable import HTTPFetch

@Suite struct CredentialsTests {
  private func failure(_ url: String, _ options: HTTPOptions) async -> HTTPFetchError? {
    do throws(HTTPFetchError) {
      _ = try await HTTPFetcher().fetch(url, accept: "*/*", options: options)
      return nil
    } catch { return error }
  }

  private static let ok: [RawServer.Step] = [.text(RawServer.head("200 OK", "Content-Length: 0"))]

  @Test func theTokenIsReadAtEveryFetch() async throws {
    let server = try await RawServer { _, _ in Self.ok }
    let file = try TemporaryFile("first\n")
    let options = HTTPOptions(authentication: .bearer(tokenFile: file.path))
    #expect(await failure("http://127.0.0.1:\(server.port)", options) == nil)
    try file.write("second\r\n")
    #expect(await failure("http://127.0.0.1:\(server.port)", options) == nil)
    #expect(server.heads.map { $0.contains("Authorization: Bearer first\r\n") } == [true, false])
    #expect(server.heads.map { $0.contains("Authorization: Bearer second\r\n") } == [false, true])
    await server.stop()
  }

  @Test func userAndPasswordAreEncoded() async throws {
    let server = try await RawServer { _, _ in Self.ok }
    let url = "http://127.0.0.1:\(server.port)"
    let basic = HTTPAuthentication.basic(user: .value("Aladdin"), password: .value("open sesame"))
    #expect(await failure(url, HTTPOptions(authentication: basic)) == nil)
    #expect(await failure("http://u:p%40@127.0.0.1:\(server.port)", HTTPOptions()) == nil)
    #expect(server.heads[0].contains("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n"))
    #expect(server.heads[1].contains("Authorization: Basic dTpwQA==\r\n"))
    await server.stop()
  }

  @Test func aBadTokenFileIsNamedAndNothingIsAsked() async throws {
    let server = try await RawServer { _, _ in Self.ok }
    let url = "http://127.0.0.1:\(server.port)"
    let empty = try TemporaryFile("\n")
    let long = try TemporaryFile("two\nlines")
    let cases: [(String, String)] = [
      (empty.path, "it is empty"), (long.path, "it holds more than one line of text"),
      ("/no/such/file", "No such file or directory"),
    ]
    for (path, reason) in cases {
      let options = HTTPOptions(authentication: .bearer(tokenFile: path))
      #expect(await failure(url, options) == .secretFile(path, reason: reason))
    }
    #expect(server.heads == [])
    await server.stop()
  }

  @Test func credentialsStayWithTheirHost() async throws {
    let thief = try await RawServer { _, _ in Self.ok }
    let place = "http://127.0.0.1:\(thief.port)/stolen"
    let server = try await RawServer { _, head in
      head.hasPrefix("GET /here")
        ? Self.ok
        : [
          .text(
            RawServer.head(
              "302 Found",
              head.hasPrefix("GET /local") ? "Location: /here" : "Location: \(place)",
              "Content-Length: 0"
            )
          )
        ]
    }
    let file = try TemporaryFile("secret")
    let options = HTTPOptions(authentication: .bearer(tokenFile: file.path))
    let url = "http://127.0.0.1:\(server.port)"
    #expect(
      await failure("\(url)/", options)
        == .redirect("\(url)/", to: place, reason: .elsewhere)
    )
    #expect(thief.heads == [])
    #expect(
      await failure("\(url)/", HTTPOptions())
        == .redirect("\(url)/", to: place, reason: .elsewhere)
    )
    #expect(thief.heads == [])
    #expect(await failure("\(url)/local", options) == nil)
    #expect(server.heads.last?.contains("Bearer secret") == true)
    await server.stop()
    await thief.stop()
  }

  @Test func redirectsEnd() async throws {
    let server = try await RawServer { number, _ in
      [.text(RawServer.head("302 Found", "Location: /\(number)", "Content-Length: 0"))]
    }
    let url = "http://127.0.0.1:\(server.port)/"
    #expect(
      await failure(url, HTTPOptions()) == .redirect(url, to: "\(url)6", reason: .tooMany(5))
    )
    await server.stop()
  }
}
