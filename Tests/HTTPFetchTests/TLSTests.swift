import Foundation
import Testing

@testable import HTTPFetch

@Suite struct TLSTests {
  private func fetch(_ url: String, _ options: HTTPOptions) async -> HTTPFetchError? {
    do throws(HTTPFetchError) {
      _ = try await HTTPFetcher().fetch(url, accept: "*/*", options: options)
      return nil
    } catch { return error }
  }

  private func server() async throws -> RawServer {
    try await RawServer(tls: true) { _, _ in
      [.text(RawServer.head("200 OK", "Content-Length: 2") + "ok")]
    }
  }

  @Test func onlyTheNamedAuthorityIsTrusted() async throws {
    let server = try await server()
    let url = "https://localhost:\(server.port)/"
    let right = try TemporaryFile(Certificates.server)
    let wrong = try TemporaryFile(Certificates.stranger)
    #expect(await fetch(url, HTTPOptions(caFile: right.path)) == nil)
    #expect(
      await fetch(url, HTTPOptions(caFile: wrong.path)) == .tls(url, reason: .untrustedCertificate)
    )
    #expect(await fetch(url, HTTPOptions()) == .tls(url, reason: .untrustedCertificate))
    #expect(await fetch(url, HTTPOptions(insecure: true)) == nil)
    await server.stop()
  }

  @Test func theCertificateMustBeForTheHost() async throws {
    let server = try await server()
    let file = try TemporaryFile(Certificates.server)
    let url = "https://127.0.0.1:\(server.port)/"
    #expect(await fetch(url, HTTPOptions(caFile: file.path)) == .tls(url, reason: .wrongHost))
    await server.stop()
  }

  /// `server_name`: the name is asked for and verified, the address and the Host header stay.
  @Test func anotherNameMayBeAskedForInTLS() async throws {
    let server = try await server()
    let file = try TemporaryFile(Certificates.server)
    let url = "https://127.0.0.1:\(server.port)/"
    var options = HTTPOptions(caFile: file.path)
    options.serverName = "localhost"
    #expect(await fetch(url, options) == nil)
    #expect(server.heads.last?.contains("Host: 127.0.0.1:\(server.port)\r\n") == true)
    options.serverName = "10.0.0.1"
    #expect(await fetch(url, options) == .tls(url, reason: .addressAsName("10.0.0.1")))
    options.serverName = "127.0.0.1"
    #expect(await fetch(url, options) == .tls(url, reason: .wrongHost))
    options.insecure = true
    #expect(await fetch(url, options) == nil)
    options.insecure = false
    options.serverName = "gw-1.example"
    #expect(await fetch(url, options) == .tls(url, reason: .wrongHost))
    await server.stop()
  }

  @Test func aCertificateIsShownToAServerThatWantsOne() async throws {
    let server = try await RawServer(tls: true, wantsCertificate: true) { _, _ in
      [.text(RawServer.head("200 OK", "Content-Length: 2") + "ok")]
    }
    let certificate = try TemporaryFile(Certificates.server)
    let key = try TemporaryFile(Certificates.serverKey)
    let url = "https://localhost:\(server.port)/"
    var options = HTTPOptions(caFile: certificate.path)
    #expect(await fetch(url, options) == .tls(url, reason: .ownCertificate))
    options.certificateFile = certificate.path
    options.keyFile = key.path
    #expect(await fetch(url, options) == nil)
    await server.stop()
  }

  @Test func aServerWithoutTLSIsTold() async throws {
    let server = try await RawServer { _, _ in [.text(RawServer.head("400 Bad Request")), .close] }
    let url = "https://127.0.0.1:\(server.port)/"
    #expect(await fetch(url, HTTPOptions()) == .tls(url, reason: .notTLS))
    await server.stop()
  }

  @Test func aBadCAFileIsNamed() async throws {
    let file = try TemporaryFile("not a certificate")
    #expect(
      await fetch("https://localhost:1/", HTTPOptions(caFile: file.path))
        == .caFile(file.path, reason: "it holds no certificate in PEM form")
    )
    #expect(
      await fetch("https://localhost:1/", HTTPOptions(caFile: "/no/such/file"))
        == .caFile("/no/such/file", reason: "No such file or directory")
    )
  }
}

/// A file that lives as long as the value.
final class TemporaryFile: Sendable {
  let path: String

  init(_ text: String) throws {
    path = NSTemporaryDirectory() + "imtop-" + UUID().uuidString
    try write(text)
  }

  func write(_ text: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
