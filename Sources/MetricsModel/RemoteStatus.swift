/// What is known of the Prometheus server that fills the past: its line in the targets view.
public struct RemoteStatus: Sendable, Equatable {
  /// How the server answers.
  public enum Health: Sendable, Equatable {
    /// Nothing has been answered yet.
    case unknown
    /// It answers.
    case up
    /// It answers, but some of its own parts do not: numbers may be too small.
    case partial
    /// The last question failed; what, where and what to do about it.
    case down(reason: String)
  }

  /// The address that is asked, secrets masked.
  public var url: String
  /// What the server calls itself: `Prometheus 2.42.0`; empty where it does not say.
  public var server = ""
  /// Whether it answers.
  public var health = Health.unknown
  /// How many questions were asked.
  public var queries = 0
  /// How many of them failed.
  public var failures = 0
  /// How many questions are under way or waiting for their turn.
  public var pending = 0
  /// When the last answer came, on the host's clock.
  public var lastAnswer: Timestamp?
  /// How long the last answer took, in seconds.
  public var duration: Double?
  /// The newest warnings of the server, each once.
  public var warnings: [String] = []
  /// The newest queries that the server does not answer, and why, each once.
  public var refusals: [String] = []
  /// How many metrics it knows; nil before it was asked.
  public var metrics: Int?
  /// How the watched targets are found among its own: `instance="gw-1:8080"`; why not, where none
  /// is.
  public var scope = ""

  /// How many warnings and refusals are kept.
  public static let remarkLimit = 3

  /// The status of a server that was not asked yet.
  public init(url: String) {
    self.url = url
  }

  /// Takes note of warnings, the newest last, each once.
  public mutating func note(warnings new: [String]) {
    Self.add(new, to: &warnings)
  }

  /// Takes note of a query that was refused.
  public mutating func note(refusal: String) {
    Self.add([refusal], to: &refusals)
  }

  private static func add(_ new: [String], to remarks: inout [String]) {
    for text in new {
      remarks.removeAll { $0 == text }
      remarks.append(text)
    }
    remarks.removeFirst(max(0, remarks.count - remarkLimit))
  }
}
