import Charts
import LogModel
import MetricsModel

/// A panel's title, number, comparison and companions.
struct PanelText {
  private let panel: PanelValues
  private let theme: Theme
  private let isFiltered: Bool
  private let hasTarget: Bool
  private let isUnknownTime: Bool
  /// Whether something was not looked at yet.
  private let isYoung: Bool

  /// The texts of a panel on a screen.
  init(_ panel: PanelValues, _ state: AppState, _ theme: Theme) {
    self.panel = panel
    self.theme = theme
    self.isFiltered = !state.filter.isEmpty
    self.isUnknownTime = state.isBeforeTheLog
    self.isYoung = state.isStillLooking
    self.hasTarget =
      state.targets.isEmpty
      || state.targets.contains { if case .down = $0.health { false } else { true } }
  }

  /// The title, with the words that say what the number leaves out.
  var title: [Run] {
    [Run(panel.definition.title, theme.title)] + (remark.map { [Run(" "), $0] } ?? [])
  }

  /// The words for a panel that does not follow the filter, or of which targets or lines are missing; nil
  /// for one that is whole.
  var remark: Run? { remark(tellingSkips: true) }

  /// The same; without what is said of lines where that stands elsewhere.
  func remark(tellingSkips: Bool) -> Run? {
    var words: [String] = []
    if let coverage = panel.coverage {
      words.append("\(coverage.answering) of \(coverage.offering)")
    }
    if panel.lacksLines, tellingSkips { words.append(Self.linesSkipped) }
    if isFiltered && !panel.followsFilter { words.append("unfiltered") }
    return words.isEmpty ? nil : Run(words.joined(separator: " "), theme.warning)
  }

  /// The comparison with the window before.
  var change: ChangeText {
    ChangeText(
      current: panel.current,
      before: panel.before,
      risingIsBad: panel.definition.risingIsBad
    )
  }

  /// The number, or the word that stands for it.
  var value: [Run] {
    switch panel.absence {
    case .none:
      guard let current = panel.current else { return [Run("-", theme.dim)] }
      return headline + [panel.definition.run(current, theme)]
    case .stale:
      let number = panel.current.map { panel.definition.unit.format($0) + " " } ?? ""
      return [Run(number, theme.dim), Run("stale", theme.warning)]
    case .notOffered, .missing: return [Run("not offered", theme.dim)]
    case .waiting: return [Run("waiting", theme.label)]
    case .empty: return [Run("-", theme.dim)]
    case .broken: return [Run("broken", theme.bad)]
    }
  }

  /// Which of several series the panel's number is of: the worst.
  private var headline: [Run] {
    guard panel.lines.count > 1, let name = panel.lines.first?.name else { return [] }
    return [Run(Shortened.middle(name, columns: 24) + " ", theme.dim)]
  }

  /// The numbers beside the panel's own: `+12/s −409/s`.
  var companions: [Run] {
    guard panel.absence == .none else { return [] }
    var runs: [Run] = []
    for (companion, value) in zip(panel.definition.companions, panel.companions) {
      guard let value else { continue }
      let isSign = companion.label.count == 1
      let text = (isSign ? companion.label : companion.label + " ") + companion.unit.format(value)
      runs.append(Run((runs.isEmpty ? "" : " ") + text, theme.label))
    }
    return runs
  }

  /// Number, comparison and companions, the longest form first.
  var numbers: [[Run]] {
    let change = change
    let compared = change.text.isEmpty ? value : value + [Run(" "), change.run(theme)]
    let companions = companions
    guard !companions.isEmpty else { return [compared, value] }
    let beside = [Run(" ")] + companions
    return [compared + beside, value + beside, compared, value]
  }

  /// The longest form of the numbers that fits into `columns`.
  func numbers(columns: Int) -> [Run] {
    numbers.first { TextWidth.columns(of: $0) <= columns } ?? []
  }

  /// What of the numbers has room in a title of `columns`, and what has to stand somewhere else: of a
  /// panel whose body tells its numbers, what the body does not tell.
  func titleNumbers(columns: Int) -> (numbers: [Run], leftOver: [Run]) {
    if panel.definition.kind != .chart, explanation == nil {
      let count = panel.lines.count + panel.leftOut
      let beside = count > 1 ? Run("\(count) series", theme.dim) : change.run(theme)
      return (TextWidth.columns(of: beside.text) <= columns ? [beside] : [], [])
    }
    let own = numbers
    guard own.first.map({ TextWidth.columns(of: $0) > columns }) ?? false else {
      return (own.first ?? [], [])
    }
    let change = change.run(theme)
    let compared = change.text.isEmpty ? value : value + [Run(" "), change]
    if TextWidth.columns(of: compared) <= columns { return (compared, companions) }
    let number = TextWidth.columns(of: value) <= columns ? value : []
    return (number, [change, Run(change.text.isEmpty ? "" : " ")] + companions)
  }

  /// What is said of numbers that were counted without some lines of the log.
  static let linesSkipped = "lines skipped"

  /// What is said of a time from which nothing is held.
  static let unknownTime = "nothing is known of this time"

  /// The sentence that stands where a chart has nothing to draw; nil when it has.
  var explanation: String? {
    switch panel.absence {
    case .none, .stale: nil
    case .notOffered where !hasTarget: "no target answers, see 6"
    case .notOffered where isYoung: "looking for what offers this"
    case .notOffered: "no target and no log offers this"
    case .missing(let names):
      panel.origin == "log"
        ? "the log tells nothing of \(names.joined(separator: ", "))"
        : "no target has \(names.joined(separator: ", "))"
    case .waiting where panel.origin == "prometheus": "asking Prometheus"
    case .waiting where !hasTarget: "no target answers, see 6"
    case .waiting where panel.origin == "log": "counting in the log"
    case .waiting where !panel.query.isEmpty && !panel.query.contains("["):
      "waiting for a first value"
    case .waiting: "waiting for enough values: a rate needs two scrapes"
    case .empty where isUnknownTime && panel.values.allSatisfy { $0 == nil }: Self.unknownTime
    case .empty:
      panel.values.contains { $0 != nil }
        ? nil
        : panel.definition.nothing + (isFiltered && panel.followsFilter ? " passes the filter" : "")
    case .broken(let reason): reason
    }
  }
}
