extension HTTPFetchError: CustomStringConvertible {
  /// One sentence: what, where, and what to do about it.
  public var message: String {
    switch self {
    case .invalidURL(let text, let reason): "\"\(text)\" is no URL: \(reason)"
    case .unreachable(let url, let cause): "\(url): \(cause.wording)"
    case .timeout(let url, let seconds, let phase):
      "\(url): \(phase.wording) within \(shortSeconds(seconds)); look at the server's load or raise the timeout"
    case .tls(let url, let reason): "\(url): \(reason.wording)"
    case .caFile(let path, let reason): "CA file \(path): \(reason)"
    case .secretFile(let path, let reason): "secret file \(path): \(reason)"
    case .tooLarge(let url, let limit):
      "\(url): the answer is longer than \(shortBytes(limit)); raise the limit if it is meant to be"
    case .status(let url, let code, let excerpt):
      "\(url): answered \(code)\(Self.advice(code))\(excerpt.isEmpty ? "" : ": \(excerpt)")"
    case .redirect(let url, let place, let reason): "\(url): \(reason.wording(place))"
    case .interrupted(let url, let reason): "\(url): the answer broke off: \(reason)"
    case .malformed(let url, let reason): "\(url): the answer is not understood: \(reason)"
    case .cancelled: "the request was given up"
    }
  }

  /// The message.
  public var description: String { message }

  private static func advice(_ code: Int) -> String {
    switch code {
    case 401: " (credentials are missing or wrong)"
    case 403: " (these credentials may not read it)"
    case 404: " (nothing is at this path)"
    default: ""
    }
  }
}

extension HTTPFetchError.Cause {
  var wording: String {
    switch self {
    case .refused: "connection refused, nothing listens on this port"
    case .unknownHost: "the host's name is not known, check its spelling or DNS"
    case .noRoute: "no route to the host, check the network or a firewall"
    case .other(let text): "no connection: \(text)"
    }
  }
}

extension HTTPFetchError.Phase {
  var wording: String {
    switch self {
    case .connection: "no connection"
    case .answer: "no complete answer"
    case .moreBytes: "the stream was silent, no bytes"
    }
  }
}

extension HTTPFetchError.TLSReason {
  var wording: String {
    switch self {
    case .untrustedCertificate:
      "the certificate is not signed by a trusted authority, name its CA file or allow insecure"
    case .wrongHost:
      "the certificate is for another host, use the name that it carries or set it as server_name"
    case .ownCertificate:
      "the other side misses a certificate of this side or does not trust it, set cert_file and key_file"
    case .addressAsName(let address):
      "a certificate is held against a host's name or the address that is asked, not against "
        + "another address such as the server_name \(address)"
    case .notTLS: "the other side does not speak TLS, try http://"
    case .other(let text): "no TLS connection: \(text)"
    }
  }
}

extension HTTPFetchError.RedirectReason {
  func wording(_ place: String) -> String {
    switch self {
    case .elsewhere:
      "redirected to \(place), which was not named; if it is right, name that address instead"
    case .tooMany(let limit): "redirected more than \(limit) times, the last time to \(place)"
    case .invalid: "redirected to \(place), which is no address"
    }
  }
}

/// `1.5s`, `10s`.
private func shortSeconds(_ seconds: Double) -> String {
  seconds == seconds.rounded() && abs(seconds) < 1e9
    ? "\(seconds)s".replacingSuffix(".0s", with: "s") : "\(seconds)s"
}

/// `64 MiB`, `1000 bytes`.
private func shortBytes(_ count: Int) -> String {
  if count >= 1 << 20, count.isMultiple(of: 1 << 20) { return "\(count >> 20) MiB" }
  if count >= 1 << 10, count.isMultiple(of: 1 << 10) { return "\(count >> 10) KiB" }
  return "\(count) bytes"
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
    hasSuffix(suffix) ? dropLast(suffix.count) + other : self
  }
}
