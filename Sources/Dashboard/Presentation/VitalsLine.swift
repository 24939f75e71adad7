import Charts
import LogModel

/// The vital signs as pieces of one row.
struct VitalsLine {
  /// What a click on a piece means; none has a meaning of its own.
  enum Part: Hashable, Sendable {}

  /// The pieces.
  let line: FittedLine<Part>

  /// The vital signs of a state.
  init(_ state: AppState) {
    let theme = Theme()
    var line = FittedLine<Part>()
    let panels = Self.panels(state)
    // What is true of several is said once.
    let lackLines = panels.count(where: \.lacksLines) > 1
    if lackLines { line.add(nil, [[Run(PanelText.linesSkipped, theme.warning)]], priority: 81) }
    for (index, panel) in panels.enumerated() {
      let text = PanelText(panel, state, theme)
      let name = [Run(panel.definition.title + " ", theme.dim)]
      let remark = text.remark(tellingSkips: !lackLines).map { [$0, Run(" ")] } ?? []
      line.add(nil, text.numbers.map { name + remark + $0 }, priority: 80 - index)
    }
    if let share = Self.shortLived(state) {
      let style = share >= 0.5 ? theme.bad : theme.text
      line.add(
        nil,
        [[Run("short-lived ", theme.dim), Run(Unit.percent.format(share), style)]],
        priority: 45
      )
    }
    if let reason = state.report?.closeReasons.first {
      let text = "\(Shortened.text(reason.reason, columns: 24)) \(CountText.grouped(reason.count))"
      line.add(nil, [[Run("closed mostly: ", theme.dim), Run(text)]], priority: 40)
    }
    if let mark = state.panels?.marks.max(by: { $0.time < $1.time }) {
      let kind = mark.kind == .deploy ? "⚑ deploy" : "↑ restart"
      let time = " \(state.clockText(mark.time))"
      let name = mark.detail.isEmpty ? mark.instance : mark.detail
      line.add(
        nil,
        [
          [Run(kind + time, theme.mark), Run(" \(name)", theme.dim)],
          [Run(kind + time, theme.mark)],
        ],
        priority: 70,
        side: .right
      )
    }
    if line.segments.isEmpty {
      let text =
        state.isBeforeTheLog ? PanelText.unknownTime : "no vital signs are offered yet"
      line.add(nil, [[Run(text, theme.dim)]], priority: 1)
    }
    self.line = line
  }

  /// The part of the window's closed connections that lived less than 30 s, unless a panel tells it.
  static func shortLived(_ state: AppState) -> Double? {
    let isSaid = panels(state).contains { $0.definition.id == "short_lived" }
    return isSaid ? nil : state.shortLivedShare
  }

  /// The panels of the strip that have something to say, the most changed first.
  static func panels(_ state: AppState) -> [PanelValues] {
    let panels = (state.panels?.panels ?? []).filter { panel in
      guard panel.definition.place == .vitalSign else { return false }
      return switch panel.absence {
      case .notOffered, .missing, .waiting, .empty: false
      case .none, .stale, .broken: true
      }
    }
    let sizes = panels.map {
      ChangeText(
        current: $0.current,
        before: $0.before,
        risingIsBad: $0.definition.risingIsBad
      ).size
    }
    return panels.indices.sorted { (sizes[$0], -$0) > (sizes[$1], -$1) }.map { panels[$0] }
  }
}
