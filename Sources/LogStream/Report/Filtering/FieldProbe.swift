import LogModel

/// Looks for a field of the log's own in a raw line, without reading the record whole.
///
/// It decides where the line is one JSON object or logfmt, the name is plain ASCII and no secret is
/// near; else the record must be read.
struct FieldProbe: Sendable {
  /// The name in lower case, nested names joined by dots.
  private let name: [UInt8]

  /// A probe for the field; nil where only the record read whole can tell.
  init?(name: String) {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x80 }),
      !SecretNames.contains(name.utf8.span)
    else { return nil }
    self.name = bytes
  }

  /// Whether one of the fields of that name satisfies `test`.
  func verdict(_ text: Span<UInt8>, _ flags: RowFlags, _ test: ValueTest) -> ColumnVerdict {
    guard text.count > 1, flags.contains(.understood) else { return .text }
    if text[0] == UInt8(ascii: "{") {
      var walk = Walk(test)
      walk.at = 1
      return walk.members(text, name.span, depth: 1) ? walk.verdict : .text
    }
    let end = ByteScan.first(0x0a, in: text, from: 0, to: text.count) ?? text.count
    guard KeyValueScan.nextKey(text, from: 0, to: end)?.0.lowerBound == 0 else { return .text }
    return pairs(text, end, test)
  }

  private func pairs(_ text: Span<UInt8>, _ end: Int, _ test: ValueTest) -> ColumnVerdict {
    let end = end > 0 && text[end - 1] == 0x0d ? end - 1 : end
    var walk = Walk(test)
    var scan = KeyValueScan(from: 0, to: end, isStrict: true)
    while walk.verdict != .yes, let pair = scan.next(text) {
      guard Walk.relation(of: pair.key, in: text, to: name.span) == .same else { continue }
      walk.take(text, pair.value, isEscaped: pair.isEscaped)
    }
    return walk.verdict
  }
}

/// A walk over the members of a JSON object.
private struct Walk {
  let test: ValueTest
  var at = 0
  private(set) var verdict = ColumnVerdict.no

  init(_ test: ValueTest) { self.test = test }

  /// What a member's name is to the wanted one.
  enum Relation: Equatable {
    case other
    case same
    /// The wanted name goes on behind so many bytes and a dot.
    case parent(Int)
  }

  /// How the name at `range` is related to the wanted one, whatever the case.
  static func relation(
    of range: Range<Int>,
    in text: Span<UInt8>,
    to name: Span<UInt8>
  ) -> Relation {
    guard range.count <= name.count else { return .other }
    for offset in 0..<range.count
    where ByteScan.lowercased(text[range.lowerBound &+ offset]) != name[offset] { return .other }
    if range.count == name.count { return .same }
    return name[range.count] == UInt8(ascii: ".") ? .parent(range.count) : .other
  }

  /// Whether the member holds a line of a program whole: Docker's `log`, the journal's `MESSAGE`.
  @inline(__always)
  private static func isWrapped(_ text: Span<UInt8>, _ key: Range<Int>) -> Bool {
    switch key.count {
    case 3: ByteScan.matches("log", text, at: key.lowerBound, to: key.upperBound)
    case 7:
      text[key.lowerBound] == UInt8(ascii: "M")
        && ByteScan.matches("message", text, at: key.lowerBound, to: key.upperBound)
    default: false
    }
  }

  /// Looks at the members behind an opening brace; false where the line does not tell.
  mutating func members(_ text: Span<UInt8>, _ name: Span<UInt8>, depth: Int) -> Bool {
    let end = text.count
    guard depth <= JSONScanner.depthLimit else { return false }
    JSONScanner.skipSpace(text, &at, end)
    if at < end, text[at] == UInt8(ascii: "}") {
      at += 1
      return true
    }
    while at < end, text[at] == UInt8(ascii: "\"") {
      at += 1
      var key = 0..<0
      var isEscaped = false
      guard JSONScanner.string(text, &at, end, range: &key, isEscaped: &isEscaped), !isEscaped
      else { return false }
      // What a container runtime or the journal wraps hides the fields that count.
      if depth == 1, Self.isWrapped(text, key) { return false }
      JSONScanner.skipSpace(text, &at, end)
      guard at < end, text[at] == UInt8(ascii: ":") else { return false }
      at += 1
      JSONScanner.skipSpace(text, &at, end)
      let relation = Self.relation(of: key, in: text, to: name)
      guard value(text, relation, name, depth) else { return false }
      if verdict == .yes { return true }
      JSONScanner.skipSpace(text, &at, end)
      guard at < end else { return false }
      let next = text[at]
      at += 1
      if next == UInt8(ascii: "}") { return true }
      guard next == UInt8(ascii: ",") else { return false }
      JSONScanner.skipSpace(text, &at, end)
    }
    return false
  }

  private mutating func value(
    _ text: Span<UInt8>,
    _ relation: Relation,
    _ name: Span<UInt8>,
    _ depth: Int
  ) -> Bool {
    guard at < text.count else { return false }
    let start = at
    switch text[at] {
    case UInt8(ascii: "\""):
      at += 1
      var range = 0..<0
      var isEscaped = false
      guard JSONScanner.string(text, &at, text.count, range: &range, isEscaped: &isEscaped) else {
        return false
      }
      if relation == .same { take(text, range, isEscaped: isEscaped) }
      return true
    case UInt8(ascii: "{"):
      if case .parent(let length) = relation {
        at += 1
        return members(text, name.extracting((length + 1)...), depth: depth + 1)
      }
      return JSONFieldLister.skipContainer(text, &at)
    case UInt8(ascii: "["):
      guard JSONFieldLister.skipContainer(text, &at) else { return false }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard JSONScanner.number(text, &at, text.count) else { return false }
    default:
      _ = JSONScanner.literal(text, &at, text.count)
      guard at > start else { return false }
    }
    if relation == .same { take(text, start..<at, isEscaped: false) }
    return true
  }

  /// Tests one value of the field.
  mutating func take(_ text: Span<UInt8>, _ range: Range<Int>, isEscaped: Bool) {
    guard verdict != .yes else { return }
    let value = text.extracting(range)
    // Escapes and secrets are for the record read whole.
    if isEscaped || SecretMask().replaced(value) != nil {
      verdict = .text
    } else if test.matches(value) {
      verdict = .yes
    }
  }
}
