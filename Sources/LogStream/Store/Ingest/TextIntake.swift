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

  /// The id of a path, or of its form where there are too many like it.
  @inline(__always)
  mutating func internPath(
    _ text: ParsedLine.Text,
    _ line: Span<UInt8>,
    _ folding: inout PathFolding,
    _ tables: inout DictionaryTables
  ) -> UInt32 {
    guard !text.isEmpty else { return InternEntries.absent }
    guard text.isEscaped else {
      let path = line.extracting(text.range)
      return folding.intern(path, into: &tables.paths, templates: &tables.templates)
    }
    decode(text, line)
    return folding.intern(decoded.span, into: &tables.paths, templates: &tables.templates)
  }

  /// The id of a text without its variable parts; `recent` belongs to the cutter and the table.
  @inline(__always)
  mutating func internTemplate(
    _ text: ParsedLine.Text,
    _ line: Span<UInt8>,
    cutter: inout TemplateCutter,
    into table: inout InternTable,
    recent: inout RecentIDs
  ) -> UInt32 {
    guard !text.isEmpty else { return InternEntries.absent }
    let raw = line.extracting(text.range)
    let form: UInt64 = text.isEscaped ? text.isEscapedTwice ? 2 : 1 : 0
    let hash = ByteHash.of(raw) &+ form
    if let id = recent.id(of: hash) { return id }
    let id: UInt32
    if text.isEscaped {
      decode(text, line)
      id = cutter.intern(decoded.span, into: &table)
    } else {
      id = cutter.intern(raw, into: &table)
    }
    recent.remember(id, of: hash)
    return id
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
