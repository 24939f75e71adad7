import Charts
import MetricsModel

/// The header: how much of what is shown can be believed.
struct HeaderLine {
  /// What a click on a piece means.
  enum Part: Hashable, Sendable {
    case brand
    case target(Int)
    case remote
    case source(Int)
    case filter
    case window
    case state
    case view(ViewName)
    case clock
  }

  /// The pieces.
  let line: FittedLine<Part>

  /// The header of a state.
  init(_ state: AppState) {
    let theme = Theme()
    var line = FittedLine<Part>()
    line.add(.brand, [[Run("imtop", theme.brand)]], priority: 10)
    let remote = [RemoteText.piece(state, theme)].compactMap { $0 }
    for piece in TargetText.pieces(state, theme) + remote + SourceText.pieces(state, theme) {
      line.add(piece.part, piece.names, priority: 19, presence: piece.priority)
      line.add(piece.part, piece.facts, priority: 18, presence: piece.priority - 12, gap: 1)
    }
    line.add(.filter, Self.filter(state, theme), priority: 70)
    line.add(
      .window,
      [[Run(DurationText.short(state.window.seconds), theme.title)]],
      priority: 75,
      side: .right
    )
    line.add(.state, Self.state(state, theme), priority: 90, side: .right)
    // Beside much else the views come before what is known of healthy targets and logs.
    let rank = state.size.width >= 100 ? 51 : 20
    for view in ViewName.allCases {
      let isShown = view == state.view
      let name = isShown ? "[\(view.rawValue)]" : "\(view.rawValue)"
      line.add(
        .view(view),
        [[Run(name, isShown ? theme.active : theme.dim)]],
        priority: isShown ? 59 : rank,
        side: .right,
        gap: view == .overview ? 2 : 1,
        bundle: isShown ? 0 : 1
      )
    }
    line.add(.clock, Self.clock(state, theme), priority: 58, side: .right)
    self.line = line
  }

  private static func filter(_ state: AppState, _ theme: Theme) -> [[Run]] {
    guard !state.filter.isEmpty else { return [] }
    let text = state.filter.text
    let cross = Run(" ✕", theme.dim)
    let most = max(18, state.size.width / 4 + 2)
    return [60, 32, 26, 18].filter { $0 <= most }.map {
      [Run(Shortened.middle(text, columns: $0), theme.filter), cross]
    }
      + [[Run("filtered", theme.filter), cross]]
  }

  private static func state(_ state: AppState, _ theme: Theme) -> [[Run]] {
    let clock = ClockText(state)
    switch state.window.end {
    case .live: return [[Run("▶ LIVE", theme.good.with(.bold))]]
    case .paused(let moment):
      return [
        [Run(" ║ PAUSED \(clock.time(moment.scrape)) ", theme.severe)],
        [Run(" ║ PAUSED ", theme.severe)],
      ]
    case .ended(let moment):
      let ago = state.now.map { DurationText.rough($0.seconds(since: moment.log)) + " ago" } ?? ""
      return [
        [Run(" ■ LOG ENDED \(clock.dayAndMinute(moment.log)), \(ago) ", theme.severe)],
        [Run(" ■ LOG ENDED \(ago) ", theme.severe)],
        [Run(" ■ ENDED ", theme.severe)],
      ]
    }
  }

  private static func clock(_ state: AppState, _ theme: Theme) -> [[Run]] {
    guard let now = state.now else { return [] }
    let clock = ClockText(state)
    return [
      [Run(clock.time(now), theme.title), Run(" \(clock.zoneName(at: now))", theme.dim)],
      [Run(clock.time(now), theme.title)],
    ]
  }
}
