/// What somebody who gathers lines of programs puts before each of them.
struct LinePrefix {
  /// Who does.
  enum Kind: String, Sendable {
    /// The container runtime of Kubernetes: `2016-10-06T00:17:09.669794202Z stdout F line`.
    case runtime = "CRI"
    /// `docker logs -t`, `kubectl logs --timestamps`: a time with its zone and a space.
    case time = "timestamps"
    /// `kubectl logs --prefix`: `[pod/name/container] line`.
    case kubectl
    /// `stern`: `pod container line`, perhaps in colours.
    case stern
    /// `docker compose logs`, `docker service logs`: `name-1  | line`, perhaps in colours.
    case compose
  }

  /// Who put it there.
  var kind: Kind
  /// When the line was taken, in milliseconds.
  var time: Int64?
  /// The pod or container; empty where the prefix names none.
  var instance = 0..<0
  /// What tells the writer from others: pod and container; empty where the prefix names none.
  var writer = 0..<0
  /// The stream of a container runtime.
  var stream: UInt8 = 0
  /// Whether the line was too long for one piece and goes on in the next.
  var isPartial = false
  /// Whether it can be nothing else; else what follows must have a form of its own, or the same prefix
  /// must have been seen before such a line.
  var isCertain = true
  /// Where the program's own line stands.
  var content: Range<Int>

  /// The prefix, nil where the line, which is not empty, has none.
  static func read(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) -> Self? {
    switch line[range.lowerBound] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): timed(line, range, &context.times)
    case UInt8(ascii: "["): kubectl(line, range)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x1b: named(line, range, context.levels)
    default: nil
    }
  }

  /// Whether the range begins as lines of a known form do, whatever wrote them.
  static func opensForm(_ line: Span<UInt8>, _ range: Range<Int>, _ times: inout TimeText) -> Bool {
    let end = range.upperBound
    let at = TextScan.skipColours(line, range.lowerBound, end)
    guard at + 8 < end else { return false }
    switch line[at] {
    case UInt8(ascii: "{"): return true
    case UInt8(ascii: "["):
      return ByteScan.matches("[GIN", line, at: at, to: end)
        || times.scan(line, at: at + 1, to: end) != nil
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let isDate = line[at + 4] == UInt8(ascii: "-") || line[at + 4] == UInt8(ascii: "/")
      return isDate && times.scan(line, at: at, to: end) != nil
    case UInt8(ascii: "I"), UInt8(ascii: "W"), UInt8(ascii: "E"), UInt8(ascii: "F"):
      // glog's: a letter, month and day.
      return (at + 1..<at + 5).allSatisfy { ByteScan.isDigit(line[$0]) } && line[at + 5] == 0x20
    case UInt8(ascii: "t"), UInt8(ascii: "l"):
      return ByteScan.matches("time=", line, at: at, to: end)
        || ByteScan.matches("ts=", line, at: at, to: end)
        || ByteScan.matches("level=", line, at: at, to: end)
    default: return false
    }
  }

  private static func timed(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ times: inout TimeText
  ) -> Self? {
    let (start, end) = (range.lowerBound, range.upperBound)
    guard range.count > 22, line[start + 10] == UInt8(ascii: "T") else { return nil }
    let timeEnd = TextScan.endOfWord(line, start, end)
    let stream = TextScan.skipSpace(line, timeEnd, end)
    if ByteScan.matches("stdout ", line, at: stream, to: end)
      || ByteScan.matches("stderr ", line, at: stream, to: end)
    {
      return runtime(line, start..<timeEnd, stream, end, &times)
    }
    guard let time = times.scan(line, at: start, to: timeEnd), time.end == timeEnd, time.isZoned
    else { return nil }
    // What a runtime says has more digits than most loggers write.
    var prefix = Self(kind: .time, time: time.milliseconds, content: min(timeEnd + 1, end)..<end)
    prefix.isCertain = timeEnd - start >= 28 && line[start + 19] == UInt8(ascii: ".")
    return prefix
  }

  private static func runtime(
    _ line: Span<UInt8>,
    _ time: Range<Int>,
    _ stream: Int,
    _ end: Int,
    _ times: inout TimeText
  ) -> Self? {
    guard stream + 8 <= end,
      let read = times.scan(line, at: time.lowerBound, to: time.upperBound)
    else { return nil }
    let tag = line[stream + 7]
    guard tag == UInt8(ascii: "F") || tag == UInt8(ascii: "P") else { return nil }
    var prefix = Self(
      kind: .runtime,
      time: read.milliseconds,
      content: min(stream + 9, end)..<end
    )
    prefix.stream = line[stream + 3]
    prefix.isPartial = tag == UInt8(ascii: "P")
    return prefix
  }

  private static func kubectl(_ line: Span<UInt8>, _ range: Range<Int>) -> Self? {
    let (start, end) = (range.lowerBound, range.upperBound)
    let limit = min(end, start + 330)
    guard ByteScan.matches("[pod/", line, at: start, to: end),
      let close = ByteScan.first(UInt8(ascii: "]"), in: line, from: start, to: limit),
      let slash = ByteScan.first(UInt8(ascii: "/"), in: line, from: start + 5, to: close)
    else { return nil }
    var prefix = Self(kind: .kubectl, content: min(close + 2, end)..<end)
    prefix.instance = start + 5..<slash
    prefix.writer = start..<close
    return prefix
  }

  /// `name-1  | line` and `pod container line`.
  private static func named(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ levels: LevelNames
  ) -> Self? {
    let end = range.upperBound
    let start = TextScan.skipColours(line, range.lowerBound, end)
    let nameEnd = endOfName(line, start, end)
    var at = TextScan.skipColours(line, nameEnd, end)
    guard nameEnd - start >= 2, at < end, line[at] == 0x20 else { return nil }
    let bar = TextScan.skipColour(line, at, end)
    if bar < end, line[bar] == UInt8(ascii: "|") {
      at = TextScan.skipColours(line, bar + 1, end)
      guard at == end || line[at] == 0x20, levels.level(line, start..<nameEnd) == nil else {
        return nil
      }
      var prefix = Self(kind: .compose, content: min(at + 1, end)..<end)
      prefix.instance = start..<nameEnd
      prefix.writer = prefix.instance
      prefix.isCertain = isNumbered(line, start..<nameEnd)
      return prefix
    }
    let second = TextScan.skipColours(line, at + 1, end)
    let secondEnd = endOfName(line, second, end)
    at = TextScan.skipColours(line, secondEnd, end)
    guard secondEnd > second, at < end, line[at] == 0x20,
      (start..<nameEnd).contains(where: { line[$0] == UInt8(ascii: "-") }),
      isLower(line, start..<nameEnd), isLower(line, second..<secondEnd)
    else { return nil }
    var prefix = Self(kind: .stern, content: at + 1..<end)
    prefix.instance = start..<nameEnd
    prefix.writer = start..<secondEnd
    prefix.isCertain = false
    return prefix
  }

  /// Whether a name ends as those that compose gives its containers, or names a node of a swarm.
  private static func isNumbered(_ line: Span<UInt8>, _ name: Range<Int>) -> Bool {
    var at = name.upperBound
    while at > name.lowerBound, ByteScan.isDigit(line[at - 1]) { at -= 1 }
    let hasNumber =
      at < name.upperBound && at > name.lowerBound
      && (line[at - 1] == UInt8(ascii: "-") || line[at - 1] == UInt8(ascii: "_"))
    return hasNumber || name.contains { line[$0] == UInt8(ascii: "@") }
  }

  private static func endOfName(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    let limit = min(end, start + 255)
    while at < limit {
      let byte = line[at]
      let isPart =
        ByteScan.isLetter(byte) || ByteScan.isDigit(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@")
      guard isPart else { return at }
      at += 1
    }
    return at
  }

  private static func isLower(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.allSatisfy { line[$0] | 0x20 == line[$0] && line[$0] != UInt8(ascii: "_") }
  }
}
