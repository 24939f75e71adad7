import LogModel

/// The names and numbers that loggers give severities.
struct LevelNames: Sendable {
  /// The names, for whoever has no copy of its own at hand.
  static let shared = LevelNames()

  private let table: WordTable

  /// The known names.
  init() {
    self.table = WordTable(
      Self.names.flatMap { level, names in
        names.split(separator: " ").map { (word: String($0), value: UInt16(level.rawValue)) }
      }
    )
  }

  /// The severity named by the whole range, `ERROR+2` and `error:` included; nil for other words.
  func level(_ line: Span<UInt8>, _ range: Range<Int>) -> Level? {
    var count = 0
    while count < range.count, ByteScan.isLetter(line[range.lowerBound &+ count]) { count &+= 1 }
    if count < range.count {
      let next = line[range.lowerBound + count]
      guard next == UInt8(ascii: "+") || next == UInt8(ascii: "-") || next == UInt8(ascii: ":")
      else { return nil }
    }
    let value = table.value(line, at: range.lowerBound, count: count)
    return value == 0 ? nil : Level(rawValue: UInt8(truncatingIfNeeded: value))
  }

  /// The severity of pino's and bunyan's numbers (10 to 60) and, below 8, of syslog's.
  static func level(number: Int) -> Level? {
    switch number {
    case 0..<8: level(syslog: number)
    case 60...: .fatal
    case 50..<60: .error
    case 40..<50: .warn
    case 30..<40: .info
    case 20..<30: .debug
    case 10..<20: .trace
    default: nil
    }
  }

  /// The severity of syslog's numbers, 0 (emergency) to 7 (debug).
  static func level(syslog number: Int) -> Level? {
    switch number {
    case 0...2: .fatal
    case 3: .error
    case 4: .warn
    case 5, 6: .info
    case 7: .debug
    default: nil
    }
  }

  /// The severity of a syslog priority, which holds the facility too.
  static func level(priority: Int) -> Level? { level(syslog: priority & 7) }

  private static let names: [(Level, String)] = [
    (.trace, "trace trac trc verbose finest finer t v"),
    (.debug, "debug debu debg dbg fine d"),
    (.info, "info information informational inf notice note i n"),
    (.warn, "warn warning wrn w"),
    (.error, "error err erro eror severe e"),
    (.fatal, "fatal ftl fata panic pani pnc dpanic critical crit alert emergency emerg f c"),
  ]
}
