import LogModel

/// Recognises the raw lines of Go panics and of other stack traces that belong to one event.
struct PanicTracker: Sendable {
  /// A trace that is longer is no trace.
  private static let lineLimit = 1_000

  private var linesLeft = 0

  /// Whether the line before belonged to a panic that has not ended.
  var isInside: Bool { linesLeft > 0 }

  /// Ends the panic.
  mutating func end() { linesLeft = 0 }

  /// Counts one line of the panic; a line that only resets the colour ends it.
  mutating func advance(_ line: Span<UInt8>, _ range: Range<Int>) {
    linesLeft -= 1
    if line[range.lowerBound] == 0x1b,
      TextScan.skipColour(line, range.lowerBound, range.upperBound) == range.upperBound
    {
      linesLeft = 0
    }
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
