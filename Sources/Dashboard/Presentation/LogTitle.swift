import Charts
import LogModel

/// What stands around the log's list: its name, how it is listed, how much it covers.
struct LogTitle {
  /// The name, and how rows are listed.
  let title: [Run]
  /// Counts, histogram and whether it follows, the longest form first.
  let trailing: [[Run]]

  /// The title of a state's log.
  init(_ state: AppState, _ theme: Theme) {
    let isErrors = state.scope == .errors
    var title = [Run(isErrors ? "Error log" : "Log", theme.title)]
    title.append(Run(state.folding == .folded ? "  folded" : "  unfolded", theme.dim))
    if state.filter.gathers { title.append(Run("  all levels", theme.label)) }
    if !state.finding.isEmpty {
      title.append(Run("  find \"\(Shortened.text(state.finding, columns: 20))\"", theme.filter))
    }
    if let report = state.report, report.request.filter == state.shownFilter,
      let field = report.strangeFields.first
    {
      title.append(Run("  " + StrangeFieldText.sentence(field), theme.warning))
    }
    self.title = title
    let past = Self.past(state, theme)
    guard !state.sources.isEmpty || (state.report?.received ?? 0) > 0 else {
      trailing = [[Run("no log", theme.warning)]]
      return
    }
    guard let report = state.report else {
      trailing = [past.isEmpty ? [Run("reading", theme.label)] : past]
      return
    }
    let counts = Self.counts(report, theme) + past
    let spark = Run(" " + SparkText.blocks(report.errorsPerBucket, columns: 12), theme.bad)
    let place = Self.place(state, report, theme)
    let separator = Run("  ")
    trailing = [
      counts + [spark, separator] + place, counts + [separator] + place, counts,
      Self.counts(report, theme), place,
    ]
  }

  /// How many records the list holds of how many there are, and whether that is all of them.
  static func counts(_ report: LogReport, _ theme: Theme) -> [Run] {
    var counts = [
      Run(CountText.grouped(report.listed), theme.title),
      Run(" of \(CountText.grouped(report.received))", theme.dim),
    ]
    if report.agedOut > 0 {
      let text = " held, \(CountText.grouped(report.agedOut)) pushed out"
      counts.append(Run(text, theme.dim))
    }
    guard report.covered < report.received, report.received > 0 else { return counts }
    let part = Double(report.covered) / Double(report.received)
    return counts + [Run(" searched \(CountText.share(part))", theme.label)]
  }

  /// How much of the logs' past has been read while some of it has not.
  private static func past(_ state: AppState, _ theme: Theme) -> [Run] {
    guard let part = state.loadedPast else { return [] }
    return [Run("  \(CountText.whole(part * 100))% of the past read", theme.warning)]
  }

  private static func place(_ state: AppState, _ report: LogReport, _ theme: Theme) -> [Run] {
    switch state.log.place {
    case .following:
      let isFrozen = state.window.frozen != nil
      return [Run(isFrozen ? "▼ at the end" : "▼ following", isFrozen ? theme.warning : theme.good)]
    case .scrolled(let position, _):
      let row = CountText.grouped(min(position.selected + 1, report.rowCount))
      return [
        Run("row \(row)/\(CountText.grouped(report.rowCount))", theme.warning),
        Run("  G", theme.key), Run(" end", theme.dim),
      ]
    }
  }
}
