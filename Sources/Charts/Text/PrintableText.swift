/// Text for a terminal that is written to without a canvas.
public enum PrintableText {
  /// `text` as a canvas would show it: control characters, escape sequences and bidi controls in
  /// notation, everything else as it is.
  public static func of(_ text: String) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch TextPiece(scalar, after: previous, glyphs: .unicode) {
      case .glyph(let glyph, _):
        result.unicodeScalars.append(glyph)
        previous = scalar
      case .mark(let mark): result.unicodeScalars.append(mark)
      case .notation(let notation):
        result += notation
        previous = ">"
      case .nothing: break
      }
    }
    return result
  }
}
