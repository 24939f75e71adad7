import Charts
import Dashboard
import Profiles

extension PanelDefinition {
  /// The panel that a configuration or a profile describes.
  init(_ panel: ConfiguredPanel, by author: Author) {
    let unit: Unit =
      switch panel.unit {
      case .short: .short
      case .percent: .percent
      case .seconds: .seconds
      case .bytes: .bytes
      case .perSecond: .perSecond
      }
    let kind: Kind =
      switch panel.kind {
      case .chart: .chart
      case .stat: .stat
      case .bar: .bar
      case .table: .table
      }
    let place: Place =
      switch panel.place {
      case .chart: .chart
      case .vitalSign: .vitalSign
      case .page: .panels
      }
    self.init(
      id: panel.id,
      title: panel.title,
      expression: panel.queries.first?.expression ?? "",
      queries: panel.isSplit
        ? panel.queries.map { Query($0.expression, legend: $0.legend) } : [],
      unit: unit,
      kind: kind,
      bounds: ChartBounds(lower: panel.minimum, upper: panel.maximum),
      thresholds: PanelThresholds(warning: panel.warning, critical: panel.critical),
      place: place,
      author: author,
      risingIsBad: panel.bad == .rising
    )
  }

  /// The built-in panels, then those of a configuration; one of a built-in one's id takes its place.
  static func all(_ configured: [ConfiguredPanel]) -> [PanelDefinition] {
    let own = configured.map { PanelDefinition($0, by: .configuration) }
    let standard = StandardPanels.all
    let names = Set(standard.map(\.id))
    return standard.map { panel in own.first { $0.id == panel.id } ?? panel }
      + own.filter { !names.contains($0.id) }
  }

  /// The panel with one of its queries alone.
  func alone(_ query: Query) -> PanelDefinition {
    var one = self
    one.expression = query.expression
    one.queries = []
    one.companions = []
    return one
  }
}
