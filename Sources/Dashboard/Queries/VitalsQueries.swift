import Charts
import LogModel
import MetricsModel

/// The numbers of the strip of vital signs with what gives them.
enum VitalsQueries {
  /// Every number of the strip, in its order.
  static func all(_ state: AppState) -> [ShownQuery] {
    VitalsLine.panels(state).flatMap { $0.queries(.vitals, state) } + log(state) + mark(state)
  }

  /// What the strip tells from the log.
  private static func log(_ state: AppState) -> [ShownQuery] {
    guard let expression = LogExpression(state) else { return [] }
    var shown: [ShownQuery] = []
    if let share = VitalsLine.shortLived(state) {
      let text = expression.share(
        "log_connections_short_total",
        [],
        of: "log_connections_closed_total",
        []
      )
      let number = Unit.percent.format(share)
      shown.append(ShownQuery(part: .vitals, title: "short-lived", number: number, text: text))
    }
    if let reason = state.report?.closeReasons.first {
      shown.append(
        ShownQuery(
          part: .vitals,
          title: "closed mostly: \(reason.reason)",
          number: CountText.grouped(reason.count),
          text: "topk(1, \(expression.growth("log_connections_closed_total", by: "reason")))"
        )
      )
    }
    return shown
  }

  private static func mark(_ state: AppState) -> [ShownQuery] {
    guard let mark = state.panels?.marks.max(by: { $0.time < $1.time }) else { return [] }
    let labels = [PromQLText.equals("instance", mark.instance)]
    let start = PromQLText.selector("process_start_time_seconds", labels)
    var shown = ShownQuery(
      part: .vitals,
      title: mark.kind == .deploy ? "deploy" : "restart",
      number: state.clockText(mark.time),
      text: start
    )
    shown.notes =
      mark.kind == .deploy
      ? ["the first scrape with another version: \(mark.detail)"]
      : ["the first scrape with another start of the process"]
    return [shown]
  }
}
