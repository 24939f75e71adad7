import LogModel

/// What the windows want to know of a record.
struct RowFacts {
  /// The record's second.
  let second: Int64
  /// The record's time in milliseconds.
  let time: Int64
  /// Its latency in seconds, negative where it has none or where it is a connection's life.
  let latency: Float
  /// The path's id.
  let path: UInt32
  /// The address' id.
  let address: UInt32
  /// The shape's id.
  let shape: UInt32
  /// The reason's id.
  let reason: UInt16
  /// What happened to a connection.
  let event: ConnectionEvent
  /// What is known by yes or no.
  let flags: RowFlags
  /// The status.
  let status: UInt16

  /// Whether the record is a request that counts.
  let isRequest: Bool

  /// The facts of a row, whose request counts if it does in `scope`; failures that are `answered` are no
  /// proxy's own.
  @inline(__always)
  init(_ chunk: LogChunk, _ row: Int, _ scope: RequestScope, _ answered: AnsweredFailures) {
    time = chunk.time[row]
    second = time.flooredSeconds
    var flags = chunk.flags[row]
    var event = ConnectionEvent(rawValue: chunk.event[row]) ?? .none
    var counts = flags.contains(.request)
    if scope.counted != nil {
      let source = Int(chunk.source[row])
      let isOfEdge = flags.contains(.ofEdge) && !answered.contains(chunk.number, row)
      counts = counts && scope.counts(source, isOfEdge: isOfEdge)
      if scope.hidesConnections(source) {
        event = .none
        flags.remove(.shortLived)
      }
    }
    self.flags = flags
    self.event = event
    isRequest = counts && !flags.contains(.repeated)
    latency = counts && flags.hasOwnLatency ? chunk.latency[row] : -1
    path = chunk.path[row]
    address = chunk.address[row]
    shape = chunk.shape[row]
    reason = chunk.reason[row]
    status = chunk.status[row]
  }

  /// Whether it is a request with status >= 500.
  var isServerError: Bool { isRequest && status >= 500 }
  /// Whether it ends a connection.
  var isClose: Bool { event != .none && event != .opened }
}
