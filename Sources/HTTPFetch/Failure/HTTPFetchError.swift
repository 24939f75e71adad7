/// Why there is no answer.
///
/// URLs in it have their secrets masked; `message` is the one sentence to show.
public enum HTTPFetchError: Error, Equatable, Sendable {
  /// The text is no URL that can be asked.
  case invalidURL(String, reason: String)
  /// No connection came about.
  case unreachable(String, cause: Cause)
  /// The answer did not come, or not to its end, within this many seconds.
  case timeout(String, after: Double, waitingFor: Phase)
  /// The secured connection did not come about.
  case tls(String, reason: TLSReason)
  /// The certificate authorities in this file cannot be used.
  case caFile(String, reason: String)
  /// The file with a password or token cannot be used.
  case secretFile(String, reason: String)
  /// The body is longer than this many bytes.
  case tooLarge(String, limit: Int)
  /// The answer's status is none of 200 to 299; the excerpt is the begin of its body.
  case status(String, code: Int, excerpt: String)
  /// The answer points elsewhere and was not followed.
  case redirect(String, to: String, reason: RedirectReason)
  /// The connection ended before the answer did.
  case interrupted(String, reason: String)
  /// The other side does not speak HTTP, or its compression is broken.
  case malformed(String, reason: String)
  /// The request was given up from this side.
  case cancelled

  /// Why no connection came about.
  public enum Cause: Equatable, Sendable {
    /// Nothing listens on that port.
    case refused
    /// The name has no address.
    case unknownHost
    /// No way leads there.
    case noRoute
    /// Anything else, as the system words it.
    case other(String)
  }

  /// What was waited for.
  public enum Phase: Equatable, Sendable {
    /// The connection, TLS included.
    case connection
    /// The answer, from the request to the last byte.
    case answer
    /// The next bytes of a stream.
    case moreBytes
  }

  /// Why a secured connection did not come about.
  public enum TLSReason: Equatable, Sendable {
    /// The certificate is not signed by an authority that is trusted.
    case untrustedCertificate
    /// The certificate is for another name.
    case wrongHost
    /// The other side misses a certificate of this side, or does not trust it.
    case ownCertificate
    /// The certificate is to be for this address, which is not the one that is asked.
    case addressAsName(String)
    /// The other side does not speak TLS.
    case notTLS
    /// Anything else, as the library words it.
    case other(String)
  }

  /// Why a redirect was not followed.
  public enum RedirectReason: Equatable, Sendable {
    /// It leads to another host or port, which nobody has named.
    case elsewhere
    /// There were more than this many.
    case tooMany(Int)
    /// The new place is no address.
    case invalid
  }
}
