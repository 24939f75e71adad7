/// The characters of a canvas that take more than one code point.
struct GraphemeTable: Equatable, Sendable {
  /// Marks over one character; more are left out, as ncurses would.
  static let maximalMarks = 4

  private var graphemes: [String] = []
  private var indices: [String: Int] = [:]

  /// Whether there is none.
  var isEmpty: Bool { graphemes.isEmpty }

  /// The grapheme of an index.
  subscript(index: Int) -> String { index < graphemes.count ? graphemes[index] : "\u{FFFD}" }

  /// The index of a grapheme, which is added when it is new.
  mutating func index(of grapheme: String) -> Int {
    if let known = indices[grapheme] { return known }
    graphemes.append(grapheme)
    indices[grapheme] = graphemes.count - 1
    return graphemes.count - 1
  }

  /// Whether an index means the same in both tables.
  static func == (left: GraphemeTable, right: GraphemeTable) -> Bool {
    left.graphemes == right.graphemes
  }
}
