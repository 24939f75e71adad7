public import StrictYAML

/// A panel as a configuration or a profile describes it.
public struct ConfiguredPanel: Sendable, Hashable {
  /// One of a panel's expressions.
  public struct Query: Sendable, Hashable {
    /// The PromQL.
    public var expression: String
    /// What its series are called; nil tells them by their labels.
    public var legend: String?
  }

  /// How it is drawn.
  public enum Kind: String, Sendable, CaseIterable {
    case chart
    case stat
    case bar
    case table
  }

  /// The unit of its values.
  public enum Unit: String, Sendable, CaseIterable {
    case short
    case percent
    case seconds
    case bytes
    case perSecond = "per_second"
  }

  /// Where the overview shows it.
  public enum Place: String, Sendable, CaseIterable {
    case chart
    case vitalSign = "vital_sign"
    /// Nowhere: it stands on the page of panels alone.
    case page
  }

  /// Which direction is bad news.
  public enum Direction: String, Sendable, CaseIterable {
    case rising
    case falling
  }

  /// A name that is unique on the dashboard.
  public var id: String
  /// The title.
  public var title: String
  /// The expressions, one at least.
  public var queries: [Query]
  /// Whether series are shown each by itself; else they are summed into one number.
  public var isSplit: Bool
  /// The unit of its values.
  public var unit: Unit
  /// How it is drawn.
  public var kind: Kind
  /// Where the overview shows it.
  public var place: Place
  /// Which direction is bad news.
  public var bad: Direction
  /// The lowest value drawn.
  public var minimum: Double?
  /// The highest value drawn.
  public var maximum: Double?
  /// From which value on something is worth a look.
  public var warning: Double?
  /// From which value on somebody has to act.
  public var critical: Double?
  /// Where the panel stands, as a mistake without words.
  public var location: DocumentError
}

extension [ConfiguredPanel] {
  /// Refuses a panel of whose id there is one already.
  public func refuseTwin(of panel: ConfiguredPanel) throws(DocumentError) {
    guard contains(where: { $0.id == panel.id }) else { return }
    var mistake = panel.location
    mistake.message = "another panel is called \"\(panel.id)\" already: give this one an id"
    throw mistake
  }
}
