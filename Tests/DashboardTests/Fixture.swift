import Charts
import Dashboard
import LogModel
import MetricsModel

/// A gateway in trouble: the same values as the drawing of the screen, given by events only.
enum Fixture {
  /// 2026-11-22T22:14:07Z, which is 06:14:07 of the next day in China.
  static let now = Timestamp(milliseconds: 1_795_385_647_000)

  static let zone = DashboardConfiguration.Zone(name: "CST", seconds: 8 * 3600)

  /// A configuration whose filter language knows words, `field:value` and an error.
  static func configuration() -> DashboardConfiguration {
    var configuration = DashboardConfiguration(parseFilter: parse, completeFilter: complete)
    configuration.zone = zone
    return configuration
  }

  private static func parse(_ text: String) -> Result<Filter, FilterError> {
    if let bad = text.utf8.firstIndex(of: UInt8(ascii: "%")) {
      let offset = text.utf8.distance(from: text.utf8.startIndex, to: bad)
      return .failure(
        FilterError(message: "% is no operator; write =", range: offset..<(offset + 1))
      )
    }
    let parts = text.split(separator: ":", maxSplits: 1).map { $0.filter { $0 != "\"" } }
    if parts.isEmpty { return .success(.all) }
    if parts.count == 2 {
      return .success(.field(parts[0], .resembles(.init(parts: [parts[1]], isPhrase: true))))
    }
    return .success(.text(.init(parts: [parts[0]])))
  }

  /// The word at the cursor; the words before it are the rest of the filter.
  private static func complete(_ text: String, _ cursor: Int) -> FilterCompletion {
    let head = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
    let word = head.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let before = head.dropLast(word.count).filter { $0 != " " }
    let rest: Filter = before.isEmpty ? .all : .text(.init(parts: [before]))
    let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      let start = cursor - word.utf8.count
      return FilterCompletion(
        subject: .field(prefix: String(word)),
        range: start..<cursor,
        rest: rest
      )
    }
    return FilterCompletion(
      subject: .value(field: String(parts[0]), prefix: parts[1].filter { $0 != "\"" }),
      range: cursor - parts[1].utf8.count..<cursor,
      rest: rest
    )
  }

  /// A state that has everything to show.
  static func state(_ width: Int, _ height: Int) -> AppState {
    var state = AppState(configuration: configuration())
    for event in events(width, height) { _ = state.apply(event) }
    return state
  }

  /// What happens until the state has everything to show.
  static func events(_ width: Int, _ height: Int) -> [AppEvent] {
    [
      .resized(Size(width: width, height: height)), .tick(now: now), .targets([target]),
      .sources([source]), .log(report()), .panels(panels()), .alerts(alerts),
    ]
  }

  static var target: TargetStatus {
    var target = TargetStatus(
      instance: "gw-1:8080",
      job: "im",
      url: "http://gw-1:8080/metrics",
      interval: 1
    )
    target.health = .up
    target.duration = 0.012
    target.lastScrape = now.advanced(bySeconds: -0.5)
    target.samples = 412
    target.attempts = 900
    target.processStart = now.advanced(bySeconds: -249)
    return target
  }

  static var source: LogSourceStatus {
    var source = LogSourceStatus(name: "im.log", location: "/var/log/im/im.log")
    source.health = .following
    source.lines = 88_123
    source.linesPerSecond = 1234
    source.lagBytes = 0
    source.newest = now
    source.inferred = "JSON (logrus), latency in ms"
    return source
  }

  static var alerts: [AlertStatus] {
    [
      AlertStatus(
        rule: "ErrorLogBurst",
        state: .firing,
        severity: .critical,
        summary: "37 error lines in 1m, > 20",
        value: 37,
        since: now.advanced(bySeconds: -42),
        contributors: [
          Contributor(
            field: "message",
            value: "hub queue full",
            share: 0.94,
            normalShare: 0
          ),
          Contributor(field: "client_ip", value: "203.0.113.7", share: 0.41, normalShare: 0.02),
        ],
        expression: "sum(increase(log_lines_total{level=~\"error|fatal\"}[1m])) > 20"
      ),
      AlertStatus(
        rule: "HeartbeatTimeouts",
        state: .firing,
        severity: .warning,
        summary: "4.2/s, 9× the hour before",
        value: 4.2,
        since: now.advanced(bySeconds: -70),
        contributors: [
          Contributor(
            field: "client_ip",
            value: "198.51.100.0/24",
            share: 0.88,
            normalShare: 0.07
          )
        ],
        expression: "rate(im_heartbeat_timeouts_total[1m]) > 3 * 0.4"
      ),
      AlertStatus(
        rule: "ConnectionsDropped",
        state: .pending,
        severity: .critical,
        summary: "21% fewer in 1m",
        value: -0.21,
        since: now.advanced(bySeconds: -5),
        expression: "delta(im_ws_connections[1m]) < -0.2"
      ),
      AlertStatus(
        rule: "SlowRequests",
        state: .silent(reason: "no baseline"),
        severity: .warning,
        summary: "",
        expression: "histogram_quantile(0.95, x)"
      ),
      AlertStatus(
        rule: "TargetDown",
        state: .inactive,
        severity: .critical,
        summary: "",
        value: 0,
        expression: "up == 0"
      ),
    ]
  }

  /// A record as the gateway writes it.
  static func record(_ row: UInt32, _ level: Level, _ message: String, ago: Double) -> LogRecord {
    LogRecord(
      id: LogRecordID(chunk: 1, row: row),
      time: now.advanced(bySeconds: -ago),
      level: level,
      message: message,
      source: "im.log"
    )
  }

  static var rows: [LogRow] {
    var quiet: [LogRow] = (0..<30).map { index in
      var old = record(
        UInt32(index),
        .error,
        "redis: connection pool timeout",
        ago: 300 - Double(index)
      )
      (old.status, old.method, old.path) = (500, "POST", "/api/v1/messages")
      (old.address, old.latency, old.trace) = ("10.0.3.17", 0.812, "4bf92f3577b34da6")
      return LogRow(record: old, count: 12 + index, otherAddresses: 4)
    }
    var close = record(40, .info, "abnormal closure", ago: 3)
    (close.event, close.closeReason, close.address) = (.closedAbnormally, "1006", "198.51.100.87")
    close.latency = 41.2
    var beat = record(41, .warn, "missed=3", ago: 1)
    (beat.event, beat.closeReason) = (.heartbeatTimeout, "heartbeat_timeout")
    (beat.address, beat.latency, beat.connection) = ("198.51.100.23", 90.0, "c-77")
    var stall = LogRow(record: record(42, .fatal, "hub: event loop stalled for 5.2s", ago: 2))
    stall.count = 1
    var refused = record(43, .error, "", ago: 0)
    (refused.status, refused.method, refused.path) = (503, "GET", "/ws/connect")
    (refused.address, refused.latency, refused.trace) = ("203.0.113.7", 0.003, "00f067aa0ba902b7")
    refused.fields = [Field("hub", "h-3"), Field("trace_id", "00f067aa0ba902b7")]
    refused.text = #"{"level":"info","status":503,"path":"/ws/connect"}"#
    var borrowed = LogRow(record: refused, count: 1148, otherAddresses: 61)
    borrowed.borrowedReason = "upgrade refused: hub queue full"
    borrowed.lender = .trace
    quiet.append(LogRow(record: close, count: 11, otherAddresses: 9))
    quiet.append(stall)
    quiet.append(LogRow(record: beat, count: 31, otherAddresses: 30))
    quiet.append(borrowed)
    return quiet
  }

  static func report(for request: LogRequest = LogRequest(), rows: [LogRow] = rows) -> LogReport {
    var report = LogReport(request: request, counts: CombinedSource([]))
    report.logTime = now
    report.oldest = now.advanced(bySeconds: -3600)
    report.received = 88_123
    report.covered = 88_123
    report.matched = 12_034
    report.listed = 1203
    report.rowCount = rows.count
    report.rows = rows
    report.recordsPerBucket = (0..<60).map { $0 < 50 ? 900 + $0 % 7 * 20 : 1500 + $0 * 10 }
    report.errorsPerBucket = (0..<60).map { $0 < 50 ? $0 % 3 : ($0 - 48) * 30 }
    report.paths = paths
    report.addresses = addresses
    report.closeReasons = [("heartbeat_timeout", 310), ("1006", 120), ("client_closed", 44)]
    report.shortLivedShare = 0.31
    report.found = request.search.map { answer(to: $0, in: rows) }
    if request.connections != nil { report.connections = connections }
    if let picker = request.picker {
      report.choices = (0..<8).map { index in
        Choice(
          value: "\(picker.field)-\(index)",
          count: 400 - index,
          countBefore: 20 * index,
          errors: index,
          perBucket: [1, 2, 3, index]
        )
      }
    }
    return report
  }

  private static var paths: [TrafficRow] {
    [
      ("/ws/connect", 370_800, 33_000, nil, true), ("/api/v1/messages", 279_180, 280, 0.018, false),
      ("/api/v1/login", 20_610, 0, 0.044, false), ("/healthz", 1800, 0, 0.001, false),
    ].map { (key: String, requests: Int, errors: Int, p95: Double?, isWebSocket: Bool) in
      var row = TrafficRow(key: key)
      (row.requests, row.requestsBefore) = (requests, requests)
      row.serverErrors = errors
      row.p95 = p95
      row.isWebSocket = isWebSocket
      row.perBucket = (0..<60).map { $0 > 50 && errors > 1000 ? 900 : 100 + $0 }
      return row
    }
  }

  private static var addresses: [TrafficRow] {
    [
      ("203.0.113.7", 34_380, 14_000, 0, 0.97, "storm"), ("198.51.100.23", 3690, 0, 12, 0.03, ""),
      ("10.0.3.17", 1080, 0, 0, 0, ""), ("10.0.3.44", 810, 0, 0, 0, ""),
    ].map { (key: String, opened: Int, errors: Int, beats: Int, short: Double, mark: String) in
      var row = TrafficRow(key: key)
      (row.opened, row.openedBefore, row.requests) = (opened, 800, opened)
      (row.serverErrors, row.heartbeatTimeouts, row.mark) = (errors, beats, mark)
      (row.closed, row.shortLived) = (1000, Int(short * 1000))
      row.perBucket = (0..<60).map { $0 > 48 && opened > 10_000 ? 2000 : 20 + $0 % 5 }
      return row
    }
  }

  static func panels(steps: Int = 120) -> PanelReport {
    var report = PanelReport(
      request: PanelRequest(windowSeconds: 900, steps: steps),
      end: now,
      panels: []
    )
    report.panels = [
      panel(
        "connections",
        "Connections",
        .short,
        9481,
        12_001,
        rising: false,
        companions: [("+", 12), ("−", 409)]
      ) { $0 < 0.7 ? 12_000 : 12_000 - ($0 - 0.7) * 8400 },
      panel("heartbeats", "Heartbeat timeouts", .perSecond, 4.2, 0.47) { $0 < 0.8 ? 0.4 : 4.2 },
      panel("errors", "5xx rate", .percent, 0.0231, 0.0029) { $0 < 0.85 ? 0.003 : 0.023 },
      panel("p95", "p95", .seconds, 0.812, 0.058, place: .vitalSign) { _ in 1 },
      panel(
        "messages",
        "messages",
        .perSecond,
        3100,
        7750,
        rising: false,
        place: .vitalSign,
        companions: [("out", 2900)]
      ) { _ in 1 },
      panel("fds", "open files", .short, 9600, 9500, place: .vitalSign) { _ in 1 },
      panel("goroutines", "goroutines", .short, 31_000, 22_100, place: .vitalSign) { _ in 1 },
    ]
    report.marks = [
      TimelineMark(
        kind: .deploy,
        time: now.advanced(bySeconds: -249),
        instance: "gw-1:8080",
        detail: "v2.14.0"
      )
    ]
    report.seam = now.advanced(bySeconds: -600)
    return report
  }

  private static func panel(
    _ id: String,
    _ title: String,
    _ unit: Unit,
    _ current: Double,
    _ before: Double,
    rising: Bool = true,
    place: PanelDefinition.Place = .chart,
    companions: [(String, Double)] = [],
    _ curve: (Double) -> Double
  ) -> PanelValues {
    var panel = PanelValues(
      definition: PanelDefinition(
        id: id,
        title: title,
        expression: "sum(im_\(id))",
        unit: unit,
        companions: companions.map {
          .init(label: $0.0, expression: "sum(rate(x[1m]))", unit: .perSecond)
        },
        place: place,
        risingIsBad: rising
      ),
      values: (0..<120).map { curve(Double($0) / 120) + Double($0 % 5) / 50 * curve(0) }
    )
    panel.current = current
    panel.before = before
    panel.companions = companions.map(\.1)
    return panel
  }

  /// The screen of a state as rows of text.
  static func screen(_ state: AppState, _ size: Size? = nil) -> [String] {
    var canvas = Canvas(size: size ?? state.size)
    DashboardView.draw(state, into: &canvas)
    return canvas.text()
  }
}
