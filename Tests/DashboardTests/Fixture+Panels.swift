import Charts
import MetricsModel

@testable import Dashboard

extension Fixture {
  /// The series of one panel: names with what they are now and were before.
  static let routes: [(name: String, now: Double, before: Double)] = [
    ("/ws/connect", 412, 40), ("/api/v1/messages", 310, 300), ("/api/v1/login", 23, 22),
    ("/healthz", 2, 2),
  ]

  /// A panel of a configuration that shows its series each by itself.
  static func ownPanel(
    _ title: String,
    _ kind: PanelDefinition.Kind,
    _ unit: Unit = .perSecond,
    _ series: [(name: String, now: Double, before: Double)] = routes,
    bounds: ChartBounds = ChartBounds(),
    thresholds: PanelThresholds = PanelThresholds(warning: 300, critical: 400),
    risingIsBad: Bool = true
  ) -> PanelValues {
    var panel = PanelValues(
      definition: PanelDefinition(
        id: title,
        title: title,
        expression: "sum by (path) (rate(x_total[1m]))",
        queries: [.init("sum by (path) (rate(x_total[1m]))", legend: "{{path}}")],
        unit: unit,
        kind: kind,
        bounds: bounds,
        thresholds: thresholds,
        author: .configuration,
        risingIsBad: risingIsBad
      )
    )
    panel.lines = series.map { one in
      PanelLine(
        name: one.name,
        values: (0..<120).map { $0 < 90 ? one.before : one.now },
        current: one.now,
        before: one.before
      )
    }
    if let first = panel.lines.first {
      (panel.values, panel.current, panel.before) = (first.values, first.current, first.before)
    }
    panel.remarks = ["metric might not be a counter: \"x\""]
    return panel
  }

  /// A state whose panels are those of a configuration.
  static func panelState(
    _ width: Int,
    _ height: Int,
    _ own: [PanelValues],
    palette: DashboardConfiguration.Palette = .colour
  ) -> AppState {
    var settings = configuration()
    settings.palette = palette
    settings.view = .panels
    var state = AppState(configuration: settings)
    for event in events(width, height) { _ = state.apply(event) }
    var report = panels()
    report.seam = nil
    report.marks = []
    report.panels += own
    _ = state.apply(.panels(report))
    return state
  }
}
