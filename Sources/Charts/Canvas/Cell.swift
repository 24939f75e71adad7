/// One column of a canvas: eight bytes, compared as such.
struct Cell: Equatable, Sendable {
  /// Set in `content` where the rest of it is an index into the canvas' table of graphemes.
  static let graphemeFlag: UInt32 = 0x8000_0000

  /// A blank in the terminal's own look.
  static let blank = Cell(content: 0x20, style: .plain, width: 1)

  /// A code point, or an index into the table of graphemes.
  var content: UInt32
  /// How it looks.
  var style: Style
  /// Columns: 1, 2, or 0 for the second half of a wide character.
  var width: UInt8

  /// The index into the table of graphemes, where it is one.
  var graphemeIndex: Int? {
    content & Self.graphemeFlag == 0 ? nil : Int(content & ~Self.graphemeFlag)
  }

  /// A blank in the style of this cell.
  var blanked: Cell { Cell(content: 0x20, style: style, width: 1) }
}
