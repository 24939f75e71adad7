/// Why a connection ended: the label of the counter and the field of the log line.
public enum CloseReason: String, Sendable, CaseIterable {
  /// The peer closed with 1000.
  case normal
  /// The peer closed with 1001.
  case goingAway = "going_away"
  /// The peer closed without a code.
  case noStatus = "no_status"
  /// The peer closed with another code.
  case clientError = "client_error"
  /// The peer vanished without a close frame.
  case abnormal
  /// The peer missed too many beats.
  case heartbeatTimeout = "heartbeat_timeout"
  /// The peer broke the WebSocket protocol.
  case protocolError = "protocol_error"
  /// The peer sent text that is no UTF-8.
  case invalidData = "invalid_data"
  /// The peer sent more than the limit.
  case messageTooBig = "message_too_big"
  /// The peer read too slowly for what was sent to it.
  case slowConsumer = "slow_consumer"
  /// The gateway was shutting down.
  case shutdown

  /// The event of the line that warns when a connection begins to end for this reason; nil where the
  /// line of its end is enough.
  var warning: String? {
    switch self {
    case .heartbeatTimeout, .slowConsumer: rawValue
    default: nil
    }
  }
}
