extension Filter {
  /// Whether it asks for something that only requests have: connections have no status of their own.
  public var asksForRequests: Bool {
    switch self {
    case .all, .text: false
    case .and(let left, let right), .or(let left, let right):
      left.asksForRequests || right.asksForRequests
    case .not(let inner): inner.asksForRequests
    case .field(let name, _):
      [.path, .status, .method, .latency].contains(FilterField(named: name))
    }
  }
}
