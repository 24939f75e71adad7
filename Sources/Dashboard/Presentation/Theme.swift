import Charts

/// The looks of everything on the screen by their roles; sixteen colours suffice.
///
/// No role is told from another by its colour alone: where two differ in meaning, a word, a glyph
/// or an attribute differs too.
struct Theme: Hashable, Sendable {
  let text = Style.plain
  let dim = Style(.grey)
  let label = Style(.cyan)
  let title = Style(.standard, on: .standard, .bold)
  let border = Style(.grey)
  let focusedBorder = Style(.brightCyan)
  let brand = Style(.brightCyan, on: .standard, .bold)
  let good = Style(.green)
  let warning = Style(.yellow)
  let bad = Style(.brightRed)
  let critical = Style(.brightWhite, on: .red, .bold)
  let severe = Style(.black, on: .yellow, .bold)
  let informative = Style(.black, on: .cyan, .bold)
  let fatal = Style(.brightWhite, on: .red, .bold)
  let key = Style(.brightCyan, on: .standard, .bold)
  let active = Style(.standard, on: .standard, [.bold, .reverse])
  let filter = Style(.brightYellow, on: .standard, .bold)
  let selection = Style(.standard, on: .indexed(237), .bold)
  let found = Style(.black, on: .yellow)
  let histogram = Style(.blue)
  let histogramErrors = Style(.brightRed, on: .standard, .bold)
  let mark = Style(.brightMagenta)

  /// The colours of charts, in the order of the screen.
  let charts = [
    Style(.green), Style(.magenta), Style(.red), Style(.blue), Style(.cyan), Style(.yellow),
  ]

  /// The look of the chart at a place.
  func chart(_ index: Int) -> Style {
    charts[((index % charts.count) + charts.count) % charts.count]
  }

  /// The look of a value that has reached a threshold.
  func style(of severity: PanelThresholds.Severity) -> Style {
    severity == .warning ? warning.with(.bold) : bad.with(.bold)
  }

  /// The look that a monochrome terminal gets of a coloured one: a background becomes reverse, what
  /// stands back becomes dim.
  static func withoutColour(_ style: Style) -> Style {
    var attributes = style.attributes
    if style.background != .standard, style.background != .indexed(237) {
      attributes.insert(.reverse)
    }
    if style.foreground == .grey || style.foreground == .blue { attributes.insert(.dim) }
    return Style(.standard, on: .standard, attributes)
  }
}
