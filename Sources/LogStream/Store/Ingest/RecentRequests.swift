/// The last requests that one source has told of, by which one is found that it tells of twice.
///
/// Services that are made with Gin's own access log and another one besides write two lines a request;
/// others write a line of their own about a failure and then the access line. Two lines tell of one
/// request if they are of different kinds, agree in path, method and status, stand close to each other
/// and have nearly the same time. One line is the other of one only.
struct RecentRequests {
  /// How many requests are remembered.
  private static let length = 64
  /// Milliseconds between two lines about one request; a form may know whole seconds only.
  private static let together: Int64 = 2_000
  /// Zones differ by quarters of an hour, and one of two forms may not say its own.
  private static let quarter: Int64 = 900_000

  /// What a line says of a request, and in which way.
  struct Request {
    /// The way: the form of the line, and whether it is the application's own.
    var kind: UInt8
    /// Path, method and status.
    var key: UInt64
    /// When, in milliseconds.
    var time: Int64
    /// Whether it has a latency.
    var hasLatency: Bool
  }

  private var last: [Request] = []
  private var next = 0
  private var kinds: UInt8 = 0

  /// The flags of a line about a request: those of one that was told already, or none.
  mutating func flags(of request: Request) -> RowFlags {
    kinds |= 1 << request.kind
    if kinds.nonzeroBitCount > 1,
      let index = last.firstIndex(where: { Self.isOne($0, request) })
    {
      let completes = request.hasLatency && !last[index].hasLatency
      last[index].key = 0
      return completes ? [.repeated, .completing] : .repeated
    }
    if last.count < Self.length {
      last.append(request)
    } else {
      last[next] = request
      next = (next + 1) % Self.length
    }
    return []
  }

  private static func isOne(_ first: Request, _ second: Request) -> Bool {
    guard first.key == second.key, first.kind != second.kind else { return false }
    let apart = (first.time &- second.time).magnitude % UInt64(quarter)
    return min(apart, UInt64(quarter) - apart) <= UInt64(together)
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
    let isJSON = !line.isEmpty && line[0] == UInt8(ascii: "{")
    let isGin = ByteScan.matches("[GIN]", line, at: 0, to: line.count)
    hasLatency = !parsed.latency.isNaN
    let isOwn = !hasLatency && !parsed.message.isEmpty
    kind = (isJSON ? 0 : isGin ? 1 : 2) + (isOwn ? 3 : 0)
    key = 1 << 63 | UInt64(path) << 24 | UInt64(method) << 16 | UInt64(parsed.status)
    self.time = time
  }
}
