import Charts
import MetricsModel

/// The time axis that charts and log share.
struct Timeline {
  private let seconds: Double
  private let end: Timestamp?
  private let isLive: Bool
  private let clock: ClockText

  /// The axis of a state's window.
  init(_ state: AppState) {
    seconds = state.window.seconds
    end = state.shownEnd?.scrape
    isLive = state.window.frozen == nil
    clock = ClockText(state)
  }

  /// Where a time stands: 0 at the window's begin, 1 at its end; nil outside.
  func position(of time: Timestamp) -> Double? {
    guard let end else { return nil }
    let position = 1 - end.seconds(since: time) / seconds
    return (0...1).contains(position) ? position : nil
  }

  /// Labels at even distances: how long ago while live, else times of day.
  func ticks(columns: Int) -> [(position: Double, label: String)] {
    let parts = parts(columns: columns)
    return (0...parts).map { index in
      let position = Double(index) / Double(parts)
      let ago = seconds * (1 - position)
      if isLive { return (position, ago < 1 ? "now" : DurationText.short(ago)) }
      guard let end else { return (position, "") }
      let time = end.advanced(bySeconds: -ago)
      if seconds > 172_800 { return (position, clock.dayAndMinute(time)) }
      let isWhole = (seconds / Double(parts)).truncatingRemainder(dividingBy: 60) == 0
      return (position, isWhole ? clock.minute(time) : clock.time(time))
    }
  }

  /// Into how many parts labels divide the axis: the most that give round lengths and have room.
  private func parts(columns: Int) -> Int {
    let most = min(6, max(1, columns / 10))
    return (1...most).last { parts in
      let length = seconds / Double(parts)
      return [1, 2, 5, 10, 15, 20, 30].contains { unit in
        [1, 60, 3600, 43_200, 86_400].contains { length == unit * $0 }
      }
    } ?? min(2, most)
  }

  /// Restarts and deploys as marks of a chart.
  func marks(_ marks: [TimelineMark], _ theme: Theme) -> [ChartMark] {
    marks.compactMap { mark in
      position(of: mark.time).map {
        ChartMark(position: $0, glyph: mark.kind == .deploy ? "⚑" : "↑", style: theme.mark)
      }
    }
  }
}
