import Charts
import MetricsModel

/// How the Prometheus server that fills the past is doing, in words and glyphs.
enum RemoteText {
  /// A dot whose shape says what its colour says.
  static func dot(_ health: RemoteStatus.Health, _ theme: Theme) -> Run {
    switch health {
    case .unknown: Run("○", theme.dim)
    case .up: Run("●", theme.good)
    case .partial: Run("◐ partial", theme.warning)
    case .down: Run("✗ down", theme.bad.with(.bold))
    }
  }

  /// The header's piece; nil where no server is named.
  static func piece(_ state: AppState, _ theme: Theme) -> TargetText.Piece? {
    guard let remote = state.remote else { return nil }
    let name = [Run("prometheus ", theme.text), dot(remote.health, theme)]
    let priority =
      switch remote.health {
      case .unknown, .up: 55
      case .partial: 66
      case .down: 79
      }
    return TargetText.Piece(part: .remote, names: [name], facts: [], priority: priority)
  }
}
