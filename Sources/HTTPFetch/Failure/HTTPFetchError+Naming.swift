extension HTTPFetchError {
  /// The same error about `url`, for requests whose own address is too long to be read.
  public func about(_ url: String) -> HTTPFetchError {
    switch self {
    case .invalidURL(_, let reason): .invalidURL(url, reason: reason)
    case .unreachable(_, let cause): .unreachable(url, cause: cause)
    case .timeout(_, let seconds, let phase): .timeout(url, after: seconds, waitingFor: phase)
    case .tls(_, let reason): .tls(url, reason: reason)
    case .tooLarge(_, let limit): .tooLarge(url, limit: limit)
    case .status(_, let code, let excerpt): .status(url, code: code, excerpt: excerpt)
    case .redirect(_, let place, let reason): .redirect(url, to: place, reason: reason)
    case .interrupted(_, let reason): .interrupted(url, reason: reason)
    case .malformed(_, let reason): .malformed(url, reason: reason)
    case .caFile, .secretFile, .cancelled: self
    }
  }
}
