import LogModel

/// A failed request as one log tells of it, by what the line of another log about it is recognised.
struct FailedRequest: Sendable {
  /// Failures that a proxy and the service behind it both log with the same status are this long apart at
  /// most, in milliseconds, beside what the request took: one of them may know whole seconds only, or when
  /// it began.
  private static let together: Int64 = 2_000
  /// A request takes no longer than this, in milliseconds, as far as two lines about it are looked for.
  private static let longest: Int64 = 60_000

  /// Path and status.
  let request: UInt64
  /// The record.
  var id: LogRecordID
  /// The source's number.
  var source: Int
  /// Milliseconds since the epoch.
  let time: Int64
  /// Whether a proxy's record is one of its own failures unless the service tells of it too.
  let isSupposed: Bool

  private let method: UInt64
  private let trace: UInt64
  private let client: UInt64
  /// Whether the client may be the proxy itself.
  private let isLocal: Bool
  /// Milliseconds.
  private let latency: Int64

  /// The failure of which a row tells; nil where it tells of none that a proxy may log as its own.
  @inline(__always)
  init?(_ chunk: LogChunk, _ row: Int, source: Int, _ texts: Dictionaries) {
    let status = chunk.status[row]
    guard status == 502 || status == 504 || status == 499 else { return nil }
    self.init(chunk, row, status, source, texts)
  }

  @inline(never)
  private init?(
    _ chunk: LogChunk,
    _ row: Int,
    _ status: UInt16,
    _ source: Int,
    _ texts: Dictionaries
  ) {
    let flags = chunk.flags[row]
    let path = chunk.path[row]
    guard flags.contains(.request), !flags.contains(.repeated), path >= InternEntries.firstID else {
      return nil
    }
    request = RequestSample.mixed(texts.paths.hash(path), UInt64(status))
    id = LogRecordID(chunk: chunk.number, row: UInt32(truncatingIfNeeded: row))
    self.source = source
    time = chunk.time[row]
    isSupposed = flags.contains(.supposed)
    method = texts.methods.hash(UInt32(chunk.method[row]))
    trace = chunk.trace[row]
    let address = chunk.address[row]
    client = texts.addresses.hash(address)
    isLocal = texts.addresses.withBytes(address, AddressText.isLocal)
    latency = Int64(max(0, min(Float(Self.longest), chunk.latency[row] * 1_000)))
  }

  /// The seconds before and after its own in which the other log's line about it may stand, the nearest first;
  /// `longest` is the longest latency of that log in milliseconds.
  func seconds(latency longest: Int64) -> [Int64] {
    let own = time.flooredSeconds
    let reach = (Self.together + max(latency, longest)) / 1_000
    return [own] + (1...reach).flatMap { [own - $0, own + $0] }
  }

  /// The latency in milliseconds.
  var milliseconds: Int64 { latency }

  /// By what it can be found, the surest first: 0 its trace, 1 its client, 2 nothing but what was asked for.
  var ways: [Int] { (trace == 0 ? [] : [0]) + (client == 0 ? [] : [1]) + [2] }

  /// A number for what the failures of a second have in common that are found in one way.
  func chain(_ way: Int, second: Int64) -> UInt64 {
    let who = way == 0 ? trace : way == 1 ? client : 0
    let place = RequestSample.mixed(request, UInt64(bitPattern: second))
    return RequestSample.mixed(place, who &+ UInt64(way))
  }

  /// Whether a service's record may tell of the request that a proxy's record tells of.
  static func areSame(_ edge: FailedRequest, _ gateway: FailedRequest) -> Bool {
    let apart = (edge.time - gateway.time).magnitude
    guard edge.request == gateway.request,
      apart <= together + max(edge.latency, gateway.latency),
      edge.method == gateway.method || edge.method == 0 || gateway.method == 0
    else { return false }
    if edge.trace != 0, gateway.trace != 0 { return edge.trace == gateway.trace }
    return edge.client == gateway.client || edge.client == 0 || gateway.client == 0
      || gateway.isLocal
  }
}

extension InternEntries {
  /// A number for the text of an id that is the same in another store; 0 where there is none.
  func hash(_ id: UInt32) -> UInt64 {
    id < Self.firstID ? 0 : withBytes(id) { ByteHash.of($0) }
  }
}
