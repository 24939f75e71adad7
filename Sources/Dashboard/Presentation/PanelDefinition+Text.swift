import Charts

extension PanelDefinition {
  /// A value with its unit and the sign of the threshold that it has reached; `-` for none.
  func run(_ value: Double?, _ theme: Theme) -> Run {
    guard let value else { return Run("-", theme.dim) }
    let text = unit.format(value)
    guard let severity = severity(of: value) else { return Run(text, theme.title) }
    return Run("\(text) \(severity.sign)", theme.style(of: severity))
  }

  /// The look of a value: that of the threshold it has reached, or else `style`.
  func style(of value: Double?, _ theme: Theme, else style: Style) -> Style {
    value.flatMap(severity).map(theme.style) ?? style
  }
}
