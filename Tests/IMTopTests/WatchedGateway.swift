import Alerting
import Charts
import LogModel
import LogStream
import MetricsModel
import Profiles
import PromQL
import SeriesStore

@testable import Dashboard
@testable import IMTop

/// A gateway that has been watched for some minutes: 1,000 seconds of its log, scrapes every five of the
/// last 800, the built-in rules, and a screen that shows them.
struct WatchedGateway {
  static let beginning = 1_795_413_600
  static let seconds = 1000
  /// What the clocks say.
  static let now = Timestamp(seconds: Double(beginning + seconds))
  static let instance = "gw-1:8080"
  static let bearer = "im.log"

  let metrics = MetricsStore()
  let filters = LogFilters()
  let snapshot: LogSnapshot
  var own = OwnSeries()
  var rules: RuleEngine
  var recognition: Recognition
  var state: AppState
  var status: TargetStatus
  var source: LogSourceStatus

  /// The log's counts, as PromQL reads them.
  var log: LogSource { log(base: .all, snapshot.series(logNow: Self.now)) }

  func log(base: Filter, _ counts: any SeriesSource) -> LogSource {
    LogSource(
      counts: counts,
      base: base,
      snapshot: snapshot,
      filters: filters,
      logNow: Self.now
    )
  }

  /// Everything that the metrics view asks.
  var everything: any SeriesSource { CombinedSource([metrics, log, rules.recorded, own]) }

  init(_ width: Int, _ height: Int) throws {
    var configuration = Configuration()
    configuration.windowSeconds = 300
    snapshot = Self.readLog()
    status = try Self.scrape(into: metrics)
    source = LogSourceStatus(name: Self.bearer, location: "/var/log/im.log")
    source.health = .following
    (source.lines, source.linesPerSecond, source.lagBytes) = (snapshot.recordCount, 3.25, 3 << 20)
    (source.dropped, source.gaps, source.truncated, source.notUnderstood) = (17, 2, 5, 23)
    let range = TimeRange(from: Self.now.advanced(bySeconds: -300), through: Self.now)
    let counts = snapshot.series(logNow: Self.now)
    recognition = Recognition(
      profiles: try Profile.builtin(),
      log: try Profile.log(),
      source: metrics,
      logSource: counts,
      range: range,
      logRange: range
    )
    rules = RuleEngine(
      groups: try RuleFiles.groups(configuration),
      definitions: recognition.definitions
    )
    var settings = try DashboardSettings.make(configuration)
    settings.readsLog = true
    state = AppState(configuration: settings)
    apply(.resized(Size(width: width, height: height)))
    apply(.tick(now: Self.now))
    apply(.targets([status]))
    apply(.sources([source]))
    evaluateRules()
    settle()
  }

  mutating func apply(_ event: AppEvent) { _ = state.apply(event) }

  /// Answers what the screen asks.
  mutating func settle() {
    var analysis = LogAnalysis()
    guard let report = analysis.report(for: state.logRequest, over: snapshot, logNow: Self.now)
    else { return }
    apply(.log(report))
    var evaluator = PanelEvaluator(definitions: StandardPanels.all)
    let inputs = PanelInputs(
      now: Self.now,
      scraped: metrics,
      log: log,
      filteredLog: log(base: state.logRequest.filter, report.counts),
      filter: state.panelRequest.filter,
      recognition: recognition,
      recognitionVersion: 1,
      pastVersion: 1,
      filteredVersion: 2,
      firstScrape: Timestamp(seconds: Double(Self.beginning + 200)),
      logBegin: snapshot.oldest
    )
    let panels = evaluator.report(for: state.panelRequest, inputs: inputs, isCancelled: { false })
    if let panels { apply(.panels(panels)) }
  }

  private mutating func evaluateRules() {
    var statuses: [AlertStatus] = []
    for second in stride(from: Self.seconds - 60, through: Self.seconds, by: 2) {
      let time = Timestamp(seconds: Double(Self.beginning + second))
      let source = CombinedSource([metrics, log])
      let snapshot = snapshot
      let found = rules.evaluate(at: time, source: source) { text, since in
        guard let filter = try? FilterParser.parse(text) else { return [] }
        let length = min(600, 30 + max(0, time.seconds(since: since)))
        return LogAnalysis().contributors(
          filter: filter,
          from: time.advanced(bySeconds: -length),
          through: time,
          over: snapshot
        )
      }
      statuses = found.map { $0.withQueries(rules.definitions) }
    }
    own.note(
      OwnFacts(
        sources: [source],
        held: snapshot.recordCount,
        pushedOut: 0,
        alerts: statuses,
        targets: [status]
      ),
      at: Self.now
    )
    apply(.alerts(statuses))
  }

  /// What PromQL gives at a time, each sample's value.
  func values(of text: String, at time: Timestamp) throws -> [Double] {
    let expression = try PromQL.parse(text).expanding(recognition.definitions)
    switch try Evaluator(source: everything).instant(expression, at: time) {
    case .scalar(let value, _): return [value]
    case .vector(let samples): return samples.map(\.value)
    case .matrix, .string: return []
    }
  }
}

extension WatchedGateway {
  private static func readLog() -> LogSnapshot {
    let text = (0..<seconds).map(lines).joined()
    let block = LogBlock(source: 0, storage: NoText(), offset: 0, bytes: Array(text.utf8))
    let store = LogStore(byteLimit: 64 << 20)
    store.announce(source: 0, name: bearer)
    store.append(block, receivedAt: now)
    return store.snapshot()
  }

  /// What the gateway logs in a second.
  private static func lines(_ second: Int) -> String {
    var lines: [String] = []
    func request(_ path: String, _ address: Int, _ status: Int, _ latency: Double) {
      lines.append(
        "\"client_ip\":\"10.0.0.\(address)\",\"method\":\"GET\",\"path\":\"\(path)\","
          + "\"status\":\(status),\"latency_ms\":\(latency),\"level\":\"info\""
      )
    }
    func connection(_ event: String, _ address: Int, _ rest: String = "") {
      lines.append(
        "\"client_ip\":\"10.0.1.\(address)\",\"conn_id\":\"c-\(second)\",\"level\":\"info\","
          + "\"event\":\"\(event)\",\"msg\":\"connection \(event)\"\(rest)"
      )
    }
    let fails = second > 800 && second % 3 == 0
    request("/api/v1/messages", second % 5, fails ? 500 : 200, Double(second % 50) + 0.5)
    if second % 3 == 0 { request("/healthz", 9, 200, 0.25) }
    if second % 2 == 0 { connection("open", second % 4) }
    if second % 4 == 1 {
      let life = second % 8 == 1 ? 5000 : 45_000
      connection("close", second % 3, ",\"reason\":\"normal\",\"duration_ms\":\(life)")
    }
    if second % 11 == 0 {
      connection(
        "heartbeat_timeout",
        second % 3,
        ",\"reason\":\"heartbeat timeout\",\"duration_ms\":90000"
      )
    }
    if second > 900, second % 2 == 0 {
      lines.append("\"level\":\"error\",\"msg\":\"redis: connection pool timeout\"")
    }
    let time = "\"ts\":\(beginning + second).25,"
    return lines.map { "{\(time)\($0)}\n" }.joined()
  }

  private static func scrape(into store: MetricsStore) throws -> TargetStatus {
    let target = store.addTarget(job: "im", instance: instance, seriesLimit: 1000)
    var status = TargetStatus(
      instance: instance,
      job: "im",
      url: "http://gw-1:8080/metrics",
      interval: 5
    )
    for second in stride(from: 200, through: seconds, by: 5) {
      let time = Timestamp(seconds: Double(beginning + second))
      let report = try store.storeNow(
        Array(page(second).utf8),
        format: .text,
        of: target,
        at: time,
        seconds: 0.0125
      )
      (status.health, status.samples, status.lastScrape) = (.up, report.samples, time)
      (status.duration, status.processStart) = (0.0125, report.processStart)
    }
    return status
  }

  private static func page(_ second: Int) -> String {
    let failures = max(0, second - 800) / 3
    return """
      im_ws_connections \(400 + second % 20)
      im_ws_opened_total \(second / 2)
      im_ws_closed_total{reason="normal"} \(second / 4)
      im_heartbeat_timeouts_total \(second / 11)
      http_requests_total{path="/api/v1/messages",status="200"} \(second - failures)
      http_requests_total{path="/api/v1/messages",status="500"} \(failures)
      im_messages_total{direction="in"} \(second * 7)
      im_messages_total{direction="out"} \(second * 9 + second % 50)
      process_start_time_seconds \(beginning - 700)
      process_open_fds \(430 + second % 9)
      process_max_fds 65536
      process_cpu_seconds_total \(Double(second) / 20)
      process_resident_memory_bytes \(33_000_000 + second * 1000)

      """
  }

  /// Text that cannot be read again.
  final class NoText: TextStorage {
    func read(offset: Int64, count: Int) -> [UInt8] { [] }
  }
}
