import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Makes the library's request of an address and its options, secrets read anew each time.
struct HTTPRequestBuilder {
  /// What the request asks to be given, the value of its `Accept` header.
  var accept: String
  /// Headers of this request alone.
  var headers: [HTTPOptions.Header] = []
  /// The parameters of a POST, encoded as those of a URL; nil makes it a GET.
  var form: String?
  var options: HTTPOptions

  /// A secret file's largest size.
  private static let secretLimit = 64 << 10
  /// A CA file's largest size.
  private static let authoritiesLimit = 4 << 20

  func request(to address: HTTPAddress) throws(HTTPFetchError) -> HTTPClientRequest {
    if let other = options.addressOfAnother(than: address) {
      throw .tls(address.masked, reason: .addressAsName(other))
    }
    var place = address
    if let name = options.tlsName(of: address) { place.host = name }
    var request = HTTPClientRequest(url: place.text)
    // The name of TLS is no business of the server behind it.
    if place != address { request.headers.add(name: "Host", value: address.authority) }
    request.headers.add(name: "Accept", value: accept)
    request.headers.add(name: "User-Agent", value: "imtop")
    request.headers.take(headers)
    request.headers.take(options.headers + (try secretHeaders()))
    if let form {
      request.method = .POST
      request.headers.replaceOrAdd(
        name: "Content-Type",
        value: "application/x-www-form-urlencoded"
      )
      request.body = .bytes(ByteBuffer(string: form))
    }
    if let value = try authorization(address) {
      request.headers.replaceOrAdd(name: "Authorization", value: value)
    }
    if address.scheme == .https { request.tlsConfiguration = try tlsConfiguration() }
    return request
  }

  private func secretHeaders() throws(HTTPFetchError) -> [HTTPOptions.Header] {
    var headers: [HTTPOptions.Header] = []
    for file in options.headerFiles {
      headers.append(HTTPOptions.Header(file.name, try Self.secret(at: file.path)))
    }
    return headers
  }

  private func authorization(_ address: HTTPAddress) throws(HTTPFetchError) -> String? {
    switch options.authentication {
    case .none:
      guard let user = address.user else { return nil }
      return Self.basic(user, address.password ?? "")
    case .basic(let user, let password):
      return Self.basic(try Self.text(of: user), try Self.text(of: password))
    case .bearer(let path): return "Bearer \(try Self.secret(at: path))"
    case .authorization(let type, let credentials):
      return "\(type) \(try Self.text(of: credentials))"
    }
  }

  private static func text(
    of secret: HTTPAuthentication.Secret
  ) throws(HTTPFetchError) -> String {
    switch secret {
    case .value(let value): value
    case .file(let path): try Self.secret(at: path)
    }
  }

  private static func basic(_ user: String, _ password: String) -> String {
    "Basic \(base64(Array("\(user):\(password)".utf8)))"
  }

  private static func secret(at path: String) throws(HTTPFetchError) -> String {
    let bytes: [UInt8]
    do {
      bytes = try content(of: path, limit: secretLimit)
    } catch {
      throw .secretFile(path, reason: error.reason)
    }
    var secret = bytes[...]
    while let last = secret.last, last == 0x0a || last == 0x0d { secret.removeLast() }
    guard !secret.isEmpty else { throw .secretFile(path, reason: "it is empty") }
    guard bytes.count < secretLimit, secret.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
      throw .secretFile(path, reason: "it holds more than one line of text")
    }
    return String(decoding: secret, as: UTF8.self)
  }

  private struct FileError: Error {
    /// What the system says.
    var reason: String
  }

  /// The first `limit` bytes of a file.
  private static func content(of path: String, limit: Int) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw FileError(reason: String(cString: strerror(errno))) }
    bytes.removeLast(limit - count)
    return bytes
  }

  private func tlsConfiguration() throws(HTTPFetchError) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if options.insecure { configuration.certificateVerification = .none }
    if let path = options.caFile {
      configuration.trustRoots = .certificates(try Self.certificates(at: path))
    }
    if let path = options.certificateFile {
      configuration.certificateChain = try Self.certificates(at: path).map { .certificate($0) }
      configuration.privateKey = .privateKey(try Self.key(at: options.keyFile ?? path))
    }
    return configuration
  }

  private static func key(at path: String) throws(HTTPFetchError) -> NIOSSLPrivateKey {
    let bytes: [UInt8]
    do {
      bytes = try content(of: path, limit: authoritiesLimit)
    } catch {
      throw .secretFile(path, reason: error.reason)
    }
    guard let key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem) else {
      throw .secretFile(path, reason: "it holds no private key in PEM form")
    }
    return key
  }

  private static func certificates(at path: String) throws(HTTPFetchError) -> [NIOSSLCertificate] {
    let bytes: [UInt8]
    do {
      bytes = try content(of: path, limit: authoritiesLimit)
    } catch {
      throw .caFile(path, reason: error.reason)
    }
    guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty
    else { throw .caFile(path, reason: "it holds no certificate in PEM form") }
    return certificates
  }
}

extension HTTPOptions {
  /// The name that TLS uses in place of the address' host; nil where it is that.
  func tlsName(of address: HTTPAddress) -> String? {
    guard let serverName, !serverName.isIPAddress, serverName != address.host else { return nil }
    return address.scheme == .https ? serverName : nil
  }

  /// An address as the name of TLS that is not the one which is asked: the library holds certificates
  /// against names and against the address of the connection only.
  func addressOfAnother(than address: HTTPAddress) -> String? {
    guard let serverName, serverName.isIPAddress, serverName != address.host, !insecure,
      address.scheme == .https
    else { return nil }
    return serverName
  }
}

extension String {
  /// Whether this is an IPv4 or IPv6 address.
  fileprivate var isIPAddress: Bool {
    contains(":") || (!isEmpty && allSatisfy { $0.isNumber || $0 == "." })
  }
}

extension HTTPHeaders {
  /// Sets headers, of which one name may occur several times, in place of those of the same names.
  fileprivate mutating func take(_ headers: [HTTPOptions.Header]) {
    for header in headers { remove(name: header.name) }
    for header in headers { add(name: header.name, value: header.value) }
  }
}

/// The Base64 text of `bytes`, with padding.
private func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start &+ 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for index in 0..<4 {
      text.append(
        index <= group.count ? alphabet[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "=")
      )
    }
  }
  return String(decoding: text, as: UTF8.self)
}
