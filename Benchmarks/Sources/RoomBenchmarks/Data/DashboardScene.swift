import Charts
import Dashboard
import LogModel
import LogStream
import MetricsModel

/// A dashboard with everything to show: banners, charts, vital signs, tables, a log.
final class DashboardScene {
  private let size: Size

  init(size: Size) { self.size = size }

  /// The state, made when it is first needed.
  lazy var state: AppState = {
    var state = AppState(
      configuration: DashboardConfiguration(
        parseFilter: { text in
          do throws(FilterError) {
            return .success(try FilterParser.parse(text))
          } catch {
            return .failure(error)
          }
        },
        completeFilter: FilterCompletion.init(text:cursor:)
      )
    )
    let snapshot = GeneratedLog(lines: 90_000).stored().snapshot()
    let now = snapshot.newest ?? GeneratedLog.receivedAt
    for event: AppEvent in [.resized(size), .tick(now: now), .targets([target(now)])] {
      _ = state.apply(event)
    }
    var analysis = LogAnalysis()
    if let report = analysis.report(for: state.logRequest, over: snapshot, logNow: now) {
      _ = state.apply(.log(report))
    }
    _ = state.apply(.panels(panels(state.panelRequest, now)))
    _ = state.apply(.alerts([alert(now)]))
    return state
  }()

  private func target(_ now: Timestamp) -> TargetStatus {
    var target = TargetStatus(
      instance: "gw-1:8080",
      job: "im",
      url: "http://gw-1:8080/metrics",
      interval: 1
    )
    target.health = .up
    target.duration = 0.012
    target.lastScrape = now
    target.samples = 412
    return target
  }

  private func alert(_ now: Timestamp) -> AlertStatus {
    AlertStatus(
      rule: "ErrorLogBurst",
      state: .firing,
      severity: .critical,
      summary: "37 error lines in 1m, > 20",
      value: 37,
      since: now.advanced(bySeconds: -42),
      contributors: [
        Contributor(field: "message", value: "hub queue full", share: 0.94, normalShare: 0)
      ],
      expression: "sum(increase(log_lines_total{level=\"error\"}[1m])) > 20"
    )
  }

  private func panels(_ request: PanelRequest, _ now: Timestamp) -> PanelReport {
    let charts: [(String, Unit, Double)] = [
      ("Connections", .short, 12_000), ("Heartbeat timeouts", .perSecond, 4),
      ("5xx rate", .percent, 0.02),
    ]
    let signs: [(String, Unit, Double)] = [
      ("p95", .seconds, 0.8), ("req", .perSecond, 3100), ("fds", .short, 9600),
      ("cpu", .percent, 0.4), ("memory", .bytes, 3e8),
    ]
    let values =
      charts.map { panel($0, .chart, request.steps) }
      + signs.map { panel($0, .vitalSign, request.steps) }
    return PanelReport(request: request, end: now, panels: values)
  }

  private func panel(
    _ subject: (title: String, unit: Unit, level: Double),
    _ place: PanelDefinition.Place,
    _ steps: Int
  ) -> PanelValues {
    var random = SeededGenerator(seed: 5)
    var panel = PanelValues(
      definition: PanelDefinition(
        id: subject.title,
        title: subject.title,
        expression: "sum(x)",
        unit: subject.unit,
        place: place
      ),
      values: (0..<steps).map { _ in subject.level * Double.random(in: 0.8...1.2, using: &random) }
    )
    panel.current = subject.level
    panel.before = subject.level / 2
    return panel
  }
}
