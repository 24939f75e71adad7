/// The string in which a container runtime's or the journal's JSON holds a line of a program.
struct ContainerWrapper: Sendable {
  /// The decoded content of Docker's `log` field, or of the journal's `MESSAGE`.
  private(set) var bytes: [UInt8] = []
  /// For each decoded byte the offset of its source in the line, and the end.
  private var offsets: [Int32] = []
  /// Whether the content is a list of bytes.
  private var isList = false

  /// Decodes the content: the inside of a string, or numbers with commas between them.
  mutating func open(_ line: Span<UInt8>, _ range: Range<Int>, isList: Bool = false) {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    self.isList = isList
    var sources = offsets
    if isList {
      JSONText.decodeList(line, range, into: &bytes) {
        sources.append(Int32(truncatingIfNeeded: $0))
      }
    } else {
      JSONText.decode(line, range, into: &bytes) { sources.append(Int32(truncatingIfNeeded: $0)) }
    }
    sources.append(Int32(truncatingIfNeeded: range.upperBound))
    offsets = sources
  }

  /// Turns ranges of the decoded content into ranges of the line.
  func mapBack(_ parsed: inout ParsedLine) {
    parsed.message = mapped(parsed.message)
    parsed.address = mapped(parsed.address)
    parsed.method = mapped(parsed.method)
    parsed.path = mapped(parsed.path)
    parsed.agent = mapped(parsed.agent)
    parsed.trace = mapped(parsed.trace)
    parsed.connection = mapped(parsed.connection)
    parsed.user = mapped(parsed.user)
    parsed.reason = mapped(parsed.reason)
  }

  private func mapped(_ text: ParsedLine.Text) -> ParsedLine.Text {
    guard text.length > 0, text.range.upperBound < offsets.count else { return ParsedLine.Text() }
    let start = offsets[text.range.lowerBound]
    let end = offsets[text.range.upperBound]
    var mapped = ParsedLine.Text(Int(start)..<Int(end), isEscaped: end - start != text.length)
    mapped.isEscapedTwice = text.isEscaped
    mapped.isEscaped = mapped.isEscaped || text.isEscaped
    mapped.isByteList = isList
    return mapped
  }
}
