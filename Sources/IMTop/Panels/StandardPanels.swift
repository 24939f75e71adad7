import Charts
import Dashboard

/// The panels of the overview that need no configuration.
///
/// Their expressions speak of `imtop:` names; what these stand for on the watched servers is found
/// by recognition. A panel whose names mean nothing there says so.
enum StandardPanels {
  /// All of them, the charts first.
  static var all: [PanelDefinition] {
    [connections, heartbeatTimeouts, serverErrors, opened, closed] + vitalSigns
  }

  static let connections = PanelDefinition(
    id: "connections",
    title: "Connections",
    expression: "sum(imtop:connections)",
    unit: .short,
    companions: [
      .init(label: "+", expression: "sum(imtop:connections_opened)", unit: .perSecond),
      .init(label: "−", expression: "sum(imtop:connections_closed)", unit: .perSecond),
    ],
    risingIsBad: false,
    nothing: "no connection"
  )

  static let heartbeatTimeouts = PanelDefinition(
    id: "heartbeat_timeouts",
    title: "Heartbeat timeouts",
    expression: "sum(imtop:heartbeat_timeouts)",
    unit: .perSecond,
    nothing: "no heartbeat timeout"
  )

  static let serverErrors = PanelDefinition(
    id: "errors_5xx",
    title: "5xx rate",
    expression:
      "(sum(imtop:errors_5xx) or 0 * sum(imtop:requests)) / (sum(imtop:requests) > 0)",
    unit: .percent,
    companions: [.init(label: "", expression: "sum(imtop:errors_5xx)", unit: .perSecond)],
    nothing: "no request in 1m"
  )

  static let opened = PanelDefinition(
    id: "connections_opened",
    title: "Opened",
    expression: "sum(imtop:connections_opened)",
    unit: .perSecond,
    place: .connections,
    nothing: "no connection was opened"
  )

  static let closed = PanelDefinition(
    id: "connections_closed",
    title: "Closed",
    expression: "sum(imtop:connections_closed)",
    unit: .perSecond,
    companions: [
      .init(
        label: "abnormally",
        expression: "sum(imtop:connections_closed_abnormally)",
        unit: .perSecond
      )
    ],
    place: .connections,
    nothing: "no connection was closed"
  )

  static let vitalSigns = [
    vitalSign("latency_p95", "p95", "max(imtop:latency_p95)", .seconds),
    vitalSign("requests", "req", "sum(imtop:requests)", .perSecond),
    vitalSign("messages_in", "msgs in", "sum(imtop:messages_in)", .perSecond, risingIsBad: false),
    vitalSign(
      "messages_out",
      "msgs out",
      "sum(imtop:messages_out)",
      .perSecond,
      risingIsBad: false
    ),
    vitalSign(
      "short_lived",
      "lived <30s",
      // Of a few connections the share says nothing, nor of those that ended when none could have lived
      // for 30 s yet.
      "clamp_max(sum(imtop:connections_short) / (sum(imtop:connections_closed) > 0.15), 1) "
        + "and sum(imtop:connections_closed offset 90s) >= 0",
      .percent
    ),
    vitalSign("open_fds", "fds", "sum(imtop:open_fds)", .short, limit: "sum(imtop:max_fds)"),
    vitalSign("goroutines", "goroutines", "sum(imtop:goroutines)", .short),
    vitalSign("cpu", "cpu", "sum(imtop:cpu)", .percent),
    vitalSign("resident_memory", "memory", "sum(imtop:resident_memory)", .bytes),
  ]

  private static func vitalSign(
    _ id: String,
    _ title: String,
    _ expression: String,
    _ unit: Unit,
    limit: String? = nil,
    risingIsBad: Bool = true
  ) -> PanelDefinition {
    PanelDefinition(
      id: id,
      title: title,
      expression: expression,
      unit: unit,
      companions: limit.map { [.init(label: "/", expression: $0, unit: unit)] } ?? [],
      place: .vitalSign,
      risingIsBad: risingIsBad
    )
  }
}
