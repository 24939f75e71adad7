/// Takes texts of a line into dictionaries; JSON escapes are resolved in a scratch buffer.
struct TextIntake {
  private var decoded: [UInt8] = []

  /// An intake with an empty buffer.
  init() {}

  /// The id of a text.
  @inline(__always)
  mutating func intern(
    _ text: ParsedLine.Text,
    _ line: Span<UInt8>,
    into table: inout InternTable
  ) -> UInt32 {
    guard !text.isEmpty else { return InternEntries.absent }
    guard text.isEscaped else { return table.intern(line.extracting(text.range)) }
    decode(text, line)
    return table.intern(decoded.span)
  }

  /// The id of a text without its variable parts.
  @inline(__always)
  mutating func internTemplate(
    _ text: ParsedLine.Text,
    _ line: Span<UInt8>,
    cutter: inout TemplateCutter,
    into table: inout InternTable
  ) -> UInt32 {
    guard !text.isEmpty else { return InternEntries.absent }
    guard text.isEscaped else {
      return cutter.intern(line.extracting(text.range), into: &table)
    }
    decode(text, line)
    return cutter.intern(decoded.span, into: &table)
  }

  /// The hash of a text whatever its case, 0 where it is absent.
  mutating func hash(_ text: ParsedLine.Text, _ line: Span<UInt8>) -> UInt64 {
    guard !text.isEmpty else { return 0 }
    guard text.isEscaped else { return ByteHash.ofFolded(line.extracting(text.range)) }
    decode(text, line)
    return ByteHash.ofFolded(decoded.span)
  }

  private mutating func decode(_ text: ParsedLine.Text, _ line: Span<UInt8>) {
    decoded.removeAll(keepingCapacity: true)
    text.append(from: line, to: &decoded)
  }
}
