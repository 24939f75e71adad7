/// A value as it stands in a line.
struct RawValue: Sendable {
  /// How the value is written.
  enum Kind: UInt8, Sendable {
    /// There is no value.
    case absent
    /// Text whose bytes are its own.
    case text
    /// Text in which JSON escapes must be decoded.
    case escapedText
    /// A JSON number.
    case number
    /// `true` or `false`.
    case boolean
  }

  /// The offset of the first byte, quotes left out.
  var start: Int32 = 0
  /// The number of bytes.
  var length: Int32 = 0
  /// The row of `FieldNames` that found it, 0 where its place in the line did.
  var name: UInt16 = 0
  /// How the value is written.
  var kind = Kind.absent
  /// How well the name fits; 0 is best, and of equals the later value counts.
  var rank: UInt8 = .max

  /// Whether there is no value.
  var isAbsent: Bool { kind == .absent }
  /// The bytes as a range of offsets.
  var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  /// The bytes as a text of the line.
  var text: ParsedLine.Text {
    ParsedLine.Text(start: start, length: length, isEscaped: kind == .escapedText)
  }
}
