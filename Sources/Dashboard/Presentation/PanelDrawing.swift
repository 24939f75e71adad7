import Charts

/// What the charts of a panel share: its limits, and the looks and marks of its lines.
struct PanelDrawing {
  /// How many lines a chart has at most; more are told in the legend as a number.
  static let lineLimit = 8

  private let panel: PanelValues
  private let theme: Theme

  /// The drawing of a panel.
  init(_ panel: PanelValues, _ theme: Theme) {
    self.panel = panel
    self.theme = theme
  }

  /// The thresholds as limits of a chart, the most severe last.
  var limits: [ChartLimit] {
    let definition = panel.definition
    return PanelThresholds.Severity.allCases.compactMap { severity in
      definition.thresholds[severity].map {
        ChartLimit(
          $0,
          isFloor: !definition.risingIsBad,
          style: theme.style(of: severity),
          sign: severity.sign
        )
      }
    }
  }

  /// A line with its look and its mark.
  struct Drawn {
    var line: PanelLine
    var style: Style
    var mark: Character
  }

  /// Everything that has a row: the series, or the panel itself where it is one number.
  static func rows(of panel: PanelValues) -> [PanelLine] {
    guard panel.lines.isEmpty else { return panel.lines }
    return [
      PanelLine(
        name: panel.definition.title,
        values: panel.values,
        current: panel.current,
        before: panel.before
      )
    ]
  }

  /// The lines that are drawn, the worst first; look and mark follow the name, so that they stay while
  /// the order changes.
  var lines: [Drawn] {
    let shown = panel.lines.prefix(Self.lineLimit)
    let names = shown.map(\.name).sorted()
    return shown.map { line in
      let place = names.firstIndex(of: line.name) ?? 0
      let letter = Unicode.Scalar(UInt8(clamping: 0x61 + place))
      return Drawn(line: line, style: theme.chart(place), mark: Character(letter))
    }
  }

  /// How many series more there are than lines drawn.
  var hidden: Int { panel.leftOut + max(0, panel.lines.count - Self.lineLimit) }

  /// How a line compares with the window before.
  func change(_ line: PanelLine) -> ChangeText {
    ChangeText(
      current: line.current,
      before: line.before,
      risingIsBad: panel.definition.risingIsBad
    )
  }
}
