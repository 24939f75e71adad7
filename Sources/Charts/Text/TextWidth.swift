/// How many columns text takes in a terminal.
public enum TextWidth {
  /// The columns that `text` takes when drawn on a canvas.
  ///
  /// Unicode 17's East Asian widths; marks take none, what is not printable the length of the
  /// notation in which the canvas shows it.
  public static func columns(of text: String) -> Int {
    var columns = 0
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      let piece = TextPiece(scalar, after: previous, glyphs: .unicode)
      columns += piece.columns
      switch piece {
      case .glyph: previous = scalar
      case .notation: previous = ">"
      case .mark, .nothing: break
      }
    }
    return columns
  }

  /// The columns that runs take when drawn one behind the other.
  public static func columns(of runs: [Run]) -> Int {
    runs.reduce(0) { $0 + columns(of: $1.text) }
  }
}
