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
    /// A chart of the panels view alone.
    case panels
  }

  /// How the panel draws its values.
  public enum Kind: Hashable, Sendable {
    /// Their course over the window: an area, or a line for each series.
    case chart
    /// The newest ones as numbers, with their course below.
    case stat
    /// The newest ones as bars.
    case bar
    /// The newest ones beside those of the window before, a row each.
    case table
  }

  /// Who brought a panel.
  public enum Author: Hashable, Sendable {
    /// The dashboard itself.
    case program
    /// The configuration.
    case configuration
    /// The profile of a server that was recognised.
    case profile
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

  /// One of the expressions whose series a panel shows each by itself.
  public struct Query: Hashable, Sendable {
    /// The expression.
    public var expression: String
    /// What its series are called: text with `{{label}}` in it; nil tells them by their labels.
    public var legend: String?

    /// An expression.
    public init(_ expression: String, legend: String? = nil) {
      self.expression = expression
      self.legend = legend
    }
  }

  /// A name that is unique on the dashboard: `connections`.
  public var id: String
  /// The title.
  public var title: String
  /// The expression, whose series are summed into one line where there are no `queries`.
  public var expression: String
  /// The expressions whose series are shown each by itself.
  public var queries: [Query]
  /// The unit of its values.
  public var unit: Unit
  /// Numbers beside the panel's own.
  public var companions: [Companion]
  /// How it is drawn.
  public var kind: Kind
  /// The lowest and the highest value drawn.
  public var bounds: ChartBounds
  /// From which values on something is wrong.
  public var thresholds: PanelThresholds
  /// Where the overview puts it.
  public var place: Place
  /// Who brought it.
  public var author: Author
  /// Whether a rise is bad news (timeouts, errors) or a fall is (connections).
  public var risingIsBad: Bool
  /// What is said where the expression gives nothing: `no request`.
  public var nothing: String

  /// What is said of a panel that says nothing better.
  public static let usualNothing = "no series gives a value"

  /// A panel.
  public init(
    id: String,
    title: String,
    expression: String,
    queries: [Query] = [],
    unit: Unit,
    companions: [Companion] = [],
    kind: Kind = .chart,
    bounds: ChartBounds = ChartBounds(),
    thresholds: PanelThresholds = PanelThresholds(),
    place: Place = .chart,
    author: Author = .program,
    risingIsBad: Bool = true,
    nothing: String = Self.usualNothing
  ) {
    self.id = id
    self.title = title
    self.expression = expression
    self.queries = queries
    self.unit = unit
    self.companions = companions
    self.kind = kind
    self.bounds = bounds
    self.thresholds = thresholds
    self.place = place
    self.author = author
    self.risingIsBad = risingIsBad
    self.nothing = nothing
  }

  /// How bad a value is; nil below every threshold.
  func severity(of value: Double) -> PanelThresholds.Severity? {
    thresholds.severity(of: value, risingIsBad: risingIsBad)
  }
}
