/// A part of a source as people find it: line, column, and the line with a caret below.
struct SourcePlace {
  /// The line, from 1.
  let line: Int
  /// The column in characters, from 1.
  let column: Int
  /// The line of the source and, below it, carets under the part.
  let excerpt: String

  /// The place of `range` (UTF-8 bytes) in `source`; clamped to what there is.
  init(of range: Range<Int>, in source: String) {
    let bytes = Array(source.utf8)
    let start = min(max(0, range.lowerBound), bytes.count)
    let lineStart = bytes[..<start].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let lineEnd = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
    let end = min(max(start, range.upperBound), lineEnd)
    line = bytes[..<start].count { $0 == 0x0a } + 1
    let before = Self.text(bytes[lineStart..<start])
    column = before.count + 1
    let indent = String(before.map { $0 == "\t" ? "\t" : " " })
    let width = max(1, Self.text(bytes[start..<end]).count)
    excerpt =
      Self.text(bytes[lineStart..<lineEnd]) + "\n" + indent + String(repeating: "^", count: width)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
