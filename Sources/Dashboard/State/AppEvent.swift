public import Charts
public import LogModel
public import MetricsModel

/// Everything that can happen to the dashboard.
public enum AppEvent: Sendable {
  /// A person did something.
  case input(InputEvent)
  /// The terminal has this size now.
  case resized(Size)
  /// The clock moved on; `now` is the scrape's clock (the host's).
  case tick(now: Timestamp)
  /// The targets stand like this; `remarks` say what of the files that name them is left out.
  case targets([TargetStatus], remarks: [String] = [])
  /// The Prometheus server that fills the past stands like this.
  case remote(RemoteStatus)
  /// The log's sources stand like this.
  case sources([LogSourceStatus])
  /// The log's analysis has news for the current request.
  case log(LogReport)
  /// The panels' values have been computed.
  case panels(PanelReport)
  /// The metrics view's series have been found or computed.
  case metrics(MetricsReport)
  /// The rules stand like this, every rule and every alert.
  case alerts([AlertStatus])
  /// A record that was asked for, whole; nil when it is no longer held.
  case detail(LogRecordID, LogRecord?)
  /// Something to tell the person for a few seconds.
  case notice(Notice)
}

/// A message for the person at the screen.
public struct Notice: Hashable, Sendable {
  /// Whether something went wrong.
  public enum Kind: Hashable, Sendable {
    /// Something was done.
    case done
    /// Something went wrong.
    case trouble
  }

  /// Whether something went wrong.
  public var kind: Kind
  /// What happened, in one sentence.
  public var text: String

  /// A message.
  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}
