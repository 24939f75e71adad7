import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension HTTPFetchError {
  /// What an error of the libraries underneath means for a request to `url` (masked).
  init(_ error: any Error, url: String, options: HTTPOptions) {
    switch error {
    case let error as HTTPFetchError: self = error
    case is CancellationError: self = .cancelled
    case let error as NIOConnectionError: self = .unreachable(url, cause: Cause(error))
    case let error as HTTPClientError: self.init(client: error, url: url, options: options)
    case let error as NIOSSLError: self = .tls(url, reason: TLSReason(error))
    case let error as NIOSSLExtraError: self = .tls(url, reason: TLSReason(error))
    case is BoringSSLError: self = .tls(url, reason: TLSReason(text: "\(error)"))
    case HTTPParserError.invalidEOFState:
      self = .interrupted(url, reason: "the other side closed the connection")
    case is HTTPParserError: self = .malformed(url, reason: "\(error)")
    case NIOHTTPDecompression.DecompressionError.limit:
      self = .tooLarge(url, limit: options.bodyLimit)
    case is NIOHTTPDecompression.DecompressionError,
      is NIOHTTPDecompression.ExtraDecompressionError:
      self = .malformed(url, reason: "its compression is broken")
    case let error as IOError where [ECONNRESET, EPIPE].contains(error.errnoCode):
      self = .interrupted(url, reason: "the other side closed the connection")
    case let error as IOError: self = .unreachable(url, cause: Cause(error))
    default: self = .interrupted(url, reason: "\(error)")
    }
  }

  private init(client error: HTTPClientError, url: String, options: HTTPOptions) {
    switch error {
    case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout:
      self = .timeout(url, after: options.connectTimeout, waitingFor: .connection)
    case .readTimeout, .deadlineExceeded:
      self = .timeout(url, after: options.timeout, waitingFor: .answer)
    case .remoteConnectionClosed:
      self = .interrupted(url, reason: "the other side closed the connection")
    case .cancelled: self = .cancelled
    default: self = .malformed(url, reason: error.shortDescription)
    }
  }
}

extension HTTPFetchError.Cause {
  init(_ error: NIOConnectionError) {
    if let failure = error.connectionErrors.first?.error {
      self = (failure as? IOError).map { Self($0) } ?? .other("\(failure)")
    } else if error.dnsAError != nil || error.dnsAAAAError != nil {
      self = .unknownHost
    } else {
      self = .other("\(error)")
    }
  }

  init(_ error: IOError) {
    switch error.errnoCode {
    case ECONNREFUSED: self = .refused
    case EHOSTUNREACH, ENETUNREACH: self = .noRoute
    default: self = .other(String(cString: strerror(error.errnoCode)))
    }
  }
}

extension HTTPFetchError.TLSReason {
  init(_ error: NIOSSLError) { self.init(text: "\(error)") }

  /// What the other side says of a certificate that this side shows, or does not show.
  private static let ownCertificateAlerts = [
    "ALERT_BAD_CERTIFICATE", "ALERT_CERTIFICATE_REQUIRED", "ALERT_CERTIFICATE_UNKNOWN",
    "ALERT_UNKNOWN_CA", "ALERT_CERTIFICATE_EXPIRED", "ALERT_UNSUPPORTED_CERTIFICATE",
  ]

  /// The reason in a text of the library, which names the line of its source too.
  init(text: String) {
    let mark = "OPENSSL_internal:"
    let word = text.range(ofText: mark).map { text[$0.upperBound...].prefix { $0 != " " } }
    if Self.ownCertificateAlerts.contains(where: { text.range(ofText: $0) != nil }) {
      self = .ownCertificate
    } else if text.contains("CERTIFICATE_VERIFY_FAILED") {
      self = .untrustedCertificate
    } else if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
      self = .notTLS
    } else {
      self = .other(word.map { String($0) } ?? text)
    }
  }

  init(_ error: NIOSSLExtraError) {
    self = error == .failedToValidateHostname ? .wrongHost : .other("\(error)")
  }
}
