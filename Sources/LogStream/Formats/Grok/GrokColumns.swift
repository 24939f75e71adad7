import Patterns

/// An expression whose patterns stand between tabs, as Zeek's (Bro's) logs are described: `%{NUMBER:ts}\t%{GREEDYDATA:host}\t…`.
///
/// Many `.*` in a row can share the tabs of a line in so many ways that the search for the right one is given
/// up. A line that has no more tabs than the expression leaves one way only: no column holds a tab, and
/// that is what the search is told.
struct GrokColumns: Sendable {
  private static let tab = #"\t"#
  /// Fewer columns of any text are found as they stand.
  private static let leastGreedy = 4

  private let pattern: Pattern
  private let tabs: Int

  /// The columns of `source`, which is one named pattern; nil where it is none of columns.
  init?(_ source: String, _ patterns: GrokPatterns, fields: [GrokExpansion.Field]) {
    guard source.hasPrefix("%{"), source.hasSuffix("}"),
      let definition = patterns[String(source.dropFirst(2).dropLast())]
    else { return nil }
    let columns = definition.split(separator: Self.tab, omittingEmptySubsequences: false)
    let greedy = "%{GREEDYDATA:"
    guard columns.count(where: { $0.hasPrefix(greedy) }) >= Self.leastGreedy,
      columns.allSatisfy({ $0.hasPrefix("%{") && $0.firstIndex(of: "}") == $0.indices.last })
    else { return nil }
    let told = columns.map { column in
      column.hasPrefix(greedy)
        ? #"(?<\#(column.dropFirst(greedy.count).dropLast())>[^\t]*)"# : String(column)
    }
    guard
      let expansion = try? GrokExpansion(told.joined(separator: Self.tab), patterns),
      expansion.fields.map(\.name) == fields.map(\.name),
      let pattern = try? Pattern(String(decoding: expansion.source, as: UTF8.self))
    else { return nil }
    self.pattern = pattern
    tabs = columns.count - 1
  }

  /// The pattern where the subject has a tab for each that the expression asks for, and no other.
  func pattern(for subject: Span<UInt8>) -> Pattern? {
    var count = 0
    for index in subject.indices where subject[index] == 0x09 { count += 1 }
    return count == tabs ? pattern : nil
  }
}
