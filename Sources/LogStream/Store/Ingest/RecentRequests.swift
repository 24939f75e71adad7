/// The last requests that one source has told of, by which one is found that it tells of twice.
///
/// Services that are made with Gin's own access log and another one besides write two lines a request;
/// others write a line of their own about a failure and then the access line. Two lines tell of one
/// request if they are of different kinds, agree in path, method and status, stand close to each other
/// and have nearly the same time. One line is the other of one only.
struct RecentRequests {
  /// How many requests are remembered; a power of two.
  private static let length = 64
  /// Milliseconds between two lines about one request; a form may know whole seconds only.
  private static let together: UInt64 = 2_000
  /// Zones differ by quarters of an hour, and one of two forms may not say its own.
  private static let quarter: UInt64 = 900_000

  /// What a line says of a request, and in which way, in one word.
  ///
  /// From the lowest bit on: status (16), method (8), path (32), kind (3), whether it has a latency.
  struct Request {
    fileprivate static let key: UInt64 = 1 << 56 - 1

    fileprivate var word: UInt64
    /// When, in milliseconds.
    fileprivate var time: Int64

    /// The way: the form of the line, and whether it is the application's own; 1 to 6.
    fileprivate var kind: UInt64 { word >> 56 & 7 }
    fileprivate var hasLatency: Bool { word >> 59 & 1 == 1 }
  }

  /// The requests' words, 0 where there is none or its other line was found.
  private var words = InlineArray<64, UInt64>(repeating: 0)
  private var times = InlineArray<64, Int64>(repeating: 0)
  private var next = 0
  private var kinds: UInt64 = 0

  /// The flags of a line about a request: those of one that was told already, or none.
  @inline(__always)
  mutating func flags(of request: Request) -> RowFlags {
    kinds |= 1 << request.kind
    // A log in which all lines are of one kind tells nothing twice.
    if kinds & (kinds &- 1) != 0, let found = take(request) { return found }
    words[next] = request.word
    times[next] = request.time
    next = (next &+ 1) & (Self.length &- 1)
    return []
  }

  /// Forgets the other line about a request, if there is one; the flags of what completes it.
  private mutating func take(_ request: Request) -> RowFlags? {
    for index in 0..<Self.length {
      let other = Request(word: words[index], time: times[index])
      guard other.word != 0, (other.word ^ request.word) & Request.key == 0,
        other.kind != request.kind
      else { continue }
      let apart = (other.time &- request.time).magnitude % Self.quarter
      guard min(apart, Self.quarter - apart) <= Self.together else { continue }
      words[index] = 0
      return request.hasLatency && !other.hasLatency ? [.repeated, .completing] : .repeated
    }
    return nil
  }
}

extension RecentRequests.Request {
  /// The request that a parsed line tells of; `line` is its text, `path` and `method` are ids.
  @inline(__always)
  init(
    _ parsed: ParsedLine,
    _ line: Span<UInt8>,
    path: UInt32,
    method: UInt8,
    time: Int64
  ) {
    var kind: UInt64 = 1
    if line.isEmpty || line[0] != UInt8(ascii: "{") {
      kind = ByteScan.matches("[GIN]", line, at: 0, to: line.count) ? 2 : 3
    }
    let hasLatency = !parsed.latency.isNaN
    if !hasLatency, !parsed.message.isEmpty { kind += 3 }
    word =
      UInt64(parsed.status) | UInt64(method) << 16 | UInt64(path) << 24 | kind << 56
      | (hasLatency ? 1 << 59 : 0)
    self.time = time
  }
}
