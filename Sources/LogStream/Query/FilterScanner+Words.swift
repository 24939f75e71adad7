import LogModel

extension FilterScanner {
  /// The bare word that comes next, perhaps empty.
  mutating func word(_ kind: WordKind) -> Word {
    let start = at
    var parts: [String] = []
    var wildcards: [Filter.TextPattern.Wildcard] = []
    var part: [UInt8] = []
    let hasSuffix = kind == .name || kind == .value
    while !isAtEnd, !endsWord(kind), !hasSuffix || at == start || suffixEnd == nil {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\\"), at + 1 < bytes.count {
        appendEscape(to: &part)
      } else if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") {
        parts.append(String(decoding: part, as: UTF8.self))
        wildcards.append(byte == UInt8(ascii: "*") ? .anything : .character)
        part = []
        at += 1
      } else {
        part.append(byte)
        at += 1
      }
    }
    parts.append(String(decoding: part, as: UTF8.self))
    return Word(
      pattern: Filter.TextPattern(parts: parts, wildcards: wildcards),
      range: start..<at
    )
  }

  /// The inside of the quoted text that comes next; nil where its quote is not closed.
  mutating func quoted() -> String? {
    var text: [UInt8] = []
    at += 1
    while !isAtEnd {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\"), at + 1 < bytes.count, isKnownEscape(bytes[at + 1]) {
        appendEscape(to: &text)
      } else {
        text.append(byte)
        at += 1
      }
    }
    return nil
  }

  /// The regular expression between slashes that comes next.
  ///
  /// Nil where the text is no expression: its next slash must end the word, which keeps `/ws/*` and
  /// `/ws/connect` paths. Where paths are expected, spaces must be escaped too.
  mutating func expression(allowsSpace: Bool) -> String? {
    guard next == UInt8(ascii: "/") else { return nil }
    var text: [UInt8] = []
    var ahead = at + 1
    while ahead < bytes.count {
      let byte = bytes[ahead]
      if byte == UInt8(ascii: "\\"), ahead + 1 < bytes.count {
        if bytes[ahead + 1] != UInt8(ascii: "/"), bytes[ahead + 1] != 0x20 { text.append(byte) }
        text.append(bytes[ahead + 1])
        ahead += 2
        continue
      }
      if byte == UInt8(ascii: "/") {
        let after = ahead + 1
        let ends =
          after >= bytes.count || spaceWidth(at: after) != nil || bytes[after] == UInt8(ascii: ")")
          || openBraces > 0 && bytes[after] == UInt8(ascii: "}")
        guard ends, !text.isEmpty else { return nil }
        at = after
        return String(decoding: text, as: UTF8.self)
      }
      if !allowsSpace, spaceWidth(at: ahead) != nil { return nil }
      text.append(byte)
      ahead += 1
    }
    return nil
  }

  /// Where Lucene's boost (`^2`), fuzziness (`~`, `~0.8`) or proximity ends that comes next; nil where
  /// none does: the word, phrase or group before it must end there.
  var suffixEnd: Int? {
    let sign = next
    guard sign == UInt8(ascii: "^") || sign == UInt8(ascii: "~") else { return nil }
    var end = at + 1
    while end < bytes.count, ByteScan.isDigit(bytes[end]) || bytes[end] == UInt8(ascii: ".") {
      end += 1
    }
    guard sign == UInt8(ascii: "~") || end > at + 1 else { return nil }
    var behind = self
    behind.at = end
    let ends =
      behind.isAtEnd || behind.isAtClosing || spaceWidth(at: end) != nil
      || sign == UInt8(ascii: "~") && behind.next == UInt8(ascii: "^")
    return ends ? end : nil
  }

  private func endsWord(_ kind: WordKind) -> Bool {
    if spaceWidth(at: at) != nil || isAtClosing { return true }
    switch bytes[at] {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""): return true
    case UInt8(ascii: ":"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="):
      return kind == .name
    case UInt8(ascii: "!"): return kind == .name && peek(1) == UInt8(ascii: "=")
    case UInt8(ascii: "]"), UInt8(ascii: "}"): return kind == .bound
    default: return false
    }
  }

  /// Passes over a backslash and what it protects, and appends that.
  private mutating func appendEscape(to text: inout [UInt8]) {
    at += 1
    let length = isKeyword("not") || isKeyword("and") ? 3 : isKeyword("or") ? 2 : 0
    if length > 0 {
      text += bytes[at..<at + length]
      at += length
      return
    }
    let letter = bytes[at]
    at += 1
    switch letter {
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      let unit = JSONText.codeUnit(bytes.span, at: at, to: bytes.count)
      if let scalar = unit.flatMap(Unicode.Scalar.init) {
        text += Array(String(scalar).utf8)
        at += 4
      } else {
        text.append(letter)
      }
    default: text.append(letter)
    }
  }

  private func isKnownEscape(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"), UInt8(ascii: "u"):
      true
    default: false
    }
  }
}
