/// What one code point of a text puts on the canvas.
enum TextPiece: Equatable {
  /// A character of one or two columns.
  case glyph(Unicode.Scalar, width: Int)
  /// A mark over the character before it.
  case mark(Unicode.Scalar)
  /// A notation in ASCII for something that is not printable.
  case notation(String)
  /// Nothing.
  case nothing

  /// The piece that `scalar` gives behind `previous`, the last character drawn.
  init(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, glyphs: Canvas.Glyphs) {
    if scalar.value >= 0x20, scalar.value < 0x7F {
      self = .glyph(scalar, width: 1)
      return
    }
    switch ScalarClass(scalar) {
    case .narrow:
      self = .glyph(glyphs == .ascii ? ASCIIFallback.scalar(for: scalar) : scalar, width: 1)
    case .wide:
      self = .glyph(glyphs == .ascii ? ASCIIFallback.scalar(for: scalar) : scalar, width: 2)
    case .mark where previous == nil:
      self = .notation(Notation.text(for: scalar))
    case .mark:
      self = glyphs == .ascii ? .nothing : .mark(scalar)
    case .modifier where previous?.isASCII == false:
      self = .nothing
    case .modifier:
      self = .glyph(glyphs == .ascii ? "?" : scalar, width: 2)
    case .removed:
      self = .nothing
    case .unprintable:
      self = .notation(Notation.text(for: scalar))
    }
  }

  /// The columns it takes.
  var columns: Int {
    switch self {
    case .glyph(_, let width): width
    case .notation(let text): text.utf8.count
    case .mark, .nothing: 0
    }
  }
}
