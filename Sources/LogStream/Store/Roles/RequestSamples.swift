import LogModel

/// Samples of the requests of one log: of those that name a client, and of those that name a trace.
struct RequestSamples: Sendable {
  /// Requests by method, path, status and address.
  private(set) var clients = RequestSample()
  /// Requests by method, path, status and trace.
  private(set) var traces = RequestSample()

  /// Of no request.
  init() {}

  /// Adds the requests among rows of a chunk; `hash` turns ids of a field into numbers that mean the same
  /// in the other log.
  @inline(__always)
  mutating func add(
    _ chunk: LogChunk,
    _ row: Int,
    hash: (FilterField, UInt32) -> UInt64
  ) {
    let flags = chunk.flags[row]
    let path = chunk.path[row]
    guard flags.contains(.request), !flags.contains(.repeated), path >= InternEntries.firstID else {
      return
    }
    let method = UInt32(chunk.method[row])
    let request = RequestSample.mixed(
      hash(.path, path),
      RequestSample.mixed(UInt64(chunk.status[row]), hash(.method, method))
    )
    let (time, latency) = (chunk.time[row], chunk.latency[row])
    let address = chunk.address[row]
    if address >= InternEntries.firstID {
      let client = RequestSample.mixed(request, hash(.clientIP, address))
      clients.add(client, time: time, latency: latency)
    }
    let trace = chunk.trace[row]
    if trace != 0 {
      traces.add(RequestSample.mixed(request, trace), time: time, latency: latency)
    }
  }

  /// What this log and another one have in common, where they tell of the same requests; nil where they
  /// do not, as the logs of two instances.
  ///
  /// A trace is not told by chance. Clients ask two instances for the same path too, though hardly for
  /// most of what they ask for within a second of each other.
  func comparison(with other: RequestSamples) -> RequestSample.Comparison? {
    let traced = traces.compared(with: other.traces)
    if traced.pairs >= 5, traced.share >= 0.5 { return traced }
    let asked = clients.compared(with: other.clients)
    return asked.pairs >= 8 && asked.kinds >= 8 && asked.share >= 0.8 ? asked : nil
  }
}
