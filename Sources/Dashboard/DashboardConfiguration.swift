public import LogModel
public import MetricsModel

/// What a dashboard is told once, when it starts.
public struct DashboardConfiguration: Sendable {
  /// How a clock's times are written.
  public struct Zone: Sendable {
    /// The offset from UTC in seconds at a time, and the zone's short name then: `(28800, "CST")`.
    public var offset: @Sendable (Timestamp) -> (seconds: Int, name: String)

    /// A zone whose offset may change with time.
    public init(offset: @escaping @Sendable (Timestamp) -> (seconds: Int, name: String)) {
      self.offset = offset
    }

    /// A zone whose offset never changes.
    public init(name: String, seconds: Int) {
      self.offset = { _ in (seconds, name) }
    }

    /// Coordinated universal time.
    public static let utc = Zone(name: "UTC", seconds: 0)
  }

  /// What stands at a cursor, given by its offset in UTF-8, of filter text that is being typed.
  public var completeFilter: @Sendable (_ text: String, _ cursor: Int) -> FilterCompletion
  /// What the screen may use to set things apart.
  public enum Palette: Hashable, Sendable {
    /// The sixteen colours, the 256 where a shade helps.
    case colour
    /// Bold, dim, underline and reverse only (`NO_COLOR`, monochrome terminals).
    case monochrome
  }

  /// The local time zone; `U` switches between it and UTC.
  public var zone: Zone
  /// Whether the screen starts in UTC.
  public var startsInUTC: Bool
  /// The view at the start.
  public var view: ViewName
  /// The window's length at the start, in seconds.
  public var windowSeconds: Double
  /// The filter at the start as text; empty for none.
  public var filter: String
  /// How filter text becomes a syntax tree.
  public var parseFilter: @Sendable (String) -> Result<Filter, FilterError>
  /// What the screen may use to set things apart.
  public var palette: Palette
  /// The key bindings.
  public var keymap: Keymap
  /// Whether a log is read; without one the overview has panels in the place of tables and log.
  public var readsLog: Bool
  /// Whether leaving loses what cannot be read again (a log on standard input): `q` then asks.
  public var leavingLosesHistory: Bool

  /// The built-in settings with the given readers of filters.
  public init(
    parseFilter: @escaping @Sendable (String) -> Result<Filter, FilterError>,
    completeFilter: @escaping @Sendable (_ text: String, _ cursor: Int) -> FilterCompletion
  ) {
    self.zone = .utc
    self.startsInUTC = false
    self.view = .overview
    self.windowSeconds = 900
    self.filter = ""
    self.parseFilter = parseFilter
    self.completeFilter = completeFilter
    self.palette = .colour
    self.keymap = Keymap()
    self.readsLog = true
    self.leavingLosesHistory = false
  }
}
