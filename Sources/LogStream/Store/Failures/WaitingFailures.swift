import LogModel

/// Failed requests that wait for another log's record of the same, by request and second.
struct WaitingFailures: Sendable {
  /// Of those that came in one second so many are looked at for one that names the same client or trace.
  private static let looked = 64

  private struct Place: Hashable {
    var request: UInt64
    var second: Int64
  }

  private var waiting: [Place: [FailedRequest]] = [:]
  /// By request the bits of the sources that tell of it, and the longest latency in milliseconds.
  private var known: [UInt64: (sources: UInt64, latency: Int64)] = [:]
  /// How many there are.
  private(set) var count = 0

  /// None.
  init() {}

  /// All of them, in no order.
  var all: [FailedRequest] { waiting.values.flatMap(\.self) }

  /// The bit of a source's number.
  static func bit(_ source: Int) -> UInt64 { 1 << UInt64(source & 63) }

  /// Adds one.
  mutating func add(_ failure: FailedRequest) {
    let place = Place(request: failure.request, second: failure.time.flooredSeconds)
    waiting[place, default: []].append(failure)
    let before = known[failure.request] ?? (0, 0)
    known[failure.request] = (
      before.sources | Self.bit(failure.source), max(before.latency, failure.milliseconds)
    )
    count += 1
  }

  /// Takes away the one that tells of the same request as `failure`, of the sources of the other role, whose
  /// numbers have the bits `sources`; of several the one that names the same client or trace.
  mutating func take(
    _ sources: UInt64,
    _ failure: FailedRequest,
    _ isEdge: Bool,
    _ roles: [Int: LogRole]
  ) -> FailedRequest? {
    guard let known = known[failure.request], known.sources & sources != 0 else { return nil }
    for second in failure.seconds(latency: known.latency) {
      let place = Place(request: failure.request, second: second)
      guard let others = waiting[place] else { continue }
      var best = (likeness: 0, index: 0)
      for (index, other) in others.prefix(Self.looked).enumerated()
      where best.likeness < 2 && roles[other.source] == (isEdge ? .gateway : .edge) {
        let likeness =
          isEdge
          ? FailedRequest.likeness(failure, other) : FailedRequest.likeness(other, failure)
        if likeness > best.likeness { best = (likeness, index) }
      }
      guard best.likeness > 0 else { continue }
      count -= 1
      return remove(best.index, at: place)
    }
    return nil
  }

  private mutating func remove(_ index: Int, at place: Place) -> FailedRequest? {
    guard var others = waiting.removeValue(forKey: place) else { return nil }
    let taken = others.remove(at: index)
    if !others.isEmpty { waiting[place] = others }
    return taken
  }
}
