/// Where the writer of a log of requests stands.
public enum LogRole: String, Hashable, Sendable, CaseIterable {
  /// A proxy before the service: it logs every request, those too that never reach the service.
  case edge
  /// The service itself, which knows why a request failed.
  case gateway
}
