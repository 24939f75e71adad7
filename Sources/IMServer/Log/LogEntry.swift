/// One line of the log with everything that a format may print, before it is text.
public struct LogEntry: Equatable, Sendable {
  /// When it happened.
  public var time: WallTime
  /// How grave it is.
  public var severity: LogSeverity
  /// The text for people; empty for requests, whose fields say everything.
  public var message: String
  /// Where in the source it was written: `IMServer/Registry.swift:97`.
  public var caller: String
  /// The function in which it was written.
  public var function: String
  /// Everything else; each name once.
  public var fields: [LogField]

  /// An entry from its parts.
  public init(
    time: WallTime,
    severity: LogSeverity,
    message: String,
    caller: String = "",
    function: String = "",
    fields: [LogField] = []
  ) {
    self.time = time
    self.severity = severity
    self.message = message
    self.caller = caller
    self.function = function
    self.fields = fields
  }

  /// The value of a field; nil where there is none.
  public subscript(name: String) -> LogValue? {
    fields.first { $0.name == name }?.value
  }

  /// Whether it is the line of an answered request.
  public var isAccess: Bool { message.isEmpty && self["method"] != nil && self["status"] != nil }
}
