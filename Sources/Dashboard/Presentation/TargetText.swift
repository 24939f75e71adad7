import Charts
import MetricsModel

/// How a scrape target is doing, in words and glyphs.
struct TargetText {
  /// How a target is doing, staleness included.
  enum Condition: Hashable, Sendable {
    case unknown
    case up
    case slow
    case stale
    case down
  }

  /// A piece of the header.
  struct Piece {
    /// What a click on it means.
    var part: HeaderLine.Part
    /// The name with the dot, the longest form first.
    var names: [[Run]]
    /// What is known beside the name, the longest form first.
    var facts: [[Run]]
    /// How important it is; the facts are less so.
    var priority: Int
  }

  /// The condition of a target at a time: without a scrape for two and a half intervals, and 3 s, it is stale.
  static func condition(_ target: TargetStatus, now: Timestamp?) -> Condition {
    switch target.health {
    case .down: return .down
    case .unknown: return .unknown
    case .up, .slow:
      if let now, let last = target.lastScrape,
        now.seconds(since: last) > max(2.5 * target.interval, 3)
      {
        return .stale
      }
      return target.health == .slow ? .slow : .up
    }
  }

  /// A dot whose shape says what its colour says.
  static func dot(_ condition: Condition, _ theme: Theme) -> Run {
    switch condition {
    case .unknown: Run("○", theme.dim)
    case .up: Run("●", theme.good)
    case .slow: Run("● slow", theme.warning)
    case .stale: Run("◌ stale", theme.warning)
    case .down: Run("✗ down", theme.bad.with(.bold))
    }
  }

  /// The header's pieces: every target where they are few, else their number and those in trouble.
  static func pieces(_ state: AppState, _ theme: Theme) -> [Piece] {
    let targets = state.targets
    let conditions = targets.map { condition($0, now: state.now) }
    if targets.count <= 2 {
      return targets.indices.map {
        piece(of: $0, targets[$0], conditions[$0], state, theme)
      }
    }
    let up = upCount(state)
    let style = conditions.allSatisfy { $0 == .up } ? theme.good : theme.bad
    let whole = Piece(
      part: .target(0),
      names: [[Run("\(up) of \(targets.count) up", style)]],
      facts: [],
      priority: 85
    )
    let troubled = targets.indices.filter { conditions[$0] != .up }.prefix(2).map {
      piece(of: $0, targets[$0], conditions[$0], state, theme)
    }
    return [whole] + troubled
  }

  /// How many targets answer, slowly or not.
  static func upCount(_ state: AppState) -> Int {
    state.targets.count { [.up, .slow].contains(condition($0, now: state.now)) }
  }

  private static func rank(_ condition: Condition) -> Int {
    switch condition {
    case .up, .unknown: 62
    case .slow, .stale: 66
    case .down: 80
    }
  }

  /// A name with what stands behind it, in ever fewer columns: the ends of a name tell it from others.
  static func names(_ name: String, _ behind: [Run], _ theme: Theme) -> [[Run]] {
    let long = Shortened.text(name, columns: 24)
    let texts = [long, Shortened.middle(name, columns: 14), Shortened.middle(name, columns: 9)]
    return texts.map { [Run($0 + " ", theme.text)] + behind }
  }

  private static func piece(
    of index: Int,
    _ target: TargetStatus,
    _ condition: Condition,
    _ state: AppState,
    _ theme: Theme
  ) -> Piece {
    let names = Self.names(target.instance, [dot(condition, theme)], theme)
    var facts: [String] = [DurationText.short(target.interval)]
    if target.interval < 1 { facts = [] }
    if let duration = target.duration {
      facts.append(Unit.seconds.format(duration).filter { $0 != " " })
    }
    var up = ""
    if let start = target.processStart, let now = state.now {
      up = "up \(DurationText.rough(now.seconds(since: start)))"
    }
    if condition == .stale, let last = target.lastScrape, let now = state.now {
      up = DurationText.rough(now.seconds(since: last))
    }
    let all = (facts + [up]).filter { !$0.isEmpty }.joined(separator: " ")
    var variants = [all, up]
    if case .down(let reason) = target.health { variants = reasons(reason, columns: 32) }
    return Piece(
      part: .target(index),
      names: names,
      facts: variants.map { [Run($0, theme.dim)] },
      priority: rank(condition)
    )
  }

  /// Why a target is down, in `columns` and in fewer: without the URL, which the target's name stands for,
  /// and without what is told behind the reason.
  static func reasons(_ reason: String, columns: Int) -> [String] {
    var whole = reason[...]
    if reason.hasPrefix("http"), let colon = reason.firstRange(of: ": ") {
      whole = reason[colon.upperBound...]
    }
    let brief = whole.prefix { !",;:(".contains($0) }
    return [
      Shortened.text(String(whole), columns: columns),
      Shortened.text(brief.last == " " ? String(brief.dropLast()) : String(brief), columns: 28),
    ]
  }
}
