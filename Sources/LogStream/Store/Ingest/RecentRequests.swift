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
  /// Their rows, negative where they are not known any more.
  private var rows = InlineArray<64, Int32>(repeating: -1)
  /// How many have been remembered since the beginning.
  private var stored = 0
  /// The first of them whose other line did not come.
  private var firstWords = InlineArray<64, UInt64>(repeating: 0)
  private var firstTimes = InlineArray<64, Int64>(repeating: 0)
  private var kinds: UInt64 = 0

  /// The flags of a row about a request: those of one that was told already, or none.
  @inline(__always)
  mutating func flags(of request: Request, row: Int) -> RowFlags {
    kinds |= 1 << request.kind
    // A log in which all lines are of one kind tells nothing twice.
    if kinds & (kinds &- 1) != 0, let found = take(request) { return found }
    let slot = stored & (Self.length &- 1)
    words[slot] = request.word
    times[slot] = request.time
    rows[slot] = Int32(truncatingIfNeeded: row)
    if stored < Self.length {
      firstWords[slot] = request.word
      firstTimes[slot] = request.time
    }
    stored &+= 1
    return []
  }

  /// Forgets the other line about a request, if there is one; the flags of what completes it.
  private mutating func take(_ request: Request) -> RowFlags? {
    for index in 0..<Self.length {
      let other = Request(word: words[index], time: times[index])
      guard Self.isOther(other, of: request) else { continue }
      forget(index)
      return Self.flags(of: request, after: other)
    }
    return nil
  }

  /// Forgets the request at a place, also among the first where it is one of them.
  private mutating func forget(_ slot: Int) {
    words[slot] = 0
    if stored <= Self.length + slot { firstWords[slot] = 0 }
  }

  private static func flags(of request: Request, after other: Request) -> RowFlags {
    request.hasLatency && !other.hasLatency ? [.repeated, .completing] : .repeated
  }

  /// Says that the rows so far stand elsewhere now.
  mutating func forgetRows() { rows = InlineArray(repeating: -1) }

  /// The rows at the end of a block of the past that tell of a request of which the lines behind it, read
  /// before, have told first of all; with their flags.
  mutating func repeated(before following: RecentRequests) -> [(row: Int, flags: RowFlags)] {
    let kinds = kinds | following.kinds
    guard kinds & (kinds &- 1) != 0 else { return [] }
    var found: [(row: Int, flags: RowFlags)] = []
    var following = following
    for slot in 0..<Self.length where words[slot] != 0 && rows[slot] >= 0 {
      let request = Request(word: words[slot], time: times[slot])
      for index in 0..<Self.length {
        let other = Request(word: following.firstWords[index], time: following.firstTimes[index])
        guard Self.isOther(other, of: request) else { continue }
        following.firstWords[index] = 0
        found.append((Int(rows[slot]), Self.flags(of: request, after: other)))
        forget(slot)
        break
      }
    }
    return found
  }

  /// Whether a remembered line is the other one about a request.
  @inline(__always)
  private static func isOther(_ other: Request, of request: Request) -> Bool {
    guard other.word != 0, (other.word ^ request.word) & Request.key == 0,
      other.kind != request.kind
    else { return false }
    let apart = (other.time &- request.time).magnitude % quarter
    return min(apart, quarter - apart) <= together
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
