import LogModel

/// Recognises the raw lines of Go panics and of other stack traces that belong to one event.
struct PanicTracker: Sendable {
  /// A trace that is longer is no trace.
  private static let lineLimit = 1_000

  private var linesLeft = 0
  /// Whether the panic's own text has not come yet.
  private(set) var awaitsCause = false
  /// Whether lines of the request stand before it, as Gin writes them in debug mode.
  private var isInRequest = false

  /// Whether the line before belonged to a panic that has not ended.
  var isInside: Bool { linesLeft > 0 }

  /// Ends the panic.
  mutating func end() { linesLeft = 0 }

  /// Counts one line of the panic, and says whether it is what the panic says; a line that only resets the
  /// colour ends it.
  mutating func advance(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    linesLeft -= 1
    if line[range.lowerBound] == 0x1b,
      TextScan.skipColour(line, range.lowerBound, range.upperBound) == range.upperBound
    {
      linesLeft = 0
    }
    guard awaitsCause, linesLeft > 0 else { return false }
    if Self.isRequestLine(line, range) { isInRequest = true }
    if isInRequest, Self.isRequestLine(line, range) || Self.isHeader(line, range) { return false }
    awaitsCause = false
    return line[range.lowerBound] != UInt8(ascii: "/")
  }

  /// The part of Gin's first line about a recovered panic that is no prefix; nil for other lines.
  static func recovered(_ line: Span<UInt8>, _ text: Range<Int>) -> Range<Int>? {
    guard ByteScan.matches("[Recovery]", line, at: text.lowerBound, to: text.upperBound) else {
      return nil
    }
    let count = "panic recovered:".utf8.count
    let start = text.upperBound - count
    guard start > text.lowerBound,
      ByteScan.matches("panic recovered:", line, at: start, to: text.upperBound)
    else { return nil }
    return start..<text.upperBound
  }

  private static func isRequestLine(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let version = range.upperBound - " HTTP/1.1".utf8.count
    return version > range.lowerBound
      && ByteScan.matches(" HTTP/", line, at: version, to: range.upperBound)
  }

  /// Headers are written with capitals, causes hardly are; the empty line between them is not seen here.
  private static func isHeader(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    guard at < range.upperBound, (0x41...0x5a).contains(line[at]) else { return false }
    while at < range.upperBound, ByteScan.isLetter(line[at]) || line[at] == UInt8(ascii: "-") {
      at += 1
    }
    return ByteScan.matches(": ", line, at: at, to: range.upperBound)
  }

  /// The severity of the panic that the text starts, nil where it starts none.
  ///
  /// A recovered panic fails one request; one that was not recovered ends the process.
  mutating func start(_ line: Span<UInt8>, _ text: Range<Int>) -> Level? {
    let (first, end) = (text.lowerBound, text.upperBound)
    let level: Level
    if ByteScan.matches("[Recovery]", line, at: first, to: end)
      || ByteScan.matches("http: panic serving", line, at: first, to: end)
    {
      level = .error
    } else if ByteScan.matches("panic: ", line, at: first, to: end)
      || ByteScan.matches("fatal error: ", line, at: first, to: end)
    {
      level = .fatal
    } else {
      return nil
    }
    linesLeft = Self.lineLimit
    awaitsCause = Self.recovered(line, text) != nil
    isInRequest = false
    return level
  }

  /// Whether the line continues the one before it by its look: a stack frame, an indented line.
  static func continues(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let first = range.first else { return true }
    let end = range.upperBound
    if line[first] == 0x09 || line[first] == 0x20 { return true }
    if TextScan.skipColour(line, first, end) == end { return true }
    return ByteScan.matches("goroutine ", line, at: first, to: end)
      || ByteScan.matches("created by ", line, at: first, to: end)
      || ByteScan.matches("Error #", line, at: first, to: end)
      || ByteScan.matches("Caused by: ", line, at: first, to: end)
      || ByteScan.matches("Traceback (most recent", line, at: first, to: end)
      || ByteScan.matches("[signal ", line, at: first, to: end)
  }
}
