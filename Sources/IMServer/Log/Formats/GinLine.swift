/// A log line as a Gin service without a logger of its own prints it: Gin's line for requests, logrus
/// text for everything else.
struct GinLine {
  private let entry: LogEntry

  init(_ entry: LogEntry) {
    self.entry = entry
  }

  func encode(into bytes: inout [UInt8]) {
    bytes.append(contentsOf: (entry.isAccess ? access : text).utf8)
  }

  /// Gin's line: `[GIN] 2026/11/23 - 06:37:57 | 200 |     209.683µs |      127.0.0.22 | GET      "/healthz"`.
  private var access: String {
    var duration = ""
    if case .latency(let nanoseconds)? = entry["latency"] {
      // Gin leaves out the decimals of what took longer than a minute.
      let whole = nanoseconds > 60_000_000_000
      duration = GoDuration.text(
        nanoseconds: whole ? nanoseconds - nanoseconds % 1_000_000_000 : nanoseconds
      )
    }
    let status = Self.padded(entry["status"]?.description ?? "", 3)
    let address = Self.padded(entry["client_ip"]?.description ?? "", 15)
    let method = entry["method"]?.description ?? ""
    let query = entry["query"].map { "?\($0)" } ?? ""
    let path = GoQuoting.quoted((entry["path"]?.description ?? "") + query)
    return "[GIN] \(entry.time.localSlashed) | \(status) | \(Self.padded(duration, 13)) | "
      + "\(address) | \(method)\(Self.spaces(7 - method.count))  \(path)"
  }

  /// A line of logrus: `time="2026-11-23T06:37:57Z" level=info msg="connection opened" conn_id=c-1`.
  private var text: String {
    let start =
      "time=\"\(entry.time.localRFC3339)\" level=\(LogrusLine.name(entry.severity))"
      + " msg=" + GoQuoting.bare(entry.message)
    return entry.fields.sorted { $0.name < $1.name }.reduce(into: start) { text, field in
      text += " \(field.name)=" + GoQuoting.bare(field.value.description)
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    spaces(width - text.unicodeScalars.count) + text
  }

  private static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}
