import CByteScan

extension JSONLayouts {
  /// Whether the range of the line has a known layout; `found` receives its fields.
  ///
  /// What `found` holds where the answer is false is of no use. Bytes behind the range are looked at,
  /// 64 in one step, but never taken for a part of it.
  @inline(__always)
  func read(_ line: Span<UInt8>, _ range: Range<Int>, into found: inout FoundFields) -> Bool {
    let end = range.upperBound
    var at = range.lowerBound
    var stops = JSONStops(at: at)
    var number = Int(nodes[0].child)
    while number != 0 {
      let node = nodes[number]
      let start = at &+ Int(node.count)
      guard start <= end, matches(node, line, at) else {
        number = Int(node.sibling)
        continue
      }
      var kind = node.kind
      var after = start
      switch kind {
      case .text:
        after = stops.next(line, from: start, to: end)
        guard after < end else { return false }
        if line[after] != UInt8(ascii: "\"") {
          guard JSONScanner.escapedString(line, &after, end) else { return false }
          kind = .escapedText
        }
      case .number: after = JSONScanner.endOfNumber(line, from: start, to: end)
      case .boolean: kind = JSONScanner.literal(line, &after, end)
      case .absent, .escapedText: if start == end { return true }
      }
      guard after > start || node.kind == .text else {
        number = Int(node.sibling)
        continue
      }
      if node.name != 0 {
        found.offer(
          node.row,
          named: node.name,
          line,
          start..<after,
          kind: kind,
          isNested: node.isNested
        )
      }
      at = node.kind == .text ? after &+ 1 : after
      number = Int(node.child)
    }
    return false
  }

  /// Whether the node's text stands at `at`, where there is room for it.
  @inline(__always)
  func matches(_ node: JSONLayoutNode, _ line: Span<UInt8>, _ at: Int) -> Bool {
    let count = Int(node.count)
    guard at &+ max(8, count) <= line.count else {
      return count < 8 && ByteScan.word(line, at: at, count: count) == node.head
    }
    guard ByteScan.load(line, at: at) & node.mask == node.head else { return false }
    if count <= 8 { return true }
    guard ByteScan.load(line, at: at &+ count &- 8) == node.tail else { return false }
    var offset = 8
    while offset &+ 8 < count {
      let known = ByteScan.load(texts.span, at: Int(node.textStart) &+ offset)
      guard ByteScan.load(line, at: at &+ offset) == known else { return false }
      offset &+= 8
    }
    return true
  }
}

/// Where the plain text of a line's strings ends, found for 64 bytes in one step.
struct JSONStops {
  private var base: Int
  private var bits: UInt64 = 0

  /// Nothing is known yet of what stands at `start` and behind it.
  @inline(__always)
  init(at start: Int) { base = start &- Int(IMTOP_SCAN_WIDTH) }

  /// The offset of the next quote, backslash or control character at or after `start`.
  ///
  /// Where there is none before `end`, the answer is at least that. Calls go forwards.
  @inline(__always)
  mutating func next(_ line: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var at = start
    while at < end {
      let offset = at &- base
      if offset < Int(IMTOP_SCAN_WIDTH) {
        let rest = bits &>> UInt64(offset)
        if rest != 0 { return at &+ rest.trailingZeroBitCount }
        at = base &+ Int(IMTOP_SCAN_WIDTH)
        if at >= end { return end }
      }
      guard at &+ Int(IMTOP_SCAN_WIDTH) <= line.count else {
        return ByteScan.endOfPlainJSONText(line, from: at, to: end)
      }
      base = at
      bits = line.withUnsafeBufferPointer { bytes in
        bytes.baseAddress.map { imtop_json_stops($0 + at) } ?? 0
      }
    }
    return end
  }
}
