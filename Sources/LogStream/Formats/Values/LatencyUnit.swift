/// The unit in which a source writes durations as plain numbers.
public enum LatencyUnit: UInt8, Sendable, Hashable, CaseIterable {
  /// Nanoseconds, as Go's `time.Duration` in logrus and slog.
  case nanoseconds
  /// Microseconds.
  case microseconds
  /// Milliseconds, as access-log middlewares write them.
  case milliseconds
  /// Seconds, as in zap and nginx.
  case seconds

  /// The unit's sign: `ns`, `µs`, `ms`, `s`.
  public var sign: String {
    switch self {
    case .nanoseconds: "ns"
    case .microseconds: "µs"
    case .milliseconds: "ms"
    case .seconds: "s"
    }
  }

  /// How many seconds one is.
  var seconds: Double {
    switch self {
    case .nanoseconds: 1e-9
    case .microseconds: 1e-6
    case .milliseconds: 1e-3
    case .seconds: 1
    }
  }

  /// The unit that a field's name tells: `latency_ms`, `request_time`; nil where it tells none.
  init?(fieldName name: String) {
    let name = name.lowercased()
    switch name {
    case "request_time", "upstream_response_time": self = .seconds
    case "response_time", "responsetime", "durationms", "latencyms", "elapsedms",
      "elapsedmilliseconds", "properties.elapsed":
      self = .milliseconds
    case "event.duration": self = .nanoseconds
    case _ where name.hasSuffix("_ns"): self = .nanoseconds
    case _ where name.hasSuffix("_us"): self = .microseconds
    case _ where name.hasSuffix("_ms"): self = .milliseconds
    case _ where name.hasSuffix("_s") || name.hasSuffix("_seconds"): self = .seconds
    default: return nil
    }
  }
}
