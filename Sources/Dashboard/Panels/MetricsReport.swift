public import Charts

/// What the metrics view shows for one request.
public struct MetricsReport: Sendable {
  /// What the rows are.
  public enum Content: Hashable, Sendable {
    /// All series by how they changed against the window before.
    case movers
    /// The series whose metric's name contains what was typed.
    case named
    /// The series of an answer to PromQL.
    case answer
  }

  /// A series.
  public struct Row: Sendable, Hashable {
    /// The metric with its labels, as PromQL writes them.
    public var name: String
    /// The PromQL of its values.
    public var query: String
    /// The unit, as far as the name tells.
    public var unit: Unit
    /// The newest number, or that of the window.
    public var now: Double?
    /// The number of the window before.
    public var before: Double?
    /// One value a step of the window; empty while it was not asked for.
    public var values: [Double?]

    /// A row.
    public init(
      name: String,
      query: String,
      unit: Unit,
      now: Double? = nil,
      before: Double? = nil,
      values: [Double?] = []
    ) {
      self.name = name
      self.query = query
      self.unit = unit
      self.now = now
      self.before = before
      self.values = values
    }
  }

  /// What was asked.
  public var request: MetricsRequest
  /// What the rows are.
  public var content: Content
  /// The rows in their order.
  public var rows: [Row]
  /// How many series there are, where not all of them are rows.
  public var total: Int
  /// How many seconds each of the two windows has that movers are compared over: fewer than were asked
  /// for while not so much has been scraped.
  public var moverSeconds: Double?
  /// For how many seconds there must be scrapes before movers can be told, where there are fewer.
  public var lack: Lack?
  /// What is wrong with the PromQL, with the place in UTF-8 bytes of the request's text.
  public var error: Mistake?
  /// Remarks about suspicious use.
  public var remarks: [String]
  /// The names of metrics that continue what is being typed.
  public var names: [String]

  /// Too short a past to compare two windows.
  public struct Lack: Hashable, Sendable {
    /// The seconds of scrapes that are held.
    public var held: Double
    /// The seconds that are needed.
    public var needed: Double

    /// A past of `held` seconds where `needed` are needed.
    public init(held: Double, needed: Double) {
      self.held = held
      self.needed = needed
    }
  }

  /// Why PromQL has no answer.
  public struct Mistake: Hashable, Sendable {
    /// What is wrong.
    public var message: String
    /// Where, in UTF-8 bytes.
    public var range: Range<Int>
    /// What to write instead, where that is known.
    public var hint: String?

    /// A mistake.
    public init(message: String, range: Range<Int>, hint: String? = nil) {
      self.message = message
      self.range = range
      self.hint = hint
    }

    /// What is wrong, with the hint.
    var text: String { message + (hint.map { ". \($0)" } ?? "") }
  }

  /// A report.
  public init(
    request: MetricsRequest,
    content: Content,
    rows: [Row] = [],
    total: Int? = nil,
    error: Mistake? = nil
  ) {
    self.request = request
    self.content = content
    self.rows = rows
    self.total = total ?? rows.count
    self.error = error
    self.remarks = []
    self.names = []
  }
}
