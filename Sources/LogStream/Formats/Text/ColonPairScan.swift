/// `key: value` pairs with commas between them, as EMQX writes them behind time and level:
/// `msg: mqtt_packet_received, mfa: emqx_channel:handle_in/2, peername: 127.0.0.1:62119, clientid: test`.
///
/// A value runs to the next `, key: `; it may hold commas and colons itself.
struct ColonPairScan {
  /// One pair.
  struct Pair {
    /// The key's bytes, quotes left out.
    var key: Range<Int>
    /// The value's bytes.
    var value: Range<Int>
  }

  private var at: Int
  private let end: Int

  /// Pairs between `start` and `end`.
  init(from start: Int, to end: Int) {
    self.at = start
    self.end = end
  }

  /// The next pair, nil where there is none.
  mutating func next(_ line: Span<UInt8>) -> Pair? {
    guard let (key, start) = Self.key(line, at: at, to: end) else { return nil }
    var stop = start
    while let comma = ByteScan.first(UInt8(ascii: ","), in: line, from: stop, to: end) {
      if comma + 2 < end, line[comma + 1] == 0x20, Self.key(line, at: comma + 2, to: end) != nil {
        at = comma + 2
        return Pair(key: key, value: start..<comma)
      }
      stop = comma + 1
    }
    at = end
    return Pair(key: key, value: start..<end)
  }

  /// Whether pairs of an event stand in the range: one of the first of them says which it is, or which
  /// function tells of it.
  static func holdsEvent(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var scan = ColonPairScan(from: range.lowerBound, to: range.upperBound)
    for _ in 0..<8 {
      guard let pair = scan.next(line) else { return false }
      if ByteScan.matches("msg: ", line, at: pair.key.lowerBound, to: range.upperBound)
        || ByteScan.matches("mfa: ", line, at: pair.key.lowerBound, to: range.upperBound)
      {
        return true
      }
    }
    return false
  }

  /// The key at an offset, and where its value begins.
  private static func key(_ line: Span<UInt8>, at start: Int, to end: Int) -> (Range<Int>, Int)? {
    let quote = UInt8(ascii: "'")
    let isQuoted = start < end && line[start] == quote
    let first = isQuoted ? start + 1 : start
    var at = first
    while at < end, isKeyByte(line[at]) { at += 1 }
    let key = first..<at
    if isQuoted {
      guard at < end, line[at] == quote else { return nil }
      at += 1
    }
    guard !key.isEmpty, at + 1 < end, line[at] == UInt8(ascii: ":"), line[at + 1] == 0x20 else {
      return nil
    }
    return (key, at + 2)
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    ByteScan.isLetter(byte) || ByteScan.isDigit(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "$")
  }
}

extension FormatContext {
  /// Keeps the pairs whose keys are known, where the range holds pairs of an event; what Erlang calls
  /// `undefined` is absent.
  mutating func offerColonPairs(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard ColonPairScan.holdsEvent(line, range) else { return false }
    var scan = ColonPairScan(from: range.lowerBound, to: range.upperBound)
    while let pair = scan.next(line) {
      let name = names.number(line, at: pair.key.lowerBound, count: pair.key.count)
      guard name != 0,
        !ByteScan.matches("undefined", line, at: pair.value.lowerBound, to: pair.value.upperBound)
      else { continue }
      found.offer(names[name], named: name, line, pair.value, kind: .text)
    }
    if found[.message].isAbsent { found.offer(.message, range, rank: 1) }
    return true
  }
}
