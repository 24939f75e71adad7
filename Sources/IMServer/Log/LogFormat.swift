/// How a log line looks.
public enum LogFormat: String, CaseIterable, Sendable {
  /// Flat JSON whose names say their unit.
  case json
  /// A Gin service's middleware over logrus: JSON with sorted names, the level of a request in
  /// `fields.level` and its latency in whole milliseconds.
  case logrus
  /// zap's production configuration: JSON with the time as seconds, durations as seconds.
  case zap
  /// Gin's own access lines, and logrus text for the rest.
  case gin

  /// Appends the entry and a line feed.
  public func encode(_ entry: LogEntry, into bytes: inout [UInt8]) {
    switch self {
    case .json: JSONLogLine(entry).encode(into: &bytes)
    case .logrus: LogrusLine(entry).encode(into: &bytes)
    case .zap: ZapLine(entry).encode(into: &bytes)
    case .gin: GinLine(entry).encode(into: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The content type of a stream of such lines.
  var contentType: String {
    switch self {
    case .json, .logrus, .zap: "application/x-ndjson"
    case .gin: "text/plain; charset=utf-8"
    }
  }
}
