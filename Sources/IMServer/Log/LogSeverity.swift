public import Logging

/// How grave a log line is, as it prints it; the least grave first.
public enum LogSeverity: String, CaseIterable, Comparable, Sendable {
  /// A single step.
  case trace
  /// Something that helps to find a fault.
  case debug
  /// An everyday event.
  case info
  /// Something that somebody should look at some day.
  case warn
  /// A request or a connection failed.
  case error
  /// The service itself is in danger.
  case fatal

  /// The severity of one of swift-log's levels, which has one more below `warn`.
  public init(_ level: Logger.Level) {
    self =
      switch level {
      case .trace: .trace
      case .debug: .debug
      case .info, .notice: .info
      case .warning: .warn
      case .error: .error
      case .critical: .fatal
      }
  }

  /// The level as swift-log knows it.
  public var level: Logger.Level {
    switch self {
    case .trace: .trace
    case .debug: .debug
    case .info: .info
    case .warn: .warning
    case .error: .error
    case .fatal: .critical
    }
  }

  /// Whether `left` is less grave than `right`.
  public static func < (left: LogSeverity, right: LogSeverity) -> Bool { left.level < right.level }
}
