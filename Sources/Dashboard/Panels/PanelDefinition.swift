public import Charts
import MetricsModel

/// What a panel shows: PromQL and how to draw its values.
public struct PanelDefinition: Hashable, Sendable, Identifiable {
  /// Where the overview puts the panel.
  public enum Place: Hashable, Sendable {
    /// One of the charts.
    case chart
    /// One number in the strip of vital signs.
    case vitalSign
    /// A chart of the connections view alone.
    case connections
  }

  /// The names of the panels of the connections view, in the order of the screen.
  static let ofConnections = [
    "connections", "connections_opened", "connections_closed", "heartbeat_timeouts",
  ]

  /// What stands beside the panel's own number.
  public struct Companion: Hashable, Sendable {
    /// The text before the number: `+`, `−`, `out`.
    public var label: String
    /// The expression, whose values are summed.
    public var expression: String
    /// The unit.
    public var unit: Unit

    /// A number beside the panel's own.
    public init(label: String, expression: String, unit: Unit) {
      self.label = label
      self.expression = expression
      self.unit = unit
    }
  }

  /// A name that is unique on the dashboard: `connections`.
  public var id: String
  /// The title.
  public var title: String
  /// The expression; its series are summed into one line unless the panel says otherwise.
  public var expression: String
  /// The unit of its values.
  public var unit: Unit
  /// Numbers beside the panel's own.
  public var companions: [Companion]
  /// Where the overview puts it.
  public var place: Place
  /// Whether a rise is bad news (timeouts, errors) or a fall is (connections).
  public var risingIsBad: Bool
  /// What is said where the expression gives nothing: `no request`.
  public var nothing: String

  /// A panel.
  public init(
    id: String,
    title: String,
    expression: String,
    unit: Unit,
    companions: [Companion] = [],
    place: Place = .chart,
    risingIsBad: Bool = true,
    nothing: String = "no series gives a value"
  ) {
    self.id = id
    self.title = title
    self.expression = expression
    self.unit = unit
    self.companions = companions
    self.place = place
    self.risingIsBad = risingIsBad
    self.nothing = nothing
  }
}
