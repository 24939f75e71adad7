import LogModel

/// What a window holds of one path, one address or another key.
struct KeyCounts: Sendable, Equatable {
  /// Records.
  var records: Int32 = 0
  /// Records of the errors' scope.
  var troubles: Int32 = 0
  /// Requests.
  var requests: Int32 = 0
  /// Requests with status >= 500.
  var serverErrors: Int32 = 0
  /// Requests with status 404.
  var notFound: Int32 = 0
  /// Requests for an upgrade to WebSocket.
  var webSockets: Int32 = 0
  /// Connections opened.
  var opened: Int32 = 0
  /// Connections closed.
  var closed: Int32 = 0
  /// Those that lived less than 30 s.
  var short: Int32 = 0
  /// Heartbeat timeouts.
  var timeouts: Int32 = 0

  /// Adds a record (`sign` 1) or takes it away (`sign` -1).
  @inline(__always)
  mutating func add(_ facts: RowFacts, _ sign: Int32) {
    records &+= sign
    if facts.flags.contains(.trouble) { troubles &+= sign }
    if facts.isRequest {
      requests &+= sign
      if facts.status >= 500 { serverErrors &+= sign }
      if facts.status == 404 { notFound &+= sign }
      if facts.flags.contains(.webSocket) { webSockets &+= sign }
    }
    switch facts.event {
    case .none: break
    case .opened: opened &+= sign
    case .heartbeatTimeout:
      timeouts &+= sign
      closed &+= sign
    case .closed, .closedAbnormally: closed &+= sign
    }
    if facts.flags.contains(.shortLived) { short &+= sign }
  }

  /// How remarkable these counts are after `before`: errors, timeouts and openings count more than
  /// traffic, a rise counts more than it does where there was much before, and failures that go on
  /// count by how many of the requests fail.
  func change(from before: KeyCounts) -> Double {
    func rise(_ now: Int32, _ past: Int32) -> Double {
      Double(now - past) / (Double(max(0, past)) + 1).squareRoot()
    }
    let bad =
      8 * max(0, rise(serverErrors, before.serverErrors))
      + 8 * max(0, rise(timeouts, before.timeouts)) + 4 * max(0, rise(troubles, before.troubles))
      + 2 * max(0, rise(short, before.short))
    let traffic =
      max(0, rise(opened, before.opened)) + 0.5 * abs(rise(requests, before.requests))
      + 0.1 * abs(rise(records, before.records))
    let failing = Double(max(0, serverErrors))
    let lasting =
      4 * failing.squareRoot() * (0.25 + failing / max(1, Double(requests)))
      + 2 * Double(max(0, timeouts)).squareRoot()
    return bad + lasting + traffic + Double(records) * 1e-6
  }
}
