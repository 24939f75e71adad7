import Charts
import LogModel

/// How a log source is doing, in words and glyphs.
struct SourceText {
  /// A dot whose shape says what its colour says.
  static func dot(_ health: LogSourceStatus.Health, _ theme: Theme) -> Run {
    switch health {
    case .unknown: Run("○", theme.dim)
    case .following: Run("●", theme.good)
    case .loading(let part): Run("○ \(CountText.whole(min(max(part, 0), 1) * 100))%", theme.label)
    case .ended: Run("■ ended", theme.dim)
    case .down: Run("✗ down", theme.bad.with(.bold))
    }
  }

  /// More bytes than these that have not been read yet are told.
  static let tellingLag = 1 << 20

  /// What makes a source less than whole: lag, skipped, lost, cut and not understood lines, gaps.
  static func doubts(_ source: LogSourceStatus) -> [String] {
    var doubts: [String] = []
    if let lag = source.lagBytes, lag > tellingLag {
      doubts.append("lag \(Unit.bytes.format(Double(lag)).filter { $0 != " " })")
    }
    if source.skippedLines > 0 {
      doubts.append("\(CountText.grouped(source.skippedLines)) lines skipped")
    }
    if source.dropped > 0 { doubts.append("\(CountText.grouped(source.dropped)) lost") }
    if source.gaps > 0 {
      doubts.append("\(CountText.grouped(source.gaps)) gap\(source.gaps == 1 ? "" : "s")")
    }
    if source.truncated > 0 { doubts.append("\(CountText.grouped(source.truncated)) cut") }
    if source.notUnderstood > 0 {
      doubts.append("\(CountText.grouped(source.notUnderstood)) not understood")
    }
    return doubts
  }

  /// What of the source is not read yet, by design: the past, and what was skipped.
  static func unread(_ source: LogSourceStatus) -> [(name: String, value: String)] {
    var facts: [(name: String, value: String)] = []
    if case .loading(let part) = source.health { facts.append(("past", past(source, part))) }
    if source.skippedBytes > 0 {
      let size = Unit.bytes.format(Double(source.skippedBytes))
      let lines = CountText.grouped(source.skippedLines)
      facts.append(
        ("skipped", "about \(lines) lines, \(size), to be read when there is time and room")
      )
    }
    return facts
  }

  /// How much of the past has been read, and what that takes from everything else.
  private static func past(_ source: LogSourceStatus, _ part: Double) -> String {
    let read = "\(CountText.whole(min(max(part, 0), 1) * 100))% read"
    switch source.pastPace {
    case nil: return read
    case .idle: return "\(read), while the processors have nothing else to do"
    case .nice: return "\(read), with the smallest share of the processors (nice 19)"
    case .normal(let number):
      return "\(read) at full pace: the system does not let it step back (error \(number))"
    }
  }

  /// Where the source's writer stands, and how its requests count where they are logged twice.
  static func role(_ source: LogSourceStatus) -> String {
    guard var role = source.role?.rawValue else { return "-" }
    if !source.roleReason.isEmpty { role += " (\(source.roleReason))" }
    switch source.counting {
    case .all: return role
    case .failuresOfEdge: return "\(role), only failures it alone saw count"
    case .none: return "\(role), its requests are counted at the edge"
    }
  }

  /// The header's pieces.
  static func pieces(_ state: AppState, _ theme: Theme) -> [TargetText.Piece] {
    let spark = SparkText.recent(recent(state), columns: 6)
    let sources = state.sources
    var pieces = sources.indices.prefix(2).map { index in
      piece(of: index, sources[index], spark: index == 0 ? spark : "", theme)
    }
    if sources.count > 2 {
      let troubled = sources.dropFirst(2).filter { rank($0) > 61 }.count
      let more = "+\(sources.count - 2) logs"
      let text = troubled > 0 ? "\(more), \(troubled) in trouble" : more
      pieces.append(
        TargetText.Piece(
          part: .source(2),
          names: [
            [Run(text, troubled > 0 ? theme.warning : theme.dim)],
            [Run("+\(sources.count - 2)", troubled > 0 ? theme.warning : theme.dim)],
          ],
          facts: [],
          priority: troubled > 0 ? 65 : 60
        )
      )
    }
    return pieces
  }

  private static func recent(_ state: AppState) -> [Int] {
    let all = state.report?.recordsPerBucket ?? []
    let size = max(1, all.count / 12)
    return stride(from: all.count % size, to: all.count, by: size).map { start in
      all[start..<min(all.count, start + size)].reduce(0) {
        $0.addingReportingOverflow($1).partialValue
      }
    }
  }

  private static func rank(_ source: LogSourceStatus) -> Int {
    if case .down = source.health { return 80 }
    return doubts(source).isEmpty ? 61 : 65
  }

  private static func piece(
    of index: Int,
    _ source: LogSourceStatus,
    spark: String,
    _ theme: Theme
  ) -> TargetText.Piece {
    let doubts = doubts(source)
    let mark = doubts.isEmpty ? [] : [Run(" !", theme.warning)]
    let rate =
      source.health == .following ? Unit.perSecond.format(source.linesPerSecond) + " " : ""
    let all = doubts.isEmpty ? "" : " " + doubts.joined(separator: ", ")
    let first = doubts.first ?? ""
    return TargetText.Piece(
      part: .source(index),
      names: TargetText.names(source.name, [dot(source.health, theme)] + mark, theme),
      facts: [
        [Run(rate), Run(spark, theme.label), Run(all, theme.warning)],
        [Run(rate), Run(all, theme.warning)], [Run(rate), Run(first, theme.warning)],
        [Run(doubts.isEmpty ? rate : first, theme.warning)],
      ],
      priority: rank(source)
    )
  }
}
