public import LogModel

/// What a configuration says about a source's lines, where inference is not trusted.
public struct FormatHints: Sendable {
  /// The unit of every latency that is a plain number; nil infers it for each field.
  public var latencyUnit: LatencyUnit?
  /// The zone of times that are written without one.
  public var timeZone: LogTimeZone
  /// Whether the times of wrappers may tell another one.
  public var infersTimeZone: Bool
  /// Names of the log's own fields, each with the field that it stands for (`client_ip`, `path`, ...).
  public var fieldNames: [String: String]
  /// Paths that carry WebSockets, in addition to those that are recognised; `*` at the end stands
  /// for anything.
  public var webSocketPaths: [String]
  /// Expressions for lines that are not recognised, or not as they should be; tried in their order
  /// before everything but JSON.
  public var grok: [GrokExpression]
  /// Where the writer stands; nil infers it from the forms of requests.
  public var role: LogRole?
  /// The instance that writes the log.
  public var instance: String?

  /// The fields that names of a log's own may stand for.
  public static let fields = [
    "time", "level", "message", "client_ip", "method", "path", "status", "latency", "user_agent",
    "trace_id", "span_id", "parent_span_id", "conn_id", "user_id", "event", "reason", "instance",
  ]

  /// Hints; without arguments everything is inferred and times without a zone are UTC.
  public init(
    latencyUnit: LatencyUnit? = nil,
    timeZone: LogTimeZone = .utc,
    infersTimeZone: Bool = true,
    fieldNames: [String: String] = [:],
    webSocketPaths: [String] = [],
    grok: [GrokExpression] = [],
    role: LogRole? = nil,
    instance: String? = nil
  ) {
    self.latencyUnit = latencyUnit
    self.timeZone = timeZone
    self.infersTimeZone = infersTimeZone
    self.fieldNames = fieldNames
    self.webSocketPaths = webSocketPaths
    self.grok = grok
    self.role = role
    self.instance = instance
  }
}
