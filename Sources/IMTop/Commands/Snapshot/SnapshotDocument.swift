import Dashboard
import Foundation
import LogModel
import MetricsModel

/// A frame's numbers as JSON; the form is described in docs/command-line.md.
struct SnapshotDocument: Encodable {
  struct Target: Encodable {
    var instance: String
    var job: String
    var url: String
    var state: String
    var reason: String?
    var lastScrape: Double?
    var scrapeDurationSeconds: Double?
    var samples: Int
  }

  struct Source: Encodable {
    var name: String
    var location: String
    var state: String
    var reason: String?
    var lines: Int
    var linesPerSecond: Double
    var notUnderstood: Int
    var dropped: Int
    var gaps: Int
    var rotations: Int
    var inferred: String
    var role: String?
    var roleReason: String?
    var instance: String?
    /// `all`, `failuresOfEdge` or `none`.
    var requestsCounted: String
  }

  struct Panel: Encodable {
    var id: String
    var title: String
    /// That of the value.
    var time: Double?
    var value: Double?
    var before: Double?
    var companions: [Double?]
    var lines: [Line]?
    var query: String
    var remarks: [String]?
    var origin: String
  }

  struct Line: Encodable {
    var name: String
    var value: Double?
    var before: Double?
  }

  struct Alert: Encodable {
    var rule: String
    var state: String
    var reason: String?
    var severity: String
    var summary: String
    var value: Double?
    var limit: Double?
    var since: Double?
    var labels: [String: String]
    var annotations: [String: String]
    var contributors: [Part]
  }

  struct Part: Encodable {
    var field: String
    var value: String
    var share: Double
    var normalShare: Double?
  }

  struct Traffic: Encodable {
    var key: String
    var requests: Int
    var serverErrors: Int
    var opened: Int
    var closed: Int
    var heartbeatTimeouts: Int
    var p95Seconds: Double?
  }

  struct Row: Encodable {
    var time: Double
    var level: String
    var count: Int
    var status: Int?
    var method: String?
    var path: String?
    var address: String?
    var message: String
  }

  var time: Double
  var windowSeconds: Double
  var targets: [Target]
  var logs: [Source]
  var panels: [Panel]
  var alerts: [Alert]
  var paths: [Traffic]
  var addresses: [Traffic]
  var errors: [Row]

  /// The document as text.
  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return "{}" }
    return Self.escaped(String(decoding: data, as: UTF8.self))
  }

  /// JSON in which control and direction characters, which it allows as they are, are escaped too: it
  /// may be read in a terminal.
  private static func escaped(_ json: String) -> String {
    var text = ""
    for scalar in json.unicodeScalars {
      switch scalar.value {
      case 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension SnapshotDocument {
  /// The numbers of a state.
  init(_ state: AppState, _ session: Session) {
    let report = state.logReport
    time = Timestamp.wallClock.seconds
    windowSeconds = state.panelRequest.windowSeconds
    targets = session.targetStatuses.map(Target.init)
    logs = session.logStatuses.map(Source.init)
    panels = state.panelValues.map { Panel($0, at: state.panelsEvaluatedAt) }
    alerts = state.alertStatuses.map(Alert.init)
    paths = report?.paths.map(Traffic.init) ?? []
    addresses = report?.addresses.map(Traffic.init) ?? []
    errors = report?.rows.map(Row.init) ?? []
  }
}

extension SnapshotDocument.Target {
  fileprivate init(_ status: TargetStatus) {
    instance = status.instance
    job = status.job
    url = status.url
    lastScrape = status.lastScrape?.seconds
    scrapeDurationSeconds = status.duration
    samples = status.samples
    switch status.health {
    case .unknown: state = "unknown"
    case .up: state = "up"
    case .slow: state = "slow"
    case .down(let why): (state, reason) = ("down", why)
    }
  }
}

extension SnapshotDocument.Source {
  fileprivate init(_ status: LogSourceStatus) {
    name = status.name
    location = status.location
    lines = status.lines
    linesPerSecond = status.linesPerSecond
    notUnderstood = status.notUnderstood
    dropped = status.dropped
    gaps = status.gaps
    rotations = status.rotations
    inferred = status.inferred
    role = status.role?.rawValue
    roleReason = status.roleReason.isEmpty ? nil : status.roleReason
    instance = status.instance
    requestsCounted = "\(status.counting)"
    switch status.health {
    case .unknown: state = "unknown"
    case .following: state = "following"
    case .loading: state = "loading"
    case .ended: state = "ended"
    case .down(let why): (state, reason) = ("down", why)
    }
  }
}

extension SnapshotDocument.Panel {
  fileprivate init(_ panel: PanelValues, at evaluation: Timestamp?) {
    time = evaluation?.seconds
    id = panel.definition.id
    title = panel.definition.title
    value = panel.current?.ifFinite
    before = panel.before?.ifFinite
    companions = panel.companions.map { $0?.ifFinite }
    if !panel.lines.isEmpty {
      lines = panel.lines.map {
        .init(name: $0.name, value: $0.current?.ifFinite, before: $0.before?.ifFinite)
      }
    }
    query = panel.query
    if !panel.remarks.isEmpty { remarks = panel.remarks }
    origin = panel.origin
  }
}

extension SnapshotDocument.Alert {
  fileprivate init(_ status: AlertStatus) {
    rule = status.rule
    severity = "\(status.severity)"
    summary = status.summary
    value = status.value?.ifFinite
    limit = status.limit?.ifFinite
    since = status.since?.seconds
    labels = Dictionary(uniqueKeysWithValues: status.labels.pairs.map { ($0.name, $0.value) })
    annotations = status.annotations
    contributors = status.contributors.map {
      .init(field: $0.field, value: $0.value, share: $0.share, normalShare: $0.normalShare)
    }
    switch status.state {
    case .inactive: state = "inactive"
    case .silent(let why): (state, reason) = ("silent", why)
    case .pending: state = "pending"
    case .firing: state = "firing"
    case .resolved: state = "resolved"
    case .broken(let why): (state, reason) = ("broken", why)
    }
  }
}

extension SnapshotDocument.Traffic {
  fileprivate init(_ row: TrafficRow) {
    key = row.key
    requests = row.requests
    serverErrors = row.serverErrors
    opened = row.opened
    closed = row.closed
    heartbeatTimeouts = row.heartbeatTimeouts
    p95Seconds = row.p95?.ifFinite
  }
}

extension SnapshotDocument.Row {
  fileprivate init(_ row: LogRow) {
    time = row.record.time.seconds
    level = row.record.level.name
    count = row.count
    status = row.record.status
    method = row.record.method
    path = row.record.path
    address = row.record.address
    message = row.record.message
  }
}

extension Double {
  /// The number, nil for those that JSON cannot say.
  fileprivate var ifFinite: Double? { isFinite ? self : nil }
}
