import LogModel
import MetricsModel

extension AppState {
  /// Takes the clock's new time.
  mutating func tick(_ now: Timestamp) {
    self.now = now
    alerts.tick(now)
    if var shown = notice {
      if let until = shown.until {
        if until < now { notice = nil }
      } else {
        shown.until = now.advanced(bySeconds: 10)
        notice = shown
      }
    }
  }

  /// Takes the log's newest report; rows stay where they were.
  mutating func take(_ report: LogReport) {
    self.report = report
    log.settle(in: report, visible: visibleLogRows)
    settleAtEnd(of: report)
    takeAnswer(of: report)
    performAwaited()
  }

  /// Takes a record that was asked for.
  mutating func take(_ record: LogRecord?, of id: LogRecordID) {
    guard var open = detail, open.id == id else { return }
    open.content = record.map { .loaded($0) } ?? .gone(open.content.record)
    detail = open
  }

  /// Freezes the window at the end of a log that ended long ago, and goes on when it goes on.
  ///
  /// A screen with targets stays live: there a quiet log says something.
  private mutating func settleAtEnd(of report: LogReport) {
    guard let now, targets.isEmpty, !sources.isEmpty else { return }
    guard let newest = sources.compactMap(\.newest).max() ?? report.logTime else { return }
    let isOld = now.seconds(since: newest) > window.seconds
    switch window.end {
    case .live where isOld && !handledEnd:
      handledEnd = true
      window.end = .ended(TimeWindow.Moment(scrape: newest, log: newest))
    case .ended where !isOld:
      window.end = .live
      handledEnd = false
      say("the log goes on; back to now")
    case .ended(let moment) where moment.log < newest:
      window.end = .ended(TimeWindow.Moment(scrape: newest, log: newest))
    default: break
    }
  }
}
