/// `key=value` pairs in plain text.
///
/// A value runs to the next ` key=`, so that an unquoted error text with spaces stays whole; a quoted
/// value runs to its closing quote. `Pair.cut` ends the values that are no text.
struct KeyValueScan {
  /// One pair.
  struct Pair {
    /// The key's bytes.
    var key: Range<Int>
    /// The value's bytes, quotes left out.
    var value: Range<Int>
    /// Whether backslash escapes are in the value.
    var isEscaped: Bool
    /// Whether the value stands in quotes.
    var isQuoted = false
  }

  private var at: Int
  private let end: Int
  private let isStrict: Bool

  /// Pairs between `start` and `end`; a strict scan ends unquoted values at the first space.
  init(from start: Int, to end: Int, isStrict: Bool = false) {
    self.at = start
    self.end = end
    self.isStrict = isStrict
  }

  /// The next pair, nil where there is none.
  mutating func next(_ line: Span<UInt8>) -> Pair? {
    guard let (key, sign) = Self.nextKey(line, from: at, to: end) else { return nil }
    let start = sign + 1
    if start < end, line[start] == UInt8(ascii: "\"") {
      var close = start + 1
      var isEscaped = false
      while close < end, line[close] != UInt8(ascii: "\"") {
        if line[close] == UInt8(ascii: "\\") {
          isEscaped = true
          close += 1
        }
        close += 1
      }
      close = min(close, end)
      at = min(end, close + 1)
      return Pair(key: key, value: start + 1..<close, isEscaped: isEscaped, isQuoted: true)
    }
    var stop = isStrict ? TextScan.endOfWord(line, start, end) : end
    if !isStrict, let (following, _) = Self.nextKey(line, from: start, to: end) {
      stop = following.lowerBound
    }
    if !isStrict { stop = Self.closing(line, key.lowerBound, start..<stop) ?? stop }
    at = stop
    return Pair(key: key, value: TextScan.trimmedEnd(line, start..<stop), isEscaped: false)
  }

  /// Where the bracket closes inside of a value that opened in the words before its key:
  /// `[KafkaServer id=1] started`.
  private static func closing(_ line: Span<UInt8>, _ key: Int, _ value: Range<Int>) -> Int? {
    let (start, end) = (value.lowerBound, value.upperBound)
    guard let close = ByteScan.first(UInt8(ascii: "]"), in: line, from: start, to: end),
      ByteScan.first(UInt8(ascii: "["), in: line, from: start, to: close) == nil
    else { return nil }
    var at = key
    while at > 0, key - at < 80, line[at] != UInt8(ascii: "]") {
      at -= 1
      if line[at] == UInt8(ascii: "[") { return close }
    }
    return nil
  }

  /// The next key and the offset of its equals sign.
  static func nextKey(_ line: Span<UInt8>, from start: Int, to end: Int) -> (Range<Int>, Int)? {
    var from = start
    while let sign = ByteScan.first(UInt8(ascii: "="), in: line, from: from, to: end) {
      // A comparison is no pair.
      if sign + 1 < end, line[sign + 1] == UInt8(ascii: "=") {
        from = sign + 2
        continue
      }
      var first = sign
      while first > start, isKeyByte(line[first - 1]) { first -= 1 }
      if first < sign, first == start || line[first - 1] == 0x20 || line[first - 1] == 0x09,
        ByteScan.isLetter(line[first]) || line[first] == UInt8(ascii: "_")
          || line[first] == UInt8(ascii: "@") || line[first] >= 0x80
      {
        return (first..<sign, sign)
      }
      from = sign + 1
    }
    return nil
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    ByteScan.isLetter(byte) || ByteScan.isDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@")
      || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#")
  }
}

extension FormatContext {
  /// Keeps the pairs whose keys are known; how many pairs there were in all.
  mutating func offerPairs(_ line: Span<UInt8>, from start: Int, to end: Int, isStrict: Bool) -> Int
  {
    var prose: Int?
    return offerPairs(line, from: start, to: end, isStrict: isStrict, proseEnd: &prose)
  }

  /// The same, and where the last words behind a value end, where there are any.
  mutating func offerPairs(
    _ line: Span<UInt8>,
    from start: Int,
    to end: Int,
    isStrict: Bool,
    proseEnd: inout Int?
  ) -> Int {
    var scan = KeyValueScan(from: start, to: end, isStrict: isStrict)
    var count = 0
    while var pair = scan.next(line) {
      count += 1
      let fullEnd = pair.value.upperBound
      var name = names.number(line, at: pair.key.lowerBound, count: pair.key.count)
      let isMember = name == 0
      if isMember { name = memberNumber(line, pair.key) }
      if !isStrict, pair.cut(line, slot: name == 0 ? nil : names[name].slot) {
        proseEnd = fullEnd
      }
      guard name != 0 else { continue }
      found.offer(
        names[name],
        named: name,
        line,
        pair.value,
        kind: pair.isEscaped ? .escapedText : .text,
        isNested: isMember
      )
    }
    return count
  }

  /// The number of the last part of a dotted name, `latency` of `http.latency`, where the first is the name
  /// of a group.
  private func memberNumber(_ line: Span<UInt8>, _ key: Range<Int>) -> UInt16 {
    let (start, end) = (key.lowerBound, key.upperBound)
    guard let dot = ByteScan.first(UInt8(ascii: "."), in: line, from: start, to: end) else {
      return 0
    }
    let group = names.number(line, at: start, count: dot - start)
    guard group != 0, names[group].slot == .group || names[group].slot == .requestLine else {
      return 0
    }
    return names.number(line, at: dot + 1, count: end - dot - 1)
  }
}
