public import HTTPFetch

/// Why a Prometheus server gave no answer; addresses in it have their secrets masked.
public enum RemoteError: Error, Equatable, Sendable {
  /// No answer at all.
  case fetch(HTTPFetchError)
  /// The server said no.
  case refused(url: String, RemoteRefusal)
  /// Something else than the API answers there; the title of a web page where it has one.
  case notTheAPI(url: String, title: String?)
  /// The answer is not what the API documents.
  case malformed(url: String, reason: String)
}

/// How a Prometheus server says no.
public struct RemoteRefusal: Equatable, Sendable {
  /// What stands behind a refusal, and so what helps against it.
  public enum Cause: Equatable, Sendable {
    /// The server does not understand the query; to ask again is of no use.
    case query
    /// The answer would be longer, or cost more, than the server allows: a shorter range may pass.
    case tooMuch
    /// The server is busy or not ready: later it may pass.
    case overloaded
    /// Credentials are missing or wrong.
    case credentials
    /// There is no such path.
    case missingPath
    /// Anything else.
    case other
  }

  /// The HTTP status.
  public var status: Int
  /// The error's type as the server has it (`bad_data`, `execution`, `timeout`), often empty.
  public var kind: String
  /// What the server says.
  public var text: String
  /// For how many seconds the server asks to be left alone.
  public var retryAfter: Double?

  /// A refusal.
  public init(status: Int, kind: String = "", text: String, retryAfter: Double? = nil) {
    self.status = status
    self.kind = kind
    self.text = text
    self.retryAfter = retryAfter
  }

  /// Words by which servers say that a shorter range may pass.
  private static let tooMuchWords = [
    "exceeded maximum resolution", "too many samples", "too many points", "maxpointspertimeseries",
    "time range exceeds", "query length", "exceeds the limit", "maxseries", "timed out",
    "max-samples", "chunks limit", "series limit",
  ]

  /// What stands behind it.
  public var cause: Cause {
    switch status {
    case 401, 403: return .credentials
    case 404, 405: return .missingPath
    case 408, 429, 502, 504: return .overloaded
    case 503: return kind == "timeout" ? .tooMuch : .overloaded
    case 400, 422:
      let words = text.lowercased()
      return Self.tooMuchWords.contains { words.contains($0) } ? .tooMuch : .query
    default: return .other
    }
  }
}
