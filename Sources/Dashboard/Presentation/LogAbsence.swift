import LogModel
import MetricsModel

/// Why the log's list is empty: nothing happened, or nothing is known.
enum LogAbsence {
  /// What stands in place of the rows.
  static func lines(_ state: AppState) -> [String] {
    if state.sources.isEmpty { return ["no log is read: name one when you start imtop"] }
    let areDown = state.sources.allSatisfy { if case .down = $0.health { true } else { false } }
    guard let report = state.report, report.received > 0 else {
      return [
        areDown ? "no log can be read, 6 says why" : "reading the log, the newest lines first"
      ]
    }
    if let before = whenTooEarly(state, report) { return [before] }
    let what = state.scope == .errors ? "nothing went wrong" : "no line"
    let counts = "\(CountText.grouped(report.covered)) lines are held"
    let lines =
      state.shownFilter == .all
      ? ["\(what) in this window, \(counts)"]
      : ["\(what) here that passes the filter, \(counts)"]
        + report.strangeFields.map(StrangeFieldText.sentence)
        + state.shownFilter.hints
        + ["Esc removes the filter's last step"]
    return areDown ? lines + ["and no log can be read now, 6 says why"] : lines
  }

  /// What is said of a window that ends before the first line that is held.
  private static func whenTooEarly(_ state: AppState, _ report: LogReport) -> String? {
    guard let end = report.request.windowEnd, let oldest = report.oldest, end < oldest else {
      return nil
    }
    let begin = ClockText(state).full(oldest)
    let reason = report.agedOut > 0 ? ", older lines were pushed out by the memory cap" : ""
    return "\(PanelText.unknownTime): the log that is held begins at \(begin)\(reason)"
  }
}
