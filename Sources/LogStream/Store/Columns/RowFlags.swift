/// What is known of a record by yes or no.
struct RowFlags: OptionSet, Sendable, Equatable, BitwiseCopyable {
  let rawValue: UInt16

  /// The record is a request, to be counted by path and status.
  static let request = RowFlags(rawValue: 1)
  /// The request asked for an upgrade to WebSocket.
  static let webSocket = RowFlags(rawValue: 2)
  /// The line had a known form.
  static let understood = RowFlags(rawValue: 4)
  /// Something went wrong: level >= warn, status >= 500, an abnormal close or a heartbeat timeout.
  static let trouble = RowFlags(rawValue: 8)
  /// The record ends a connection that lived less than 30 s.
  static let shortLived = RowFlags(rawValue: 16)
  /// The record has a message.
  static let message = RowFlags(rawValue: 32)
  /// The record tells of a request that another record of its source has told of.
  static let repeated = RowFlags(rawValue: 64)
  /// It does, and has the latency that the other has not.
  static let completing = RowFlags(rawValue: 128)
  /// The record is a failed request of which, if a proxy wrote it, the service behind it knows nothing.
  static let ofEdge = RowFlags(rawValue: 256)
  /// That is supposed by its status alone: it is none of the proxy's where the service's log has it too.
  static let supposed = RowFlags(rawValue: 512)

  /// Whether the record's latency is one of requests, and told nowhere else.
  @inline(__always)
  var hasOwnLatency: Bool {
    contains(.request) && !contains(.webSocket) && (!contains(.repeated) || contains(.completing))
  }
}
