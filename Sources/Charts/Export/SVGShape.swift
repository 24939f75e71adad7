/// Characters that a picture draws as shapes, so that charts and borders join in every font: braille,
/// blocks and lines.
///
/// A shape is the data of an SVG path to be filled, in a cell of 9 by 19 units.
enum SVGShape {
  /// Whether a text of one character is drawn as a shape.
  static func draws(_ text: String) -> Bool { path(of: text, x: 0, y: 0) != nil }

  /// The shape of a text of one character with the cell's upper left corner at a point; nil where it
  /// is written as text, empty where nothing is to be seen.
  static func path(of text: String, x: Int, y: Int) -> String? {
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x2800...0x28FF: return braille(scalar.value & 0xFF, x: x, y: y)
    case 0x2581...0x2588:
      let height = (Int(scalar.value - 0x2580) * 19 + 4) / 8
      return rectangle(x: x, y: y + 19 - height, width: 9, height: height)
    case 0x2589...0x258F:
      let width = (Int(0x2590 - scalar.value) * 9 + 4) / 8
      return rectangle(x: x, y: y, width: width, height: 19)
    case 0x2590: return rectangle(x: x + 4, y: y, width: 5, height: 19)
    default: return lines[scalar].map { "M\(x + $0.x) \(y + $0.y)\($0.path)" }
    }
  }

  private static func rectangle(x: Int, y: Int, width: Int, height: Int) -> String {
    "M\(x) \(y)h\(width)v\(height)h-\(width)z"
  }

  /// The dots of a braille cell by their bits, as columns and rows.
  private static let dots: [(column: Int, row: Int)] = [
    (1, 1), (1, 6), (1, 11), (5, 1), (5, 6), (5, 11), (1, 15), (5, 15),
  ]

  private static func braille(_ bits: UInt32, x: Int, y: Int) -> String {
    dots.enumerated().filter { bits >> $0.offset & 1 == 1 }
      .map { rectangle(x: x + $0.element.column, y: y + $0.element.row, width: 3, height: 3) }
      .joined()
  }

  /// Lines by where their path begins in the cell, and the path from there on.
  private static let lines: [Unicode.Scalar: (x: Int, y: Int, path: String)] = [
    "─": (0, 9, "h9v1h-9z"), "│": (4, 0, "h1v19h-1z"),
    "━": (0, 8, "h9v2h-9z"), "┃": (4, 0, "h2v19h-2z"),
    "╭": (4, 19, "v-5a5 5 0 0 1 5-5v1a4 4 0 0 0-4 4v5z"),
    "╮": (0, 9, "a5 5 0 0 1 5 5v5h-1v-5a4 4 0 0 0-4-4z"),
    "╰": (4, 0, "h1v5a4 4 0 0 0 4 4v1a5 5 0 0 1-5-5z"),
    "╯": (4, 0, "h1v5a5 5 0 0 1-5 5v-1a4 4 0 0 0 4-4z"),
    "┏": (4, 19, "v-11h5v2h-3v9z"), "┓": (0, 8, "h6v11h-2v-9h-4z"),
    "┗": (4, 0, "h2v8h3v2h-5z"), "┛": (4, 0, "h2v10h-6v-2h4z"),
    "┄": (0, 9, "h2v1h-2zm3 0h2v1h-2zm3 0h2v1h-2z"),
    "┆": (4, 1, "h1v4h-1zm0 6h1v4h-1zm0 6h1v4h-1z"),
    "┊": (4, 1, "h1v2h-1zm0 5h1v2h-1zm0 5h1v2h-1zm0 4h1v2h-1z"),
  ]
}
