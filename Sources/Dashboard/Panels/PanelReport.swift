public import MetricsModel

/// The values of all panels for one request.
public struct PanelReport: Sendable {
  /// What was asked.
  public var request: PanelRequest
  /// The time of the last step, on the scrape's clock.
  public var end: Timestamp
  /// The time of the newest values, on the scrape's clock: now, or that of the last step.
  public var evaluatedAt: Timestamp
  /// The panels in the order of the screen.
  public var panels: [PanelValues]
  /// Restarts and changes of version inside the window.
  public var marks: [TimelineMark]
  /// Where values of the log's past give way to scraped ones; nil when there is no such seam in the
  /// window.
  public var seam: Timestamp?

  /// A report.
  public init(request: PanelRequest, end: Timestamp, panels: [PanelValues]) {
    self.request = request
    self.end = end
    self.evaluatedAt = end
    self.panels = panels
    self.marks = []
    self.seam = nil
  }
}

/// One panel with its values.
public struct PanelValues: Sendable {
  /// Why a panel has no value.
  public enum Absence: Hashable, Sendable {
    /// It has values.
    case none
    /// No target and no log offers what it needs.
    case notOffered
    /// What answers has none of these metrics.
    case missing([String])
    /// Values are expected but there are not enough yet (a rate needs two scrapes).
    case waiting
    /// The newest value is older than it may be.
    case stale
    /// What the panel counts or divides did not happen, or did not under the filter.
    case empty
    /// It could not be computed, and why.
    case broken(String)
  }

  /// The panel.
  public var definition: PanelDefinition
  /// One value a step, nil where there is none; the last step is the newest.
  ///
  /// Where there are lines, these values and the newest are those of the first.
  public var values: [Double?]
  /// The series of a panel that shows them each by itself, the worst first.
  public var lines: [PanelLine]
  /// How many series more there are than lines.
  public var leftOut: Int
  /// The newest value.
  public var current: Double?
  /// The mean over the window before, for ▲ and ▼; nil without a past.
  public var before: Double?
  /// The values of the companions, in their order.
  public var companions: [Double?]
  /// Why there is no newest value.
  public var absence: Absence
  /// Whether the values follow the request's filter.
  public var followsFilter: Bool
  /// Whether lines of the log were left out whose counts the window lacks.
  public var lacksLines: Bool
  /// How many of the targets behind it answer; nil while all do.
  public var coverage: TargetCoverage?
  /// The PromQL behind the values, ready to be copied, with the filter's matchers in it.
  public var query: String
  /// The PromQL behind the companions, in their order; nil for one that nothing offers.
  public var companionQueries: [String?]
  /// The PromQL behind the mean of the window before; nil where nothing is compared.
  public var beforeQuery: String?
  /// The PromQL behind `coverage`.
  public var coverageQueries: (answering: String, offering: String)?
  /// What has to be known of how the newest value was computed; empty for nothing.
  public var valueNote: String
  /// The PromQL of the panel's further expressions.
  public var furtherQueries: [String]
  /// What is remarked about the use of PromQL in its expressions.
  public var remarks: [String]
  /// Where the values come from: `scrape`, `log`, `prometheus`.
  public var origin: String

  /// A panel's values.
  public init(definition: PanelDefinition, values: [Double?] = []) {
    self.definition = definition
    self.values = values
    self.lines = []
    self.leftOut = 0
    self.companions = []
    self.companionQueries = []
    self.valueNote = ""
    self.furtherQueries = []
    self.remarks = []
    self.absence = .none
    self.followsFilter = true
    self.lacksLines = false
    self.coverage = nil
    self.query = definition.expression
    self.origin = "scrape"
  }
}

/// Something that happened to a target, drawn into every chart.
public struct TimelineMark: Hashable, Sendable {
  /// What happened.
  public enum Kind: Hashable, Sendable {
    /// The process was started anew.
    case restart
    /// A label that holds a version changed.
    case deploy
  }

  /// What happened.
  public var kind: Kind
  /// When, on the scrape's clock.
  public var time: Timestamp
  /// The target's instance.
  public var instance: String
  /// The new version where one is known.
  public var detail: String

  /// A mark.
  public init(kind: Kind, time: Timestamp, instance: String, detail: String = "") {
    self.kind = kind
    self.time = time
    self.instance = instance
    self.detail = detail
  }
}
