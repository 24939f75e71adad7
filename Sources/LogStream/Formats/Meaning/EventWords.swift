/// The words of an event, a reason or a message that tell what happened to a connection.
struct EventWords: OptionSet, Sendable {
  let rawValue: UInt16

  /// A connection is spoken of: `ws`, `client`, `session`.
  static let subject = EventWords(rawValue: 1)
  /// A heartbeat is spoken of: `heartbeat`, `ping`, `keepalive`.
  static let heartbeat = EventWords(rawValue: 2)
  /// Something did not come in time: `timeout`, `missed`.
  static let overdue = EventWords(rawValue: 4)
  /// Something began: `open`, `connected`.
  static let opened = EventWords(rawValue: 8)
  /// Something ended: `close`, `disconnected`.
  static let closed = EventWords(rawValue: 16)
  /// Something did not work: `failed`, `rejected`.
  static let failed = EventWords(rawValue: 32)
  /// It ended badly: `abnormal`, `reset`, `1006`.
  static let abnormal = EventWords(rawValue: 64)
  /// Something came to be, which of a connection means that it began: `created`.
  static let created = EventWords(rawValue: 128)

  /// Whether a heartbeat did not come in time.
  var tellsHeartbeatTimeout: Bool { isSuperset(of: [.heartbeat, .overdue]) }

  /// The table of words; each one's value is its set.
  static func table() -> WordTable {
    WordTable(
      words.flatMap { set, words in
        words.split(separator: " ").map { (word: String($0), value: set.rawValue) }
      }
    )
  }

  private static let words: [(EventWords, String)] = [
    (.subject, "ws websocket client connection conn session socket peer"),
    (.heartbeat, "heartbeat heartbeats ping pong keepalive"),
    (.overdue, "timeout timedout timed missed expired overdue"),
    (.opened, "open opened connect connected established upgraded accepting accepted"),
    (.closed, "close closed closing disconnect disconnected terminated closure"),
    (.created, "created"),
    ([.closed, .abnormal], "lost dropped"),
    (.failed, "fail failed fails failure error errors refused reject rejected denied cannot"),
    (.abnormal, "abnormal abnormally reset unexpected unexpectedly broken 1006"),
    ([.heartbeat, .overdue], "heartbeat_timeout heartbeattimeout pingtimeout keepalivetimeout"),
  ]
}

extension WordTable {
  /// The sets of all words in the first part of a range, taken together.
  func eventWords(_ line: Span<UInt8>, _ range: Range<Int>, limit: Int = 200) -> EventWords {
    var words: EventWords = []
    let end = min(range.upperBound, range.lowerBound &+ limit)
    var at = range.lowerBound
    while at < end {
      var wordEnd = at
      while wordEnd < end, ByteScan.isLetter(line[wordEnd]) || ByteScan.isDigit(line[wordEnd]) {
        wordEnd &+= 1
      }
      if wordEnd > at, wordEnd &- at <= 16 {
        words.formUnion(EventWords(rawValue: value(line, at: at, count: wordEnd &- at)))
      }
      at = wordEnd &+ 1
    }
    return words
  }
}
