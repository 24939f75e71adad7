import LogModel
import MetricsModel

/// How much of the window, and of the window before it, the log that is held reaches back over.
///
/// A log that began two minutes ago says nothing about the other thirteen of a quarter of an hour:
/// counts become rates by the part that is covered, and there is no comparison without a past.
struct WindowCoverage: Hashable, Sendable {
  /// The covered seconds of the window, at least one.
  let seconds: Double
  /// The covered seconds of the window before, nil where there are too few to compare with.
  let secondsBefore: Double?

  /// The coverage of a report's window.
  init(_ report: LogReport) {
    let length = max(1, report.request.windowSeconds)
    guard let newest = report.logTime, let oldest = report.oldest else {
      (seconds, secondsBefore) = (length, nil)
      return
    }
    let end = min(report.request.windowEnd ?? newest, newest)
    let reach = end.seconds(since: oldest)
    seconds = min(max(reach, 1), length)
    let past = min(reach - length, length)
    secondsBefore = past >= max(10, length / 10) ? past : nil
  }

  /// A count of the window a second.
  func rate(_ count: Int) -> Double { Double(count) / seconds }

  /// A count of the window before a second, nil without a past.
  func rateBefore(_ count: Int) -> Double? { secondsBefore.map { Double(count) / $0 } }

  /// What a count of the window before would be over as many seconds as the window's own; zero
  /// without a past.
  func expected(_ before: Int) -> Double { (rateBefore(before) ?? 0) * seconds }
}
