/// A number that the dashboard and its rules speak of, whatever a server calls it.
///
/// PromQL refers to it as `imtop:` and its name: `imtop:connections`. Except where said otherwise
/// there is one series per instance (or, derived from a log, per source).
public enum Concept: String, CaseIterable, Sendable {
  /// Connections that are open now.
  case connections
  /// Connections opened a second, over a minute.
  case connectionsOpened = "connections_opened"
  /// Connections closed a second, over a minute.
  case connectionsClosed = "connections_closed"
  /// Connections closed abnormally a second, over a minute.
  case connectionsClosedAbnormally = "connections_closed_abnormally"
  /// Connections closed a second that lived less than 30 s, over a minute.
  case connectionsShort = "connections_short"
  /// Connections given up a second because of their heartbeat, over a minute.
  case heartbeatTimeouts = "heartbeat_timeouts"
  /// Requests a second, over a minute.
  case requests
  /// Responses with status 5xx a second, over a minute.
  case serverErrors = "errors_5xx"
  /// The 95th percentile of the latency of requests in seconds, WebSockets left out.
  case latency = "latency_p95"
  /// Messages received a second, over a minute.
  case messagesIn = "messages_in"
  /// Messages sent a second, over a minute.
  case messagesOut = "messages_out"
  /// Open file descriptors.
  case openDescriptors = "open_fds"
  /// The limit of open file descriptors.
  case descriptorLimit = "max_fds"
  /// Goroutines, or threads.
  case goroutines
  /// Seconds of CPU a second, over a minute.
  case cpu
  /// Resident memory in bytes.
  case residentMemory = "resident_memory"

  /// The name under which PromQL refers to it: `imtop:connections`.
  public var recordName: String { "imtop:\(rawValue)" }
}
