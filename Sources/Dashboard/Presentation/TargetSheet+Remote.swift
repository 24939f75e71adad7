import Charts
import MetricsModel

extension TargetSheet {
  /// The Prometheus server that fills the past, with all that is known of it.
  static func lines(
    _ remote: RemoteStatus,
    _ clock: ClockText,
    _ width: Int,
    _ theme: Theme
  ) -> [[Run]] {
    let name = remote.server.isEmpty ? "prometheus" : remote.server
    var lines = [
      [
        RemoteText.dot(remote.health, theme), Run(" \(name)", theme.title),
        Run("  \(remote.url)", theme.dim),
      ]
    ]
    if case .down(let reason) = remote.health { lines += wrapped(reason, width, theme.bad) }
    if remote.health == .partial {
      lines += wrapped("its answers lack a part of the data", width, theme.warning)
    }
    lines += remote.warnings.flatMap { wrapped("it warns: \($0)", width, theme.warning) }
    lines += remote.refusals.flatMap { wrapped("it \($0)", width, theme.warning) }
    lines += facts(
      [
        ("asked about", remote.scope.isEmpty ? "-" : remote.scope),
        ("metrics", remote.metrics.map { CountText.grouped($0) } ?? "unknown"),
        ("queries", CountText.grouped(remote.queries)),
        ("failed", CountText.grouped(remote.failures)),
        ("under way", CountText.grouped(remote.pending)),
        ("last answer", remote.lastAnswer.map { clock.time($0) } ?? "never"),
        ("took", remote.duration.map { Unit.seconds.format($0) } ?? "-"),
      ],
      width,
      theme
    )
    return lines + [[]]
  }

  private static func wrapped(_ text: String, _ width: Int, _ style: Style) -> [[Run]] {
    WrappedText.rows(text, width: width).map { [Run("  \($0)", style)] }
  }
}
