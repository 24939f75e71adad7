/// The severity of a log record, in ascending order.
public enum Level: UInt8, Sendable, Comparable, CaseIterable {
  /// No level was found.
  case unknown
  /// `trace`.
  case trace
  /// `debug`.
  case debug
  /// `info`, `notice`.
  case info
  /// `warn`, `warning`.
  case warn
  /// `error`, `err`.
  case error
  /// `fatal`, `panic`, `dpanic`, `critical`, `alert`, `emergency`.
  case fatal

  /// Whether `left` is the less severe.
  public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

  /// The name in lower case, as in `log_lines_total{level="error"}`.
  public var name: String {
    switch self {
    case .unknown: "unknown"
    case .trace: "trace"
    case .debug: "debug"
    case .info: "info"
    case .warn: "warn"
    case .error: "error"
    case .fatal: "fatal"
    }
  }
}
