import LogModel
import MetricsModel

extension AppState {
  /// The newest moment on both clocks, nil before anything is known.
  var present: TimeWindow.Moment? {
    guard let scrape = panels?.end ?? now ?? report?.logTime else { return nil }
    return TimeWindow.Moment(scrape: scrape, log: report?.logTime ?? scrape)
  }

  /// The end of the window shown, on both clocks.
  var shownEnd: TimeWindow.Moment? { window.frozen ?? present }

  /// Changes the window's length and says it.
  mutating func changeWindow(_ change: (inout TimeWindow) -> Void) {
    change(&window)
    say("window \(DurationText.short(window.seconds))")
  }

  /// Moves the window by a part of its length; moving beyond the present goes live.
  mutating func pan(by part: Double) {
    guard let end = shownEnd else { return }
    let target = end.advanced(bySeconds: window.seconds * part)
    if let now, target.scrape >= now || target.log >= (report?.logTime ?? target.scrape),
      part > 0
    {
      return goLive()
    }
    window.end = .paused(target)
    log.follow()
  }

  /// Freezes the window where it is, or goes on.
  mutating func pauseOrGoOn() {
    if window.frozen != nil { return goLive() }
    guard let present else { return }
    window.end = .paused(present)
  }

  /// Goes back to the newest data.
  mutating func goLive() {
    window.goLive()
    handledEnd = true
    log.follow()
  }

  /// How many seconds one step of a chart covers.
  var stepSeconds: Double { window.seconds / Double(max(1, chartSteps)) }

  /// Ends the window, and with it the log's list, at a step of the charts.
  mutating func takeLog(toStep stepsBack: Int) {
    mode = .browsing
    guard let end = shownEnd else { return }
    let moment = end.advanced(bySeconds: -stepSeconds * Double(stepsBack))
    window.end = .paused(moment)
    focused[view] = foci.contains(.log) ? .log : focus
    log.follow()
    say(
      "paused at \(clockText(moment.scrape)); \(configuration.keymap.keyName(of: .live)) goes live"
    )
  }

  /// Makes a range of a chart the window.
  mutating func chooseRange(from older: Int, to newer: Int) {
    mode = .browsing
    guard let end = shownEnd else { return }
    let (first, last) = (max(older, newer), min(older, newer))
    let moment = end.advanced(bySeconds: -stepSeconds * Double(last))
    let seconds = stepSeconds * Double(max(1, first - last))
    window.choose(seconds, until: moment)
    log.follow()
    say("\(DurationText.short(window.seconds)) until \(clockText(moment.scrape))")
  }

  /// A time of day as the screen's clock writes it.
  func clockText(_ time: Timestamp) -> String { ClockText(self).time(time) }
}
