/// A place in a template as people count.
struct TemplatePlace {
  /// The line, from 1.
  let line: Int
  /// The column, from 1.
  let column: Int

  /// The place of the scalar at `position`, or of the end.
  init(_ position: Int, in source: [UnicodeScalar]) {
    let before = source[..<min(position, source.count)]
    line = before.count { $0 == "\n" } + 1
    column = before.count - (before.lastIndex(of: "\n").map { $0 + 1 } ?? 0) + 1
  }
}
