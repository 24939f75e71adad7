import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import Synchronization

/// The one way to the network: every request of the program is made here.
///
/// GET, and POST of forms, over HTTP/1.1 or 1.0, connections kept open between requests, gzip asked for and decoded.
/// Proxies named in the environment are not used: what is watched is asked directly. Nothing is
/// contacted but the host and port that are named: a redirect is followed only there.
public final class HTTPFetcher: Sendable {
  /// How many redirects are followed.
  static let redirectLimit = 5

  private let clients = Mutex<[ClientKind: HTTPClient]>([:])

  /// A fetcher without connections.
  public init() {}

  /// What a client is made for; the library fixes these for all requests of one client.
  private struct ClientKind: Hashable {
    var connectMilliseconds: Int64
    var bodyLimit: Int?
    /// The host that a name of TLS stands for.
    var hosts: [String: String]
  }

  /// Closes all connections; requests under way end with an error, later ones make new connections.
  public func shutdown() async {
    let open = clients.withLock { clients in
      defer { clients = [:] }
      return Array(clients.values)
    }
    for client in open { try? await client.shutdown() }
  }

  /// The answer to `GET url`; throws for every status but 200 to 299.
  ///
  /// The whole takes at most `options.timeout` seconds, however slowly the bytes come; the
  /// decompressed body is at most `options.bodyLimit` bytes long. A connection that was kept open
  /// and turns out to be closed is tried once more.
  public func fetch(
    _ url: String,
    accept: String,
    options: HTTPOptions
  ) async throws(HTTPFetchError) -> HTTPResponse {
    try await fetch(try HTTPAddress(parsing: url), accept: accept, options: options)
  }

  /// The answer to `GET address`, as above, or to a POST of `form`, parameters encoded as those of a URL.
  ///
  /// A form must be one that may be sent twice, as that of a query. With `takesFailures` an answer of
  /// status 400 to 599 is given too, for servers that say in its body what is wrong.
  public func fetch(
    _ address: HTTPAddress,
    form: String? = nil,
    accept: String,
    options: HTTPOptions,
    takesFailures: Bool = false
  ) async throws(HTTPFetchError) -> HTTPResponse {
    let exchange = HTTPExchange(
      client: client(address, options, bodyLimit: max(options.bodyLimit, 1)),
      address: address,
      builder: HTTPRequestBuilder(accept: accept, form: form, options: options),
      takesFailures: takesFailures
    )
    do {
      return try await withDeadline(
        seconds: options.timeout,
        HTTPFetchError.timeout(address.masked, after: options.timeout, waitingFor: .answer)
      ) {
        do {
          return try await exchange.collect()
        } catch HTTPFetchError.interrupted where !Task.isCancelled {
          return try await exchange.collect()
        }
      }
    } catch {
      throw HTTPFetchError(error, url: address.masked, options: options)
    }
  }

  /// Reads the endless answer to `GET url` until the other side ends it.
  ///
  /// `onOpen` gets the head (status 200 to 299), `onBytes` every piece of the body, decompressed;
  /// nothing more is read while it runs. The head must come within `options.timeout` seconds; from
  /// then on `idleTimeout` seconds without a byte end the stream with an error. Cancelling the task
  /// ends it with `cancelled`.
  public func stream(
    _ url: String,
    accept: String,
    headers: [HTTPOptions.Header] = [],
    options: HTTPOptions,
    idleTimeout: Double?,
    onOpen: @escaping @Sendable (HTTPResponse.Head) -> Void = { _ in },
    onBytes: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws(HTTPFetchError) {
    let address = try HTTPAddress(parsing: url)
    let exchange = HTTPExchange(
      client: client(address, options, bodyLimit: nil),
      address: address,
      builder: HTTPRequestBuilder(accept: accept, headers: headers, options: options)
    )
    do {
      let watchdog = IdleWatchdog(url: address.masked, limit: options.timeout)
      try await watchdog.watching {
        let response = try await exchange.response()
        watchdog.opened(idleLimit: idleTimeout)
        onOpen(HTTPResponse.Head(response))
        for try await buffer in response.body {
          watchdog.pause()
          try await onBytes(Array(buffer.readableBytesView))
          watchdog.resume()
        }
      }
    } catch {
      throw HTTPFetchError(error, url: address.masked, options: options)
    }
  }

  /// The client for such requests, made at the first of them.
  ///
  /// A stream has no limit of its whole length: its pieces are consumed as they come.
  private func client(
    _ address: HTTPAddress,
    _ options: HTTPOptions,
    bodyLimit: Int?
  ) -> HTTPClient {
    let connect = Int64(boundedSeconds(options.connectTimeout) * 1000)
    let hosts = options.tlsName(of: address).map { [$0: address.host] } ?? [:]
    let kind = ClientKind(connectMilliseconds: connect, bodyLimit: bodyLimit, hosts: hosts)
    return clients.withLock { clients in
      if let client = clients[kind] { return client }
      var configuration = HTTPClient.Configuration(
        redirectConfiguration: .disallow,
        timeout: .init(connect: .milliseconds(connect)),
        decompression: .enabled(limit: bodyLimit.map { .size($0) } ?? .none)
      )
      configuration.httpVersion = .http1Only
      configuration.dnsOverride = hosts
      configuration.connectionPool.retryConnectionEstablishment = false
      let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
      clients[kind] = client
      return client
    }
  }

  deinit {
    for client in clients.withLock({ Array($0.values) }) { client.shutdown { _ in } }
  }
}

extension HTTPResponse.Head {
  init(_ response: HTTPClientResponse) {
    self.init(
      status: Int(response.status.code),
      headers: response.headers.map { HTTPOptions.Header($0.name.lowercased(), $0.value) }
    )
  }
}
