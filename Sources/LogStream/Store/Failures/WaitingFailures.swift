import LogModel

/// Failed requests that wait for another log's record of the same, found by request, second and who asked.
struct WaitingFailures: Sendable {
  /// Of those about which nothing else is known so many are looked at.
  private static let looked = 64
  /// The end of a chain.
  private static let none: Int32 = -1

  private struct Entry {
    var failure: FailedRequest
    /// The entries before it under the same trace, the same client, and of whoever.
    var next: InlineArray<3, Int32>
    var isTaken = false
  }

  private var entries: [Entry] = []
  /// The newest entry of each chain, by a number for what its entries have in common.
  private var heads: [UInt64: Int32] = [:]
  /// By request the bits of the sources that tell of it, and the longest latency in milliseconds.
  private var known: [UInt64: (sources: UInt64, latency: Int64)] = [:]

  /// None.
  init() {}

  /// How many there have been.
  var count: Int { entries.count }

  /// An estimate of the bytes that this takes.
  var byteCount: Int {
    entries.capacity * MemoryLayout<Entry>.stride + heads.capacity * 18 + known.capacity * 34
  }

  /// Those that wait, in the order in which they came.
  var all: [FailedRequest] { entries.compactMap { $0.isTaken ? nil : $0.failure } }

  /// The bit of a source's number.
  static func bit(_ source: Int) -> UInt64 { 1 << UInt64(source & 63) }

  /// Adds one.
  mutating func add(_ failure: FailedRequest) {
    let index = Int32(truncatingIfNeeded: entries.count)
    var next = InlineArray<3, Int32>(repeating: Self.none)
    for way in failure.ways {
      let chain = failure.chain(way, second: failure.time.flooredSeconds)
      next[way] = heads.updateValue(index, forKey: chain) ?? Self.none
    }
    entries.append(Entry(failure: failure, next: next))
    let before = known[failure.request] ?? (0, 0)
    known[failure.request] = (
      before.sources | Self.bit(failure.source), max(before.latency, failure.milliseconds)
    )
  }

  /// Takes away the one that tells of the same request as `failure`, of the sources of the other role, whose
  /// numbers have the bits `sources`; of several one that names the same trace or client.
  mutating func take(
    _ sources: UInt64,
    _ failure: FailedRequest,
    _ isEdge: Bool,
    _ roles: [Int: LogRole]
  ) -> FailedRequest? {
    guard let known = known[failure.request], known.sources & sources != 0 else { return nil }
    let seconds = failure.seconds(latency: known.latency)
    for way in failure.ways {
      for second in seconds {
        let chain = failure.chain(way, second: second)
        let found = first(in: chain, way) { other in
          roles[other.source] == (isEdge ? .gateway : .edge)
            && (isEdge
              ? FailedRequest.areSame(failure, other) : FailedRequest.areSame(other, failure))
        }
        if let found { return found }
      }
    }
    return nil
  }

  /// Takes the newest entry of a chain that `accepts`; those that were taken leave the chain.
  private mutating func first(
    in chain: UInt64,
    _ way: Int,
    where accepts: (FailedRequest) -> Bool
  ) -> FailedRequest? {
    var before = Self.none
    var at = heads[chain] ?? Self.none
    var left = Self.looked
    while at >= 0, left > 0 {
      let next = entries[Int(at)].next[way]
      if !entries[Int(at)].isTaken {
        left -= 1
        guard accepts(entries[Int(at)].failure) else {
          (before, at) = (at, next)
          continue
        }
        entries[Int(at)].isTaken = true
        return entries[Int(at)].failure
      }
      if before >= 0 { entries[Int(before)].next[way] = next } else { heads[chain] = next }
      at = next
    }
    return nil
  }
}
