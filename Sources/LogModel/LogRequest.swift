public import MetricsModel

/// Everything that the screen wants to know from the log at one time.
///
/// The dashboard states it, the log's analysis keeps the newest report for it up to date. A new
/// request replaces the one before it.
public struct LogRequest: Hashable, Sendable {
  /// Which records the list of the log holds.
  public enum Scope: Hashable, Sendable {
    /// Level >= warn, or status >= 500, or an abnormal close.
    case errors
    /// Every record that passes the filter.
    case all
  }

  /// Which part of the list is wanted.
  public enum Anchor: Hashable, Sendable {
    /// The newest rows.
    case tail
    /// Rows from this index on, 0 being the oldest.
    case index(Int)
  }

  /// What the filter lets through.
  public var filter: Filter
  /// The length in seconds of the window of the tables, the histogram and the list.
  public var windowSeconds: Double
  /// The window's end; nil follows the log's newest time.
  public var windowEnd: Timestamp?
  /// Which records the list holds.
  public var scope: Scope
  /// Whether equal messages are folded into one row with a count.
  public var folded: Bool
  /// Which rows of the list are wanted.
  public var anchor: Anchor
  /// How many rows of the list are wanted.
  public var count: Int
  /// How many rows each table wants.
  public var tableRows: Int
  /// How many buckets the histogram over the window and the rows' sparklines have.
  public var buckets: Int
  /// A vocabulary field whose values a picker lists, with a prefix-free search text.
  public var picker: Picker?
  /// A row that is looked for; the rows around it are answered instead of those at the anchor.
  public var search: ListSearch?
  /// What is wanted of connections, nil for nothing: it costs time and memory.
  public var connections: Connections?

  /// A question about connections one by one, and about who opens them.
  public struct Connections: Hashable, Sendable {
    /// How many connections are wanted.
    public var count: Int
    /// Which of them come first.
    public var order: ConnectionLife.Order
    /// Whether the order is turned round.
    public var isReversed: Bool

    /// The first `count` connections in an order.
    public init(count: Int, order: ConnectionLife.Order = .latest, isReversed: Bool = false) {
      self.count = count
      self.order = order
      self.isReversed = isReversed
    }
  }

  /// A picker's question.
  public struct Picker: Hashable, Sendable {
    /// The vocabulary's name of the field: `path`, `client_ip`, `user_agent`.
    public var field: String
    /// Text that the listed values contain, whatever its case.
    public var search: String
    /// How many values are wanted.
    public var count: Int
    /// What lets the records through whose values are listed; nil for the request's own filter.
    public var filter: Filter?

    /// The values of `field` that contain `search`, in the records that pass `filter`.
    public init(field: String, search: String, count: Int, filter: Filter? = nil) {
      self.field = field
      self.search = search
      self.count = count
      self.filter = filter
    }
  }

  /// A request with the values that an overview starts with.
  public init(filter: Filter = .all, windowSeconds: Double = 900) {
    self.filter = filter
    self.windowSeconds = windowSeconds
    self.windowEnd = nil
    self.scope = .errors
    self.folded = true
    self.anchor = .tail
    self.count = 200
    self.tableRows = 50
    self.buckets = 60
    self.picker = nil
    self.search = nil
    self.connections = nil
  }
}
