import Charts

/// Characters in the form in which ncurses takes them.
enum ScreenText {
  /// The strings of code points, zero-terminated, that fill the columns of a glyph.
  ///
  /// Where the C library gives a character other columns than the canvas does, replacements fill
  /// them: else ncurses would lose count of the row.
  static func characters(
    of glyph: Canvas.Glyph,
    columns: (Int32) -> Int32
  ) -> [[Int32]] {
    let scalars = glyph.text.unicodeScalars.map { Int32(bitPattern: $0.value) }
    guard let base = scalars.first, columns(base) == Int32(clamping: glyph.width) else {
      return Array(repeating: [replacement, 0], count: glyph.width)
    }
    return [scalars.prefix(1) + scalars.dropFirst().prefix { columns($0) == 0 } + [0]]
  }

  private static let replacement: Int32 = 0xFFFD
}
