import LogModel

/// What syslog puts before a program's own text, as RFC 3164 and RFC 5424 write it.
struct SyslogPrefix {
  /// When the line was logged, in milliseconds.
  var time: Int64?
  /// The severity, where the line has a priority.
  var level: Level?
  /// Where the structured data of RFC 5424 stands, brackets included; empty without it.
  var data = 0..<0
  /// The host that wrote the line; empty where the prefix leaves it out.
  var host = 0..<0
  /// Where the program's own text stands.
  var content: Range<Int>

  /// The prefix, nil where the line has none.
  static func read(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) -> Self? {
    var at = range.lowerBound
    let end = range.upperBound
    let priority = priority(line, &at, end)
    if priority != nil, at + 1 < end, line[at] == UInt8(ascii: "1"), line[at + 1] == 0x20 {
      return readNew(line, at + 2, end, priority, &context.times)
    }
    guard let time = context.times.scan(line, at: at, to: end), time.end + 4 < end,
      line[time.end] == 0x20
    else { return nil }
    let isOld = ByteScan.isLetter(line[at])
    var host = time.end + 1..<TextScan.endOfWord(line, time.end + 1, end)
    guard !host.isEmpty, context.levels.level(line, host) == nil else { return nil }
    let afterHost = TextScan.skipSpace(line, host.upperBound, end)
    let start: Int
    if let tag = tag(line, afterHost, end), isOld || tag.hasProcess {
      start = tag.end
    } else if let tag = tag(line, host.lowerBound, end), tag.hasProcess || priority != nil {
      // Some relays leave the host out.
      start = tag.end
      host = 0..<0
    } else if priority != nil {
      start = afterHost
    } else {
      return nil
    }
    return Self(
      time: time.milliseconds,
      level: priority.flatMap(LevelNames.level(priority:)),
      host: host,
      content: start..<end
    )
  }

  /// `<30>`: facility times eight plus severity.
  private static func priority(_ line: Span<UInt8>, _ at: inout Int, _ end: Int) -> Int? {
    guard at < end, line[at] == UInt8(ascii: "<"),
      let close = ByteScan.first(UInt8(ascii: ">"), in: line, from: at, to: min(end, at + 5)),
      let value = NumberText.whole(line, at + 1..<close), value < 192
    else { return nil }
    at = close + 1
    return value
  }

  /// `program[4711]: ` or `program: `; where the text behind it begins.
  private static func tag(
    _ line: Span<UInt8>,
    _ start: Int,
    _ end: Int
  ) -> (
    end: Int, hasProcess: Bool
  )? {
    var at = start
    while at < end, at - start < 64, line[at] > 0x20, line[at] != UInt8(ascii: ":"),
      line[at] != UInt8(ascii: "[")
    { at += 1 }
    guard at > start, at < end, line[at] > 0x20 else { return nil }
    var hasProcess = false
    if line[at] == UInt8(ascii: "[") {
      guard let close = ByteScan.first(UInt8(ascii: "]"), in: line, from: at, to: min(end, at + 32))
      else { return nil }
      at = close + 1
      hasProcess = true
    }
    guard at < end, line[at] == UInt8(ascii: ":") else { return nil }
    return (TextScan.skipSpace(line, at + 1, end), hasProcess)
  }

  /// `TIME HOST APP PROCID MSGID DATA MSG` behind the version of RFC 5424.
  private static func readNew(
    _ line: Span<UInt8>,
    _ start: Int,
    _ end: Int,
    _ priority: Int?,
    _ times: inout TimeText
  ) -> Self? {
    let timeEnd = TextScan.endOfWord(line, start, end)
    let time = times.scan(line, at: start, to: timeEnd)
    guard time != nil || line[start] == UInt8(ascii: "-") else { return nil }
    var at = timeEnd
    var host = 0..<0
    for index in 0..<4 {
      at = TextScan.skipSpace(line, at, end)
      guard at < end else { return nil }
      let start = at
      at = TextScan.endOfWord(line, at, end)
      if index == 0, at > start + 1 { host = start..<at }
    }
    at = TextScan.skipSpace(line, at, end)
    let dataStart = at
    if at < end, line[at] == UInt8(ascii: "-") {
      at += 1
    } else {
      at = endOfData(line, at, end)
    }
    var content = TextScan.skipSpace(line, at, end)
    if ByteScan.matches("\u{feff}", line, at: content, to: end) { content += 3 }
    return Self(
      time: time?.milliseconds,
      level: priority.flatMap(LevelNames.level(priority:)),
      data: dataStart..<at,
      host: host,
      content: min(content, end)..<end
    )
  }

  /// Where the elements `[id name="value"]` end; inside a value a backslash hides quotes and brackets.
  private static func endOfData(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, line[at] == UInt8(ascii: "[") {
      var isQuoted = false
      while at < end, isQuoted || line[at] != UInt8(ascii: "]") {
        if line[at] == UInt8(ascii: "\"") { isQuoted.toggle() }
        at += line[at] == UInt8(ascii: "\\") && isQuoted ? 2 : 1
      }
      at = min(end, at + 1)
    }
    return at
  }
}
