import HTTPFetch

extension RemoteError: CustomStringConvertible {
  /// One sentence: what, where, and what to do about it.
  public var message: String {
    switch self {
    case .fetch(let error): error.message
    case .refused(let url, let refusal): "\(url): \(refusal.wording)"
    case .notTheAPI(let url, let title):
      "\(url): a web page\(title.map { " (\"\($0)\")" } ?? "") instead of Prometheus' API, "
        + "check the path before /api/v1 and whether a login is needed"
    case .malformed(let url, let reason): "\(url): the answer is not understood: \(reason)"
    }
  }

  /// The message.
  public var description: String { message }
}

extension RemoteRefusal {
  /// The longest text of a server that is told, in characters.
  private static let textLimit = 200

  /// What the server answered, and what helps.
  var wording: String {
    let said = text.isEmpty ? "" : ": \(text.prefix(Self.textLimit))"
    return switch cause {
    case .query: "refused a query (\(status))\(said)"
    case .tooMuch: "a query asks for more than the server allows (\(status))\(said)"
    case .overloaded: "the server is busy or not ready (\(status)), it is asked again later\(said)"
    case .credentials: "answered \(status) (credentials are missing or wrong)\(said)"
    case .missingPath:
      "answered \(status), nothing of Prometheus is at this path "
        + "(Mimir's and VictoriaMetrics' end in /prometheus)\(said)"
    case .other: "answered \(status)\(said)"
    }
  }
}
