/// Walks an RE2 expression once, refusing what only PCRE2 has.
struct RE2Scanner {
  /// The largest repeat count of RE2.
  private static let maximumRepeat = 1000

  private let source: [UInt8]
  private var position = 0
  /// Whether the last item was a repetition, which RE2 does not repeat again.
  private var afterRepetition = false
  /// The expression for PCRE2.
  private(set) var output: [UInt8] = []
  /// From which offset of `output` on it is how many bytes ahead of the source.
  private(set) var shifts: [(from: Int, by: Int)] = []

  /// A scanner at the start of `source`.
  init(_ source: [UInt8]) {
    self.source = source
    output.reserveCapacity(source.count)
  }

  /// Reads to the end.
  mutating func scan() throws(PatternError) {
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\\"):
        try escape(inClass: false)
        afterRepetition = false
      case UInt8(ascii: "["):
        try characterClass()
        afterRepetition = false
      case UInt8(ascii: "("):
        try openGroup()
        afterRepetition = false
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"):
        try repetition()
      default:
        take()
        afterRepetition = false
      }
    }
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < source.count ? source[position + distance] : nil
  }

  private func startsWith(_ text: String) -> Bool {
    source[position...].starts(with: text.utf8)
  }

  private mutating func take(_ count: Int = 1) {
    let end = min(position + count, source.count)
    output += source[position..<end]
    position = end
  }

  private func refuse(_ construct: String) -> PatternError {
    .unsupported(construct: construct, offset: position)
  }
}

extension RE2Scanner {
  private mutating func openGroup() throws(PatternError) {
    guard peek(1) != UInt8(ascii: "*") else { throw refuse("a verb, (*...),") }
    guard peek(1) == UInt8(ascii: "?") else { return take() }
    for (opening, construct) in Self.refusedGroups where startsWith(opening) {
      throw refuse("\(construct), \(opening)...),")
    }
    if startsWith("(?P<") || startsWith("(?<") {
      let name = source[position...].prefix { $0 != UInt8(ascii: ">") }
      return take(name.count)
    }
    take(2)
    while let byte = peek(), byte != UInt8(ascii: ":"), byte != UInt8(ascii: ")") {
      guard "imsU-".utf8.contains(byte) else {
        throw refuse("the group option \(Character(UnicodeScalar(byte)))")
      }
      take()
    }
    take()
  }

  private static let refusedGroups: [(opening: String, construct: String)] = [
    ("(?=", "look-ahead"), ("(?!", "look-ahead"), ("(?<=", "look-behind"), ("(?<!", "look-behind"),
    ("(?>", "an atomic group"), ("(?|", "a branch reset"), ("(?#", "a comment"),
    ("(?(", "a condition"), ("(?R", "recursion"), ("(?&", "a subroutine call"),
    ("(?P>", "a subroutine call"), ("(?P=", "a back-reference"), ("(?C", "a callout"),
    ("(?'", "a quoted group name"),
  ]

  private mutating func repetition() throws(PatternError) {
    if peek() == UInt8(ascii: "{") {
      guard let length = try countedRepetition() else {
        output += [UInt8(ascii: "\\")]
        shift(by: 1)
        afterRepetition = false
        return take()
      }
      guard !afterRepetition else { throw refuse("a repetition of a repetition") }
      take(length)
    } else {
      guard !afterRepetition else {
        throw refuse(
          peek() == UInt8(ascii: "+")
            ? "a possessive repetition" : "a repetition of a repetition"
        )
      }
      take()
    }
    if peek() == UInt8(ascii: "?") { take() }
    afterRepetition = true
  }

  /// The length of `{n}`, `{n,}` or `{n,m}` at the position; nil when the brace stands for itself.
  private func countedRepetition() throws(PatternError) -> Int? {
    let body = source[(position + 1)...].prefix { $0 != UInt8(ascii: "}") }
    guard position + 1 + body.count < source.count else { return nil }
    let parts = body.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty, parts.count <= 2,
      parts.allSatisfy({ $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
    else { return nil }
    for part in parts where !part.isEmpty {
      guard let count = Int(String(decoding: part, as: UTF8.self)), count <= Self.maximumRepeat
      else { throw refuse("a repeat count over \(Self.maximumRepeat)") }
    }
    return body.count + 2
  }

  private mutating func characterClass() throws(PatternError) {
    take()
    if peek() == UInt8(ascii: "^") { take() }
    if peek() == UInt8(ascii: "]") { take() }
    while let byte = peek(), byte != UInt8(ascii: "]") {
      if byte == UInt8(ascii: "\\") {
        try escape(inClass: true)
      } else if startsWith("[:") {
        let name = source[position...].prefix { $0 != UInt8(ascii: "]") }
        take(name.count + 1)
      } else if startsWith("[.") || startsWith("[=") {
        output += [UInt8(ascii: "\\")]
        shift(by: 1)
        take()
      } else {
        take()
      }
    }
    take()
  }

  private mutating func escape(inClass: Bool) throws(PatternError) {
    guard let letter = peek(1) else { return take() }
    switch letter {
    case UInt8(ascii: "v"):
      output += Array("\\x0b".utf8)
      position += 2
      shift(by: 2)
    case UInt8(ascii: "Q") where !inClass:
      quotedText()
    case 0x31...0x39:
      throw refuse("a back-reference")
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"):
      guard !inClass else { throw refuse("\\\(Character(UnicodeScalar(letter))) in a class") }
      take(2)
    case let byte where Self.isLetter(byte) && !"adDfnprPsStwWxQE".utf8.contains(byte):
      throw refuse("\\\(Character(UnicodeScalar(byte)))")
    default:
      take(2)
      if "pPx".utf8.contains(letter), peek() == UInt8(ascii: "{") {
        take(source[position...].prefix { $0 != UInt8(ascii: "}") }.count + 1)
      }
    }
  }

  private mutating func quotedText() {
    take(2)
    while position < source.count, !startsWith("\\E") { take() }
    take(2)
  }

  private mutating func shift(by count: Int) {
    shifts.append((from: output.count, by: (shifts.last?.by ?? 0) + count))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a
  }
}
