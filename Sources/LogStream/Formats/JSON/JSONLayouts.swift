/// The layouts of a source's JSON lines, as a tree: a line that is laid out like one before it is read
/// by comparing what stands between its values, without a look at its names, braces and colons.
///
/// A node is the text between two values (`,"status":`) and the kind of the value behind it; every way
/// from the root to an end is the layout of some line that was read in full. What matches is as well
/// formed as that line was, for the values are read by the same scanner.
struct JSONLayouts: Sendable {
  private static let nodeLimit = 2_048
  private static let byteLimit = 1 << 16
  /// Names that are made of data give every node another child: they are not worth the comparing.
  private static let childLimit = 12

  /// The steps; the first one is the root, which has no text.
  private(set) var nodes = [JSONLayoutNode()]
  /// The texts of all steps.
  private(set) var texts: [UInt8] = []

  /// Remembers how the range of a well-formed line is laid out.
  mutating func learn(_ line: Span<UInt8>, _ range: Range<Int>, _ values: [JSONValuePlace]) {
    if nodes.count + values.count >= Self.nodeLimit || texts.count + range.count > Self.byteLimit {
      self = JSONLayouts()
    }
    guard values.count < Self.nodeLimit / 8, range.count < Self.byteLimit / 8 else { return }
    var at = range.lowerBound
    var parent = 0
    for value in values {
      guard let node = child(of: parent, line, at..<value.start, value) else { return }
      parent = node
      at = value.end
    }
    _ = child(of: parent, line, at..<range.upperBound, JSONValuePlace())
  }

  /// The node below `parent` with this text before its value, a new one where there was none.
  private mutating func child(
    of parent: Int,
    _ line: Span<UInt8>,
    _ text: Range<Int>,
    _ value: JSONValuePlace
  ) -> Int? {
    var last = 0
    var children = 0
    var number = Int(nodes[parent].child)
    while number != 0 {
      let node = nodes[number]
      if Int(node.count) == text.count, node.kind == value.kind,
        matches(node, line, text.lowerBound)
      {
        return number
      }
      children += 1
      last = number
      number = Int(node.sibling)
    }
    guard children < Self.childLimit, let count = UInt16(exactly: text.count) else { return nil }
    var node = JSONLayoutNode()
    node.textStart = UInt32(truncatingIfNeeded: texts.count)
    node.count = count
    node.mask = text.count < 8 ? 1 << UInt64(text.count * 8) - 1 : .max
    node.head = ByteScan.word(line, at: text.lowerBound, count: min(8, text.count))
    node.tail = text.count < 8 ? 0 : ByteScan.load(line, at: text.upperBound - 8)
    node.kind = value.kind
    node.name = value.name
    node.row = value.row
    node.isNested = value.isNested
    for index in text { texts.append(line[index]) }
    let added = UInt16(truncatingIfNeeded: nodes.count)
    nodes.append(node)
    if last == 0 { nodes[parent].child = added } else { nodes[last].sibling = added }
    return Int(added)
  }
}
