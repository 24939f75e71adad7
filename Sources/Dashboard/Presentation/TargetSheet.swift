import Charts
import LogModel
import MetricsModel

/// Every target and log source with all that is known of them, as rows of text.
struct TargetSheet {
  /// The rows.
  let lines: [[Run]]

  private let theme = Theme()

  /// The sheet of a state.
  init(_ state: AppState) {
    var lines: [[Run]] = []
    let theme = Theme()
    let clock = ClockText(state)
    let width = max(20, state.size.width - 8)
    if state.targets.isEmpty { lines.append([Run("no targets", theme.dim)]) }
    for target in state.targets { lines += Self.lines(target, state, clock, width, theme) }
    lines += state.targetRemarks.flatMap { remark in
      WrappedText.rows(remark, width: width).map { [Run("  \($0)", theme.warning)] }
    }
    if let remote = state.remote { lines += Self.lines(remote, clock, width, theme) }
    if state.sources.isEmpty { lines.append([Run("no log sources", theme.dim)]) }
    for source in state.sources { lines += Self.lines(source, clock, width, theme) }
    self.lines = lines
  }

  /// A row as plain text.
  func text(at index: Int) -> String? {
    lines.indices.contains(index) ? lines[index].map(\.text).joined() : nil
  }

  private static func lines(
    _ target: TargetStatus,
    _ state: AppState,
    _ clock: ClockText,
    _ width: Int,
    _ theme: Theme
  ) -> [[Run]] {
    let condition = TargetText.condition(target, now: state.now)
    var lines = [
      [
        TargetText.dot(condition, theme), Run(" \(target.instance)", theme.title),
        Run("  job \(target.job)  \(target.url)", theme.dim),
      ]
    ]
    lines += reason(of: target.health, width, theme)
    let last = target.lastScrape.map { clock.time($0) } ?? "never"
    let dropped = CountText.grouped(target.droppedSamples)
    lines += facts(
      [
        ("every", DurationText.short(target.interval)), ("last scrape", last),
        ("took", target.duration.map { Unit.seconds.format($0) } ?? "-"),
        ("samples", CountText.grouped(target.samples)),
        ("scrapes", CountText.grouped(target.attempts)),
        ("failed", CountText.grouped(target.failures)),
        ("accepted with a doubt", CountText.grouped(target.suspicious)),
        ("refused series", CountText.grouped(target.refusedSeries)),
        ("history", history(target.memory, clock)),
        ("process started", target.processStart.map { clock.full($0) } ?? "unknown"),
      ] + (target.droppedSamples > 0 ? [("dropped by relabelling", dropped)] : []),
      width,
      theme
    )
    lines += target.findings.flatMap { finding in
      let text = "\(finding.count) \(finding.kind.rawValue), such as \(finding.example)"
      return WrappedText.rows(text, width: width, limit: 3).map { [Run("  \($0)", theme.warning)] }
    }
    return lines + [[]]
  }

  /// Since when samples are held, in how much memory, and whether the cap has cut them short.
  private static func history(_ memory: TargetMemory, _ clock: ClockText) -> String {
    guard let begin = memory.begin else { return "none" }
    let text =
      "\(CountText.grouped(memory.series)) series since \(clock.time(begin)), "
      + Unit.bytes.format(Double(memory.bytes))
    return memory.isCut ? "\(text), cut short by the memory cap" : text
  }

  private static func lines(
    _ source: LogSourceStatus,
    _ clock: ClockText,
    _ width: Int,
    _ theme: Theme
  ) -> [[Run]] {
    var lines = [
      [
        SourceText.dot(source.health, theme), Run(" \(source.name)", theme.title),
        Run("  \(source.location)", theme.dim),
      ]
    ]
    if case .down(let reason) = source.health {
      lines += WrappedText.rows(reason, width: width).map { [Run("  \($0)", theme.bad)] }
    }
    lines += facts(
      [
        ("role", SourceText.role(source)), ("instance", source.instance ?? source.name),
        ("lines", CountText.grouped(source.lines)),
        ("rate", Unit.perSecond.format(source.linesPerSecond)),
        ("lag", source.lagBytes.map { Unit.bytes.format(Double($0)) } ?? "unknown"),
        ("not understood", CountText.grouped(source.notUnderstood)),
        ("lost", CountText.grouped(source.dropped)), ("cut", CountText.grouped(source.truncated)),
        ("gaps", CountText.grouped(source.gaps)),
        ("rotations", CountText.grouped(source.rotations)),
        ("newest", source.newest.map { clock.full($0) } ?? "-"),
        ("inferred", source.inferred.isEmpty ? "-" : source.inferred),
      ] + SourceText.unread(source),
      width,
      theme
    )
    return lines + [[]]
  }

  private static func reason(
    of health: TargetStatus.Health,
    _ width: Int,
    _ theme: Theme
  ) -> [[Run]] {
    guard case .down(let reason) = health else { return [] }
    return WrappedText.rows(reason, width: width).map { [Run("  \($0)", theme.bad)] }
  }

  /// Names and values in as few rows as they need; none is broken.
  static func facts(
    _ facts: [(name: String, value: String)],
    _ width: Int,
    _ theme: Theme
  ) -> [[Run]] {
    var rows: [[Run]] = []
    var row: [Run] = []
    for fact in facts {
      let piece = [Run("  \(fact.name) ", theme.dim), Run(fact.value)]
      if TextWidth.columns(of: row + piece) > width, !row.isEmpty {
        rows.append(row)
        row = []
      }
      row += piece
    }
    return row.isEmpty ? rows : rows + [row]
  }
}
