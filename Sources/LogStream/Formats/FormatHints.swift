/// What a configuration says about a source's lines, where inference is not trusted.
public struct FormatHints: Sendable {
  /// The unit of every latency that is a plain number; nil infers it for each field.
  public var latencyUnit: LatencyUnit?
  /// The zone of times that are written without one.
  public var timeZone: LogTimeZone
  /// Names of the log's own fields, each with the field that it stands for (`client_ip`, `path`, ...).
  public var fieldNames: [String: String]
  /// Paths that carry WebSockets, in addition to those that are recognised; `*` at the end stands
  /// for anything.
  public var webSocketPaths: [String]

  /// Hints; without arguments everything is inferred and times without a zone are UTC.
  public init(
    latencyUnit: LatencyUnit? = nil,
    timeZone: LogTimeZone = .utc,
    fieldNames: [String: String] = [:],
    webSocketPaths: [String] = []
  ) {
    self.latencyUnit = latencyUnit
    self.timeZone = timeZone
    self.fieldNames = fieldNames
    self.webSocketPaths = webSocketPaths
  }
}
