/// How grave a log line is, as it prints it.
public enum LogSeverity: String, Sendable {
  /// An everyday event.
  case info
  /// Something that somebody should look at some day.
  case warn
  /// A request or a connection failed.
  case error
  /// The service itself is in danger.
  case fatal
}
