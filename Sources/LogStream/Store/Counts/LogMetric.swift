/// What the log's counts are called as series; `LogSeries` has the table.
enum LogMetric: String, CaseIterable {
  /// Records by level.
  case lines = "log_lines_total"
  /// Requests by path and status.
  case requests = "log_requests_total"
  /// Latencies as a histogram.
  case requestDuration = "log_request_duration_seconds"
  /// Connections opened.
  case opened = "log_connections_opened_total"
  /// Connections closed by reason.
  case closed = "log_connections_closed_total"
  /// Connections closed abnormally.
  case closedAbnormally = "log_connections_closed_abnormally_total"
  /// Connections open when the held log begins.
  case openAtBeginning = "log_connections_open_at_beginning"
  /// Short connections.
  case short = "log_connections_short_total"
  /// Heartbeat timeouts.
  case heartbeatTimeouts = "log_heartbeat_timeouts_total"
  /// Runs of errors.
  case errorsInARow = "log_errors_in_a_row"
}
