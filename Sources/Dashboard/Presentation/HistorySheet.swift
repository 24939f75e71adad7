import Charts
import MetricsModel

/// What is silenced, and what has happened to alerts, the newest first, as rows of text.
struct HistorySheet {
  /// The rows.
  let rows: [[Run]]

  /// The rows of a state.
  init(_ state: AppState) {
    let theme = Theme()
    let clock = ClockText(state)
    let names = state.alerts.history.map(\.rule) + state.alerts.silences.map(\.text)
    let longest = names.map { TextWidth.columns(of: $0) }.max() ?? 0
    let silences = state.alerts.silences.map { silence in
      let left = state.now.map { silence.until.seconds(since: $0) } ?? 0
      return [
        Run("now      ", theme.warning), Run("~ silence  ", theme.warning),
        Run(Shortened.padded(silence.text, columns: min(longest, 26)) + " ", theme.title),
        Run("\(DurationText.short(left)) left, :unsilence ends it", theme.dim),
      ]
    }
    rows =
      silences
      + state.alerts.history.map { event in
        [
          Run(clock.time(event.time) + " ", theme.dim), Self.word(event.kind, theme),
          Run(Shortened.padded(event.rule, columns: min(longest, 26)) + " ", theme.title),
          Run(Self.text(event, clock), theme.dim),
        ]
      }
  }

  /// A row as plain text.
  func text(at index: Int) -> String {
    rows.indices.contains(index) ? rows[index].map(\.text).joined() : ""
  }

  private static func word(_ kind: AlertEvent.Kind, _ theme: Theme) -> Run {
    switch kind {
    case .fired: Run("✗ fired    ", theme.bad)
    case .resolved: Run("✓ resolved ", theme.good)
    case .acknowledged: Run("✓ acked    ", theme.warning)
    case .silenced: Run("~ silenced ", theme.warning)
    case .silenceEnded: Run("· audible  ", theme.label)
    }
  }

  private static func text(_ event: AlertEvent, _ clock: ClockText) -> String {
    if case .silenced(let until) = event.kind { return "until \(clock.minute(until))" }
    return event.text
  }
}
