/// An `http` or `https` URL in its parts.
public struct HTTPAddress: Sendable, Hashable {
  /// How the connection is made.
  public enum Scheme: String, Sendable {
    /// In the clear, port 80 unless told otherwise.
    case http
    /// Over TLS, port 443 unless told otherwise.
    case https

    /// The port that an address without one means.
    public var defaultPort: Int { self == .http ? 80 : 443 }
  }

  /// The scheme.
  public var scheme: Scheme
  /// The user in the address, percent-decoded.
  public var user: String?
  /// The password in the address, percent-decoded.
  public var password: String?
  /// The host's name or address; IPv6 without its brackets.
  public var host: String
  /// The port, where the address names one.
  public var port: Int?
  /// Path and query, with the leading slash, without a fragment.
  public var target: String

  /// The parts of `text`; throws `invalidURL` with the reason when it is no such URL.
  public init(parsing text: String) throws(HTTPFetchError) {
    func refuse(_ reason: String) -> HTTPFetchError {
      .invalidURL(HTTPAddress.maskedText(text), reason: reason)
    }
    guard let separator = text.range(ofText: "://") else {
      throw refuse("the scheme is missing, write http:// or https://")
    }
    guard let scheme = Scheme(rawValue: text[..<separator.lowerBound].lowercased()) else {
      throw refuse("only http:// and https:// are understood")
    }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else {
      throw refuse("it holds a space or a control character")
    }
    let rest = text[separator.upperBound...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    var authority = rest[..<end]
    self.scheme = scheme
    if let at = authority.lastIndex(of: "@") {
      let userinfo = authority[..<at].split(
        separator: ":",
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      self.user = userinfo.first.map { Self.percentDecoded($0) }
      self.password = userinfo.count > 1 ? Self.percentDecoded(userinfo[1]) : nil
      authority = authority[authority.index(after: at)...]
    }
    guard let (host, port) = Self.hostAndPort(authority) else {
      throw refuse("the port is no number from 1 to 65535")
    }
    guard !host.isEmpty else { throw refuse("the host is missing") }
    self.host = String(host)
    self.port = port
    let target = rest[end...].prefix { $0 != "#" }
    self.target = target.hasPrefix("/") ? String(target) : "/" + target
  }

  /// Whether credentials for one of the two may be sent to the other.
  public func hasSameOrigin(as other: HTTPAddress) -> Bool {
    scheme == other.scheme && host.lowercased() == other.host.lowercased()
      && (port ?? scheme.defaultPort) == (other.port ?? other.scheme.defaultPort)
  }

  /// `host` or `host:port`, as the `Host` header and the `instance` label have it.
  public var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port.map { "\(name):\($0)" } ?? name
  }

  /// The URL without user and password, as it is requested.
  public var text: String { "\(scheme.rawValue)://\(authority)\(target)" }

  /// The path, without the query.
  public var path: String { String(target.prefix { $0 != "?" }) }

  private static func hostAndPort(_ authority: Substring) -> (host: Substring, port: Int?)? {
    var host = authority
    var port = Substring()
    if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
      host = authority[authority.index(after: authority.startIndex)..<close]
      port = authority[authority.index(after: close)...]
      guard port.isEmpty || port.hasPrefix(":") else { return nil }
    } else if let colon = authority.lastIndex(of: ":") {
      host = authority[..<colon]
      port = authority[colon...]
    }
    if port.isEmpty { return (host, nil) }
    guard let number = Int(port.dropFirst()), (1...65_535).contains(number) else { return nil }
    return (host, number)
  }

  private static func percentDecoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(Substring(digits), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// Where `other` first occurs.
  func range(ofText other: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) {
        return start..<index(start, offsetBy: other.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
