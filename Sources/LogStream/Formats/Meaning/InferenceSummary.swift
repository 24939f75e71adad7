import LogModel

/// What a source's lines turned out to be, in words.
struct InferenceSummary: Sendable {
  private var formats: [String] = []
  private var logger = ""
  private var wrapper = ""
  private var hasUnzonedTimes = false
  private var linesSeen = 0
  private var requestsOfEdge = 0
  private var requestsOfGateway = 0

  /// Whether enough lines were looked at.
  var isSettled: Bool { linesSeen >= 1_000 }

  /// Notes that a line of the format was read; not needed once the summary is settled.
  mutating func note(
    format: String,
    _ line: Span<UInt8>,
    _ found: FoundFields,
    names: FieldNames
  ) {
    linesSeen += 1
    if !formats.contains(format) { formats.append(format) }
    let time = found[.time]
    if !time.isAbsent, time.kind != .number, let last = time.range.last {
      let hasZone =
        line[last] == UInt8(ascii: "Z")
        || time.length > 5 && (signs.contains(line[last - 4]) || signs.contains(line[last - 5]))
        || ByteScan.isLetter(line[last])
      hasUnzonedTimes = hasUnzonedTimes || !hasZone
    }
    guard format == "JSON", logger.isEmpty, found[.level].name != 0 else { return }
    logger = Self.logger(line, found, names)
  }

  /// Where the writer stands: who writes the access lines of web servers, or names an upstream, is a
  /// proxy, others are services; nil before there was a request.
  var role: LogRole? {
    guard requestsOfEdge + requestsOfGateway > 0 else { return nil }
    return requestsOfEdge > requestsOfGateway ? .edge : .gateway
  }

  /// Notes that a line of the format, which stands in `range`, is a request.
  mutating func noteRequest(format: String, _ line: Span<UInt8>, _ range: Range<Int>) {
    if Self.accessLogs.contains(format)
      || Self.marksOfProxies.contains(where: { $0.occurs(in: line.extracting(range)) })
    {
      requestsOfEdge += 1
    } else {
      requestsOfGateway += 1
    }
  }

  private static let accessLogs = [
    LineFormat.combined.name, LineFormat.accessText.name, LineFormat.proxyManager.name,
  ]

  /// Names of fields that nginx, Envoy, HAProxy, Traefik and Caddy write into access lines that are JSON.
  private static let marksOfProxies = [
    #""upstream_"#, #""backend_name""#, #""OriginStatus""#, #""http.log.access"#,
  ].map { TextNeedle(parts: [$0]) }

  private var signs: [UInt8] { [UInt8(ascii: "+"), UInt8(ascii: "-")] }

  /// Notes that the lines come wrapped by a container runtime.
  mutating func note(wrapper name: String) { wrapper = name }

  /// The summary.
  func text(latency: LatencyInference.Latest?, zone: LogTimeZone) -> String {
    guard !formats.isEmpty else { return "" }
    var name = formats.joined(separator: " + ")
    if !logger.isEmpty { name = name.replacing("JSON", with: "JSON (\(logger))") }
    var parts = [wrapper.isEmpty ? name : "\(wrapper), \(name)"]
    if let latency {
      parts.append("latency \(latency.isAssumed ? "taken as" : "in") \(latency.unit.sign)")
    }
    parts.append(hasUnzonedTimes ? "times without zone read as \(zone.name)" : "UTC")
    return parts.joined(separator: ", ")
  }

  /// The logger by the names and forms it uses; empty where that is open.
  private static func logger(
    _ line: Span<UInt8>,
    _ found: FoundFields,
    _ names: FieldNames
  )
    -> String
  {
    let level = found[.level]
    if names.name(level.name) == "fields.level" { return "logrus" }
    if level.kind == .number { return "pino" }
    guard found[.time].name != 0, found[.message].name != 0, !level.range.isEmpty else { return "" }
    let isCapital = (65...90).contains(line[level.range.lowerBound])
    switch (names.name(found[.time].name), names.name(found[.message].name)) {
    case ("ts", "msg"): return "zap"
    case ("@timestamp", _): return "ECS"
    case ("time", "msg"): return isCapital ? "slog" : "logrus"
    case ("time", "message"): return "zerolog"
    default: return ""
    }
  }
}
