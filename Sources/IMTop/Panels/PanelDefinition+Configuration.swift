import Charts
import Dashboard

extension PanelDefinition {
  /// The panel that a configuration describes.
  init(_ panel: Configuration.Panel) {
    let units: [String: Unit] = [
      "short": .short, "percent": .percent, "seconds": .seconds, "bytes": .bytes,
      "per_second": .perSecond,
    ]
    self.init(
      id: panel.id,
      title: panel.title,
      expression: panel.expression,
      unit: units[panel.unit] ?? .short,
      place: panel.place == "vital_sign" ? .vitalSign : .chart,
      risingIsBad: panel.bad == "rising"
    )
  }
}
