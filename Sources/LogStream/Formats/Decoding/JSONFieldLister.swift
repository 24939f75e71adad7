import LogModel

/// Lists the members of one JSON object, nested names joined by dots.
struct JSONFieldLister {
  /// What was listed.
  private(set) var fields: [Field] = []
  private let mask: SecretMask
  /// The name of the object around what is listed, where that is a secret whole.
  private var secret: String?

  /// A lister that masks by `mask`.
  init(mask: SecretMask) { self.mask = mask }

  /// Lists the object at `start`; false where the text is no JSON.
  mutating func list(_ line: Span<UInt8>, from start: Int) -> Bool {
    var at = start
    guard listValue(line, &at, name: "", depth: 1), !fields.isEmpty else { return false }
    JSONScanner.skipSpace(line, &at, line.count)
    return at == line.count
  }

  private mutating func listValue(
    _ line: Span<UInt8>,
    _ at: inout Int,
    name: String,
    depth: Int
  ) -> Bool {
    guard depth <= JSONScanner.depthLimit, at < line.count else { return false }
    let start = at
    switch line[at] {
    case UInt8(ascii: "{"): return listMembers(line, &at, name: name, depth: depth)
    case UInt8(ascii: "["):
      guard Self.skipContainer(line, &at) else { return false }
    case UInt8(ascii: "\""):
      at += 1
      var range = 0..<0
      var isEscaped = false
      guard JSONScanner.string(line, &at, line.count, range: &range, isEscaped: &isEscaped) else {
        return false
      }
      add(name, ParsedLine.Text(range, isEscaped: isEscaped).string(from: line))
      return true
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard JSONScanner.number(line, &at, line.count) else { return false }
    default:
      _ = JSONScanner.literal(line, &at, line.count)
      guard at > start else { return false }
    }
    add(name, ParsedLine.Text(start..<at).string(from: line))
    return true
  }

  private mutating func listMembers(
    _ line: Span<UInt8>,
    _ at: inout Int,
    name: String,
    depth: Int
  ) -> Bool {
    let end = line.count
    at += 1
    JSONScanner.skipSpace(line, &at, end)
    if at < end, line[at] == UInt8(ascii: "}") {
      at += 1
      return true
    }
    while at < end, line[at] == UInt8(ascii: "\"") {
      at += 1
      var key = 0..<0
      var isEscaped = false
      guard JSONScanner.string(line, &at, end, range: &key, isEscaped: &isEscaped) else {
        return false
      }
      let member = ParsedLine.Text(key, isEscaped: isEscaped).string(from: line)
      JSONScanner.skipSpace(line, &at, end)
      guard at < end, line[at] == UInt8(ascii: ":") else { return false }
      at += 1
      JSONScanner.skipSpace(line, &at, end)
      let path = name.isEmpty ? member : "\(name).\(member)"
      let outer = secret
      defer { secret = outer }
      if secret == nil, at < end, line[at] == UInt8(ascii: "{"),
        SecretNames.contains(path.utf8.span)
      {
        secret = path
      }
      guard listValue(line, &at, name: path, depth: depth + 1) else { return false }
      JSONScanner.skipSpace(line, &at, end)
      guard at < end else { return false }
      let next = line[at]
      at += 1
      if next == UInt8(ascii: "}") { return true }
      guard next == UInt8(ascii: ",") else { return false }
      JSONScanner.skipSpace(line, &at, end)
    }
    return false
  }

  private mutating func add(_ name: String, _ value: String) {
    guard fields.count < FieldLister.limit else { return }
    fields.append(Field(name, mask.masked(value, named: secret ?? name)))
  }

  /// Passes over an array, whose elements are shown as they stand, or over an object.
  static func skipContainer(_ line: Span<UInt8>, _ at: inout Int) -> Bool {
    var nesting = 0
    while at < line.count {
      let byte = line[at]
      at += 1
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): nesting += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        nesting -= 1
        if nesting == 0 { return true }
      case UInt8(ascii: "\""):
        var range = 0..<0
        var isEscaped = false
        guard JSONScanner.string(line, &at, line.count, range: &range, isEscaped: &isEscaped) else {
          return false
        }
      default: break
      }
    }
    return false
  }
}
