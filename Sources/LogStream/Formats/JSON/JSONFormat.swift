/// One JSON object a line, of any shape: known names fill their slots, the rest is only checked.
struct JSONFormat {
  /// How the lines before were laid out.
  private var layouts = JSONLayouts()
  /// The plain values of the line that is read in full.
  private var values: [JSONValuePlace] = []
  /// The dotted name of the object that is being read, `http.request.`; empty at the top.
  private var prefix: [UInt8] = []

  /// Longer names are not looked for among the known ones.
  private static let longestName = 96

  /// Whether the range of the line is one well-formed JSON object; `found` receives its fields.
  mutating func read(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    names: FieldNames,
    into found: inout FoundFields
  ) -> Bool {
    if layouts.read(line, range, into: &found) { return true }
    found.reset()
    return readInFull(line, range, names, &found)
  }

  private mutating func readInFull(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ names: FieldNames,
    _ found: inout FoundFields
  ) -> Bool {
    var at = range.lowerBound
    let end = range.upperBound
    JSONScanner.skipSpace(line, &at, end)
    guard at < end, line[at] == UInt8(ascii: "{") else { return false }
    at &+= 1
    prefix.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    guard readMembers(line, &at, end, depth: 1, isGroup: true, names, &found) else { return false }
    JSONScanner.skipSpace(line, &at, end)
    guard at == end else { return false }
    layouts.learn(line, range, values)
    return true
  }

  /// Reads an object after its opening brace.
  ///
  /// Members of a group count under their own name too, members of other objects only under the
  /// dotted one.
  private mutating func readMembers(
    _ line: Span<UInt8>,
    _ at: inout Int,
    _ end: Int,
    depth: Int,
    isGroup: Bool,
    _ names: FieldNames,
    _ found: inout FoundFields
  ) -> Bool {
    guard depth <= JSONScanner.depthLimit else { return false }
    JSONScanner.skipSpace(line, &at, end)
    if at < end, line[at] == UInt8(ascii: "}") {
      at &+= 1
      return true
    }
    var key = 0..<0
    var isEscaped = false
    while at < end {
      guard line[at] == UInt8(ascii: "\"") else { return false }
      at &+= 1
      guard JSONScanner.string(line, &at, end, range: &key, isEscaped: &isEscaped) else {
        return false
      }
      JSONScanner.skipSpace(line, &at, end)
      guard at < end, line[at] == UInt8(ascii: ":") else { return false }
      at &+= 1
      JSONScanner.skipSpace(line, &at, end)
      let name = isEscaped ? 0 : number(line, key, isGroup: isGroup, names)
      guard readValue(line, &at, end, depth: depth, key: key, name: name, names, &found) else {
        return false
      }
      JSONScanner.skipSpace(line, &at, end)
      guard at < end else { return false }
      let next = line[at]
      at &+= 1
      if next == UInt8(ascii: "}") { return true }
      guard next == UInt8(ascii: ",") else { return false }
      JSONScanner.skipSpace(line, &at, end)
    }
    return false
  }

  /// Reads one value and keeps it where its name is known.
  private mutating func readValue(
    _ line: Span<UInt8>,
    _ at: inout Int,
    _ end: Int,
    depth: Int,
    key: Range<Int>,
    name: UInt16,
    _ names: FieldNames,
    _ found: inout FoundFields
  ) -> Bool {
    guard at < end else { return false }
    let form: RawValue.Kind
    switch line[at] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return readContainer(line, &at, end, depth: depth, key: key, name: name, names, &found)
    case UInt8(ascii: "\""): form = .text
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): form = .number
    default: form = .boolean
    }
    let start = form == .text ? at &+ 1 : at
    var range = start..<start
    guard let kind = JSONScanner.value(line, &range, end, form) else { return false }
    at = form == .text ? range.upperBound &+ 1 : range.upperBound
    var value = JSONValuePlace(start: start, end: at, kind: form, name: name)
    value.isNested = depth > 1
    if name != 0 {
      value.row = names[name]
      found.offer(value.row, named: name, line, range, kind: kind, isNested: value.isNested)
    }
    values.append(value)
    return true
  }

  private mutating func readContainer(
    _ line: Span<UInt8>,
    _ at: inout Int,
    _ end: Int,
    depth: Int,
    key: Range<Int>,
    name: UInt16,
    _ names: FieldNames,
    _ found: inout FoundFields
  ) -> Bool {
    let isObject = line[at] == UInt8(ascii: "{")
    at &+= 1
    guard isObject else {
      return readElements(line, &at, end, depth: depth + 1, key: key, name: name, names, &found)
    }
    let length = prefix.count
    defer { prefix.removeLast(prefix.count - length) }
    if prefix.count + key.count < Self.longestName {
      for index in key { prefix.append(line[index]) }
      prefix.append(UInt8(ascii: "."))
    }
    let slot = name == 0 ? nil : names[name].slot
    return readMembers(
      line,
      &at,
      end,
      depth: depth + 1,
      isGroup: slot == .group || slot == .requestLine,
      names,
      &found
    )
  }

  /// Reads an array after its opening bracket: its first plain element counts as the field's value.
  private mutating func readElements(
    _ line: Span<UInt8>,
    _ at: inout Int,
    _ end: Int,
    depth: Int,
    key: Range<Int>,
    name: UInt16,
    _ names: FieldNames,
    _ found: inout FoundFields
  ) -> Bool {
    guard depth <= JSONScanner.depthLimit else { return false }
    JSONScanner.skipSpace(line, &at, end)
    if at < end, line[at] == UInt8(ascii: "]") {
      at &+= 1
      return true
    }
    var name = name
    while at < end {
      let isPlain = line[at] != UInt8(ascii: "{") && line[at] != UInt8(ascii: "[")
      guard
        readValue(
          line,
          &at,
          end,
          depth: depth,
          key: key,
          name: isPlain ? name : 0,
          names,
          &found
        )
      else { return false }
      name = 0
      JSONScanner.skipSpace(line, &at, end)
      guard at < end else { return false }
      let next = line[at]
      at &+= 1
      if next == UInt8(ascii: "]") { return true }
      guard next == UInt8(ascii: ",") else { return false }
      JSONScanner.skipSpace(line, &at, end)
    }
    return false
  }

  /// The number of a known name: the dotted one first, then, in a group, the member's own.
  @inline(__always)
  private mutating func number(
    _ line: Span<UInt8>,
    _ key: Range<Int>,
    isGroup: Bool,
    _ names: FieldNames
  ) -> UInt16 {
    if prefix.isEmpty { return names.number(line, at: key.lowerBound, count: key.count) }
    return dottedNumber(line, key, isGroup: isGroup, names)
  }

  private mutating func dottedNumber(
    _ line: Span<UInt8>,
    _ key: Range<Int>,
    isGroup: Bool,
    _ names: FieldNames
  ) -> UInt16 {
    let length = prefix.count
    if length + key.count < Self.longestName {
      for index in key { prefix.append(line[index]) }
      let number = names.number(prefix.span, at: 0, count: prefix.count)
      prefix.removeLast(prefix.count - length)
      if number != 0 { return number }
    }
    return isGroup ? names.number(line, at: key.lowerBound, count: key.count) : 0
  }
}
